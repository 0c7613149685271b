using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>How many indices satisfy A; 0 when there are none.</summary>
public sealed class Count : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "count";

    /// <inheritdoc/>
    public override string Usage => "count(i<n where B: A)";

    /// <inheritdoc/>
    public override string Summary => "How many indices satisfy A; 0 when there are none.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., x[i<n] in reals\nclaim bound: count(i<n: x[i] > 0) <= n";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("#", "\\#", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Formula(Name, bodies[0], TermType.Integer);
}
