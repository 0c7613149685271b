using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions.Profiles;

/// <summary>t.</summary>
internal sealed class Straight : RidgeProfile
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => ["smooth", "continuous", "differentiable", "convex", "lipschitz", "lipschitz_grad", "homogeneous"];

    /// <inheritdoc/>
    public override Term At(Term t) => t;
}
