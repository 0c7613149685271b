using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions.Profiles;

/// <summary>t²/2.</summary>
internal sealed class HalfSquare : RidgeProfile
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => ["smooth", "continuous", "differentiable", "convex", "lipschitz_grad"];

    /// <inheritdoc/>
    public override Term At(Term t) => Build.Divide(Build.Power(t, Build.Num(2)), Build.Num(2));
}
