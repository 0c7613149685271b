using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>Whether the zero measure is the only minimiser: its certificate is below 1 everywhere, so that convexity makes every other measure worse by a multiple of its variation.</summary>
internal static class SmoothZero
{
    private const int Precision = 128;
    private const double Tolerance = 1e-6;

    /// <summary>The dual variables of the zero measure where it is certain; else null.</summary>
    /// <param name="problem">A problem with a positive penalty; bounds on |ν| do not matter.</param>
    internal static Interval[]? Certificate(SmoothProblem problem)
    {
        if (problem is not { Loss: SeparableLoss { IsFinite: true } loss, Penalty.Sign: > 0, Mass: null })
        {
            return null;
        }

        // Minus the slope at 0, or at a corner there the end that is nearest to 0, which is a slope below the loss too.
        var start = Interval.FromRational(0, Precision);
        var dual = new Interval[loss.Count];
        for (var i = 0; i < dual.Length; i++)
        {
            if ((loss.Corner(i) is var (at, below, above) ? start.Literal((at.Sign > 0 ? below : above)!.Value) : loss.Dual(i, start)) is not { IsBounded: true } slope)
            {
                return null;
            }

            dual[i] = slope;
        }

        var middle = dual.Select(static q => (q.Lower + q.Upper) / 2).ToSequence();
        var spread = dual.Aggregate(Rational.Zero, static (sum, q) => sum + (q.Upper - q.Lower)) * Rational.FromExact(Math.Max(Math.Abs(problem.Feature.Range.LowerDouble), Math.Abs(problem.Feature.Range.UpperDouble)));
        var peaks = new SmoothRidgeSum(problem).Peaks([.. middle.Select(static q => q.ToDouble())], 0, problem.IsNonnegative, []);
        return SmoothSupremum.Of(problem, middle, Tolerance, 0, peaks) is { IsBounded: true } supremum && supremum.Upper + spread < problem.Penalty ? dual : null;
    }
}
