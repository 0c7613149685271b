using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions.Profiles;

/// <summary>max(t, 0).</summary>
internal sealed class PositivePart : RidgeProfile
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => ["continuous", "convex", "lipschitz", "homogeneous"];

    /// <inheritdoc/>
    public override Term At(Term t) => FunctionWish.Apply("relu", t);
}
