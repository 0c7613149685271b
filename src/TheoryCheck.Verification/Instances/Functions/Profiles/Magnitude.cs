using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions.Profiles;

/// <summary>|t|.</summary>
internal sealed class Magnitude : RidgeProfile
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => ["continuous", "convex", "lipschitz"];

    /// <inheritdoc/>
    public override Term At(Term t) => FunctionWish.Apply("abs", t);
}
