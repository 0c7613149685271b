using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The product of e over the indices; 1 when there are none; over an infinite range the limit of the partial products.</summary>
public sealed class Prod : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "prod";

    /// <inheritdoc/>
    public override string Usage => "prod(i<n where A: e)";

    /// <inheritdoc/>
    public override string Summary => "The product of e over the indices; 1 when there are none; over an infinite range the limit of the partial products.";

    /// <inheritdoc/>
    public override string Example => "given n in 1..\nclaim factorial: prod(i<n: i + 1) >= n";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("∏", "\\prod", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Number(Name, bodies[0], keepsInteger: true);
}
