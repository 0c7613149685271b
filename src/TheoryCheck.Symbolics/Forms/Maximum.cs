using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The greatest value of e, which must be attained; undefined when there is none or the range is empty.</summary>
public sealed class Maximum : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "max";

    /// <inheritdoc/>
    public override string Usage => "max(i<n where A: e)";

    /// <inheritdoc/>
    public override string Summary => "The greatest value of e, which must be attained; undefined when there is none or the range is empty.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., x[i<n] in reals\nclaim bound: max(i<n: x[i]) >= mean(i<n: x[i])";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("max", "\\max", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Number(Name, bodies[0], keepsInteger: true);
}
