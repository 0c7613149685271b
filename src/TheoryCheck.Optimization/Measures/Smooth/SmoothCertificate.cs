using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>The certificate η(t) = Σᵢ qᵢ φ(⟨t, xᵢ⟩)/level of a problem with smooth features, where all solutions of its dual problem have one.</summary>
/// <remarks>Where the minimisers are described (<see cref="SmoothOptimum"/>) it is theirs. Else, for a smooth loss, the dual value is strongly concave, as for homogeneous features (<see cref="MinimiserHull"/>); with a bound on |ν| the level is the supremum of the sum, where that is above the penalty.</remarks>
/// <param name="Dual">Enclosures of the qᵢ, shape (n).</param>
/// <param name="Level">An enclosure of the level, positive.</param>
/// <param name="IsAttained">Whether the certificate is 1, or -1 where measures have signs, at some point for certain: where the zero measure is no minimiser.</param>
public sealed record SmoothCertificate(ImmutableArray<Interval> Dual, Interval Level, bool IsAttained)
{
    private const double Tolerance = 1e-12;

    /// <summary>The certificate; null where it is not known, or need not be one function.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="solution">Its solution.</param>
    /// <param name="shape">What is known of its minimisers.</param>
    public static SmoothCertificate? Of(SmoothProblem problem, MeasureSolution solution, SparseOptimum shape)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(shape);
        if (shape is { Level: { CertainSign: 1 } only })
        {
            return new(shape.Dual, only, !shape.Atoms.IsEmpty);
        }

        if (shape.Hull is { Level: { CertainSign: 1, IsBounded: true } shared } hull)
        {
            return new(hull.Dual, shared, true);
        }

        if (problem is not { Loss: SeparableLoss { IsSmooth: true } loss, Mass: null } || solution is not { LowerBound: { } low, UpperBound: { } high } || (problem.NormBound is null && problem.Penalty.IsZero))
        {
            return null;
        }

        var dual = MinimiserHull.SharedDual(loss, solution.DualPoint, low, high);
        if (problem.NormBound is null)
        {
            return new(dual, Interval.FromRational(problem.Penalty, 128), loss.AtZero() > high);
        }

        // Where the supremum is above the penalty, all minimisers have the whole of the bound, and live where it is attained.
        var supremum = Greatest(problem, dual, !problem.IsNonnegative);
        return supremum.Lower > problem.Penalty ? new(dual, supremum, true) : null;
    }

    /// <summary>The supremum of the certificate, or of its modulus.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="isModulus">Whether it is of the modulus.</param>
    public Interval Supremum(SmoothProblem problem, bool isModulus)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var isConstrained = isModulus != problem.IsNonnegative;
        if (isConstrained && IsAttained)
        {
            return Interval.FromRational(1);
        }

        var found = Greatest(problem, Dual, isModulus) / Level;
        return isConstrained || !isModulus ? Interval.FromBounds(found.Lower < Rational.One ? found.Lower : Rational.One, found.Upper < Rational.One ? found.Upper : Rational.One) : found;
    }

    private static Interval Greatest(SmoothProblem problem, ImmutableArray<Interval> dual, bool isModulus)
    {
        var middle = dual.Select(static q => Rational.FromExact((q.LowerDouble / 2) + (q.UpperDouble / 2))).ToSequence();
        var size = Rational.FromExact(Math.Max(Math.Abs(problem.Feature.Range.LowerDouble), Math.Abs(problem.Feature.Range.UpperDouble)));
        var spread = size * dual.Select((q, i) => Distance(q, middle[i])).Aggregate(Rational.Zero, static (sum, v) => sum + v);
        var sided = problem with { IsNonnegative = !isModulus };
        var peaks = new SmoothRidgeSum(sided).Peaks([.. middle.Select(static q => q.ToDouble())], 0, sided.IsNonnegative, []);
        var found = SmoothSupremum.Of(sided, middle, Tolerance, 0, peaks);
        var most = size * middle.Aggregate(Rational.Zero, static (sum, q) => sum + (q.Sign < 0 ? -q : q));
        var upper = found.IsBounded && found.Upper < most ? found.Upper : most;
        var lower = found.Lower.Sign > 0 ? found.Lower : isModulus ? Rational.Zero : -most;
        return Interval.FromBounds(isModulus && lower < spread ? Rational.Zero : lower - spread, upper + spread);
    }

    private static Rational Distance(Interval enclosure, Rational value) => enclosure.Upper - value > value - enclosure.Lower ? enclosure.Upper - value : value - enclosure.Lower;
}
