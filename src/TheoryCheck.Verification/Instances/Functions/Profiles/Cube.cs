using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions.Profiles;

/// <summary>t³.</summary>
internal sealed class Cube : RidgeProfile
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => ["smooth", "continuous", "differentiable", "homogeneous"];

    /// <inheritdoc/>
    public override Term At(Term t) => Build.Power(t, Build.Num(3));
}
