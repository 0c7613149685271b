using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions.Profiles;

/// <summary>log(1 + exp(t)).</summary>
internal sealed class SoftPositivePart : RidgeProfile
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => ["smooth", "continuous", "differentiable", "convex", "lipschitz", "lipschitz_grad"];

    /// <inheritdoc/>
    public override Term At(Term t) => FunctionWish.Apply("softplus", t);
}
