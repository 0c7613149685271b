using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The greatest lower bound of e, infinity over the empty set; it need not be attained.</summary>
public sealed class Infimum : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "inf";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "inf(u in S where A: e)";

    /// <inheritdoc/>
    public override string Summary => "The greatest lower bound of e, infinity over the empty set; it need not be attained.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., c in vector(d)\nclaim zero: inf(u in vector(d): norm(u - c)) == 0";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("inf", "\\inf", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Number(Name, bodies[0]);
}
