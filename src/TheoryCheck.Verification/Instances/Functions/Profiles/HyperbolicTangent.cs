using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions.Profiles;

/// <summary>tanh(t).</summary>
internal sealed class HyperbolicTangent : RidgeProfile
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => ["smooth", "continuous", "differentiable", "bounded", "lipschitz", "lipschitz_grad"];

    /// <inheritdoc/>
    public override Term At(Term t) => FunctionWish.Apply("tanh", t);
}
