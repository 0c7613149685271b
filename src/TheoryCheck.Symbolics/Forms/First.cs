using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The least index or time at which A holds; infinity when it never does.</summary>
public sealed class First : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "first";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "first(k >= 0: A)";

    /// <inheritdoc/>
    public override string Summary => "The least index or time at which A holds; infinity when it never does.";

    /// <inheritdoc/>
    public override string Example => "evolve k:\n  start x = 1\n  x <- x/2\nclaim soon: first(k >= 0: x@k < 1/10) == 4";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("first", "\\operatorname{first}", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh, BinderStyle.Variable];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given)
    {
        var point = BodyTyping.Point(binders);
        return point.IsScalar || point is ErrorType
            ? BodyTyping.Formula(Name, bodies[0], point)
            : Typing.Wrong($"'first' runs over integers or times, not {TypeText.Describe(point)}");
    }
}
