using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>Whether A holds for every index; true when there are none.</summary>
public sealed class All : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "all";

    /// <inheritdoc/>
    public override string Usage => "all(i<n where B: A)";

    /// <inheritdoc/>
    public override string Summary => "Whether A holds for every index; true when there are none.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., x[i<n] in reals\nclaim squares: all(i<n: x[i]^2 >= 0)";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("⋀", "\\bigwedge", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Formula(Name, bodies[0], TermType.Truth);
}
