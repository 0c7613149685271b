using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The expectation of e over the listed draws, conditional on B if given; an exact number, never an estimate.</summary>
public sealed class Expect : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "expect";

    /// <inheritdoc/>
    public override string Usage => "expect(w: e given B)";

    /// <inheritdoc/>
    public override string Summary => "The expectation of e over the listed draws, conditional on B if given; an exact number, never an estimate.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nw ~ normal(d)\nclaim second: expect(w: norm(w)^2) == d";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("𝔼", "\\mathbb{E}", IsLarge: false);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Draws];

    /// <inheritdoc/>
    public override bool AllowsGiven => true;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Tensor(Name, bodies[0]);
}
