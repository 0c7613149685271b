using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Measures;

/// <summary>One sample's share of a loss: scale·ℓ(label, output) + constant.</summary>
/// <param name="Label">The target or class.</param>
/// <param name="Scale">The positive factor.</param>
/// <param name="Constant">What does not depend on the output.</param>
internal readonly record struct LossShare(Rational Label, Rational Scale, Rational Constant);

/// <summary>
/// A loss known from its symbolic form: from its values, slopes and curvature the parameters are read off, and the engine then proves
/// that the function is the loss with these parameters. An open family: one file each.
/// </summary>
internal abstract class LossForm
{
    /// <summary>The parameters of a function of one output, or null when it is not proved to be this loss.</summary>
    public abstract LossShare? Match(ScalarProfile output);

    /// <summary>The loss of all outputs.</summary>
    public abstract SeparableLoss Of(Sequence<Rational> labels, Rational scale);
}
