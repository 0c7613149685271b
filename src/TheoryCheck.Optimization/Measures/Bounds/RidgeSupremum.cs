using TheoryCheck.Core;
using System.Collections.Immutable;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Bounds;

/// <summary>The supremum of a ridge sum θ ↦ Σᵢ qᵢ φ(⟨θ, xᵢ⟩) with enclosed coefficients over the unit sphere.</summary>
public static class RidgeSupremum
{
    private const double Tolerance = 1e-12;
    private const long Cones = 2_000_000;

    /// <summary>An enclosure of the supremum, or of the supremum of the modulus.</summary>
    /// <remarks><i>Accuracy:</i> relative 1e-12 plus the widths of the coefficients where the budget of cones suffices; always valid. A negative supremum is enclosed coarsely.</remarks>
    /// <param name="problem">The inputs and φ; nothing else of it matters.</param>
    /// <param name="coefficients">The qᵢ, shape (n).</param>
    /// <param name="isModulus">Whether the supremum is of the modulus.</param>
    /// <param name="cancellation">Stops early, with a coarser enclosure.</param>
    public static Interval Of(MeasureProblem problem, ImmutableArray<Interval> coefficients, bool isModulus, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var feature = new SampledFeature(problem);
        var (center, spread, size) = (new double[coefficients.Length], 0.0, 0.0);
        for (var i = 0; i < center.Length; i++)
        {
            var (low, high) = (coefficients[i].LowerDouble, coefficients[i].UpperDouble);
            center[i] = low / 2 + high / 2;
            var slopes = (Math.Abs(feature.Right) + Math.Abs(feature.Left)) * feature.Lengths[i] * (1 + 1e-12);
            spread += Math.Max(high - center[i], center[i] - low) * slopes;
            size += Math.Max(Math.Abs(low), Math.Abs(high)) * slopes;
        }

        (spread, size) = (spread * (1 + 1e-9), size * (1 + 1e-9));
        var found = CertificateBound.Supremum(problem, feature, center.Select(Rational.FromExact).ToSequence(), !isModulus, Tolerance, 0, (0, 0), Cones, cancellation);
        var wide = Interval.FromBounds(Rational.FromExact(isModulus ? 0 : -size), Rational.FromExact(size));
        if (!found.IsBounded || !double.IsFinite(size))
        {
            return double.IsFinite(size) ? wide : Interval.Line();
        }

        var (lower, upper) = (found.Lower - Rational.FromExact(spread), found.Upper + Rational.FromExact(spread));
        return Interval.FromBounds(lower.Sign > 0 ? lower : wide.Lower, upper);
    }
}
