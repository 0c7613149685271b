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

    /// <summary>For nonnegative measures of a given mass m: D(q) − m·(sup η_q − λ), whatever its sign; null where the supremum is not bounded.</summary>
    /// <param name="penalty">λ.</param>
    /// <param name="mass">m.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="dual">The qᵢ.</param>
    /// <param name="supremum">An enclosure of offset + sup η_q.</param>
    /// <param name="offset">The offset.</param>
    internal static Rational? Massed(Rational penalty, Rational mass, SeparableLoss loss, Sequence<Rational> dual, Interval supremum, Rational offset) =>
        supremum.IsBounded ? Value(loss, dual) - (mass * (supremum.Upper - offset - penalty)) : null;

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
