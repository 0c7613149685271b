using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The probability of A over the listed draws, conditional on B if given.</summary>
public sealed class Probability : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "prob";

    /// <inheritdoc/>
    public override string Usage => "prob(w: A given B)";

    /// <inheritdoc/>
    public override string Summary => "The probability of A over the listed draws, conditional on B if given.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nw ~ normal(d)\nclaim half: prob(w: w[0] >= 0) == 1/2";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("ℙ", "\\mathbb{P}", IsLarge: false);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Draws];

    /// <inheritdoc/>
    public override bool AllowsGiven => true;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Formula(Name, bodies[0], TermType.Real);
}
