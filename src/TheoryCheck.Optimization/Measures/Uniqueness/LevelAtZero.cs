using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>
/// Several minimisers where the loss is made of lines, the zero measure is one, and its certificate attains the penalty: small multiples of an atom there have the same value. The dual variables are slopes, so that the certificate is known in rationals; on the cell
/// of a peak it is ⟨θ, g⟩, which at g/|g| is |g|.
/// </summary>
internal static class LevelAtZero
{
    /// <summary>Whether there are several for certain.</summary>
    internal static bool HasSeveral(MeasureProblem problem, SeparableLoss loss, MeasureSolution solution)
    {
        if (loss.IsSmooth || problem.Penalty.Sign <= 0 || solution.LowerBound is not { } low || loss.AtZero() is not { } value || low < value || Slopes(loss) is not { } dual)
        {
            return false;
        }

        var feature = new SampledFeature(problem);
        var starts = feature.Dimension <= 3 ? [] : SpreadDirections.Of(feature.Dimension, 64);
        return SphereMaximiser.For(feature.Dimension, feature.Inputs)
            .Peaks(feature.Potential(Array.ConvertAll(dual, q => q.ToDouble())), problem.Penalty.ToDouble() * (1 - 1e-9), problem.IsNonnegative, starts)
            .Any(peak => IsAttained(problem, MovingAtom.At(feature, peak.Direction, peak.Sign, 1), dual));
    }

    // Minus the slopes at 0; null where an output 0 is at a corner.
    private static Rational[]? Slopes(SeparableLoss loss)
    {
        var dual = new Rational[loss.Count];
        for (var i = 0; i < dual.Length; i++)
        {
            if (loss.Corner(i) is not var (at, below, above) || at.IsZero || (at.Sign > 0 ? below : above) is not { } slope)
            {
                return null;
            }

            dual[i] = slope;
        }

        return dual;
    }

    private static bool IsAttained(MeasureProblem problem, MovingAtom atom, Rational[] dual)
    {
        var vector = Enumerable.Range(0, problem.Dimension)
            .Select(k => dual.Select((q, i) => q * atom.Sign * (atom.Sides[i] > 0 ? problem.Feature.Right : problem.Feature.Left) * problem.Inputs[i][k]).Aggregate(Rational.Zero, static (sum, v) => sum + v))
            .ToArray();
        return vector.Aggregate(Rational.Zero, static (sum, v) => sum + v * v) == problem.Penalty * problem.Penalty
            && problem.Inputs.Select((x, i) => x.Select((v, k) => v * vector[k]).Aggregate(Rational.Zero, static (sum, v) => sum + v).Sign * (atom.Sides[i] > 0 ? 1 : -1)).All(static side => side >= 0);
    }
}
