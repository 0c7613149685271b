using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The limit of e; undefined when there is none, so a claim that uses it claims that it exists.</summary>
public sealed class Limit : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "limit";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "limit(h -> 0 from above: e)";

    /// <inheritdoc/>
    public override string Summary => "The limit of e; undefined when there is none, so a claim that uses it claims that it exists.";

    /// <inheritdoc/>
    public override string Example => "claim decay: limit(n -> infinity: 1/n) == 0";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("lim", "\\lim", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Limit];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        bodies[0].Type switch
        {
            MeasureType or SetType => bodies[0].Type,
            _ => BodyTyping.Tensor(Name, bodies[0]),
        };
}
