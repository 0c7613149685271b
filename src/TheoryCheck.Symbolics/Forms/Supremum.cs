using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The least upper bound of e, -infinity over the empty set; it need not be attained.</summary>
public sealed class Supremum : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "sup";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "sup(u in S where A: e)";

    /// <inheritdoc/>
    public override string Summary => "The least upper bound of e, -infinity over the empty set; it need not be attained.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nclaim bound: sup(u in vector(d): exp(-norm(u))) <= 1";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("sup", "\\sup", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Number(Name, bodies[0]);
}
