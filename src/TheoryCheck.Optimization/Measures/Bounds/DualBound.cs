using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Bounds;

/// <summary>Weak duality: any dual variables bound the value of a measure problem from below.</summary>
/// <remarks>
/// For all ν: Σ ℓᵢ(fᵢ) + λ|ν| ≥ −Σ ℓᵢ*(−qᵢ) − Σ qᵢ fᵢ + λ|ν| ≥ D(q) + (λ − sup η_q)·|ν|, and D(q) = −Σ ℓᵢ*(−qᵢ). With sup η_q ≤ λ this is
/// at least D(q); otherwise q is scaled down, or the norm bound B gives D(q) − B·(sup η_q − λ).
/// </remarks>
internal static class DualBound
{
    private const int Precision = 128;

    /// <summary>The better of the bounds, and the dual variables that give it.</summary>
    internal static (Rational? Lower, Sequence<Rational> Dual) Of(Rational penalty, Rational? normBound, SeparableLoss loss, Sequence<Rational> dual, Interval supremum)
    {
        if (!supremum.IsBounded)
        {
            return (null, dual);
        }

        var upper = supremum.Upper;
        var scale = upper <= penalty ? Rational.One : penalty / upper;
        var scaled = scale.IsOne ? dual : dual.Map(q => q * scale);
        var best = (Lower: Value(loss, scaled), Dual: scaled);
        if (normBound is { } bound && !scale.IsOne)
        {
            var charged = Value(loss, dual) - bound * (upper - penalty);
            best = charged > best.Lower ? (charged, dual) : best;
        }

        return (best.Lower, best.Dual);
    }

    private static Rational Value(SeparableLoss loss, Sequence<Rational> dual)
    {
        var sum = Interval.FromRational(0, Precision);
        for (var i = 0; i < dual.Count; i++)
        {
            sum += loss.DualValue(i, dual[i], Precision);
        }

        return sum.Lower;
    }
}
