using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The least-squares slope of e against g over the swept values of M, an exact finite quantity.</summary>
public sealed class Slope : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "slope";

    /// <inheritdoc/>
    public override string Usage => "slope(M: e, g)";

    /// <inheritdoc/>
    public override string Summary => "The least-squares slope of e against g over the swept values of M, an exact finite quantity.";

    /// <inheritdoc/>
    public override string Example => "sweep M in {16, 64, 256}\nclaim root: slope(M: log(1/sqrt(M)), log(M)) == -1/2";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("slope", "\\operatorname{slope}", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Variable];

    /// <inheritdoc/>
    public override int BodyCount => 2;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given)
    {
        for (var i = 0; i < bodies.Count; i++)
        {
            if (BodyTyping.Number(Name, bodies[i]) is { Type: null } wrong)
            {
                return wrong with { Argument = i };
            }

            if (bodies[i].Type is ErrorType)
            {
                return bodies[i].Type;
            }
        }

        return TermType.Real;
    }
}
