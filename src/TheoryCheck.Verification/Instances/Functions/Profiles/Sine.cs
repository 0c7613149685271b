using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions.Profiles;

/// <summary>sin(t).</summary>
internal sealed class Sine : RidgeProfile
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => ["smooth", "continuous", "differentiable", "bounded", "lipschitz", "lipschitz_grad"];

    /// <inheritdoc/>
    public override Term At(Term t) => FunctionWish.Apply("sin", t);
}
