using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions.Profiles;

/// <summary>exp(t).</summary>
internal sealed class Exponential : RidgeProfile
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => ["smooth", "continuous", "differentiable", "convex"];

    /// <inheritdoc/>
    public override Term At(Term t) => FunctionWish.Apply("exp", t);
}
