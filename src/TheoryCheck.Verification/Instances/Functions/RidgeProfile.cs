using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions;

/// <summary>A function g of one number for ridge functions g(c₀ + Σ cᵢtᵢ): one file each, found by the catalogue.</summary>
internal abstract class RidgeProfile
{
    /// <summary>The properties that g and every ridge function of it has; slope (<c>lipschitz</c>) and curvature (<c>lipschitz_grad</c>) are at most 1 where they are named.</summary>
    public abstract IReadOnlyList<string> Properties { get; }

    /// <summary>g(t).</summary>
    public abstract Term At(Term t);
}
