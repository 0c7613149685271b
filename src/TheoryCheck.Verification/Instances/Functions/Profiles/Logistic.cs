using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions.Profiles;

/// <summary>1/(1 + exp(-t)).</summary>
internal sealed class Logistic : RidgeProfile
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => ["smooth", "continuous", "differentiable", "bounded", "lipschitz", "lipschitz_grad"];

    /// <inheritdoc/>
    public override Term At(Term t) => FunctionWish.Apply("sigmoid", t);
}
