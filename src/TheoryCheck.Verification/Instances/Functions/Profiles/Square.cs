using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions.Profiles;

/// <summary>t².</summary>
internal sealed class Square : RidgeProfile
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => ["smooth", "continuous", "differentiable", "convex"];

    /// <inheritdoc/>
    public override Term At(Term t) => Build.Power(t, Build.Num(2));
}
