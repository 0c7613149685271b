using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>Whether A holds for some index; false when there are none.</summary>
public sealed class Any : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "any";

    /// <inheritdoc/>
    public override string Usage => "any(i<n where B: A)";

    /// <inheritdoc/>
    public override string Summary => "Whether A holds for some index; false when there are none.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., x[i<n] in reals\nclaim sum: sum(i<n: x[i]) > 0 implies any(i<n: x[i] > 0)";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("⋁", "\\bigvee", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Formula(Name, bodies[0], TermType.Truth);
}
