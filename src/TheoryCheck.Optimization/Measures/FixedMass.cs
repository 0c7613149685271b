using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>
/// Nonnegative measures of mass m, by what is known of those of mass m at most: their least value is no less. From above it is bounded by the measure found there, given the mass that it lacks: as a multiple of
/// what it is, or at a point at which no feature sees it.
/// </summary>
public static class FixedMass
{
    private const int Precision = 128;

    /// <summary>The solution as one for measures of mass m.</summary>
    /// <param name="problem">The problem with the bound m, over nonnegative measures.</param>
    /// <param name="solution">Its solution.</param>
    /// <param name="mass">m.</param>
    /// <exception cref="ArgumentException">The problem has conditions on outputs.</exception>
    public static MeasureSolution Of(MeasureProblem problem, MeasureSolution solution, Rational mass)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        if (problem.Loss is not SeparableLoss loss)
        {
            // A positive margin grows with the mass; any other may be worse with all of it than with less.
            return solution.LowerBound is { Sign: > 0 } || Unseen(problem) is not null ? solution : solution with { Status = MeasureStatus.GapLeft, LowerBound = null };
        }

        if (!loss.IsFinite)
        {
            throw new ArgumentException("a given mass beside conditions on outputs", nameof(problem));
        }

        var upper = Unseen(problem) is not null ? PrimalBound.Of(problem, loss, solution.Atoms) : Multiple(problem, loss, solution, mass);
        return solution with { UpperBound = upper, Status = upper == solution.UpperBound ? solution.Status : MeasureStatus.GapLeft };
    }

    // The value of the multiple of the atoms that has the mass.
    private static Rational? Multiple(MeasureProblem problem, SeparableLoss loss, MeasureSolution solution, Rational mass)
    {
        var variation = PrimalBound.Variation(solution.Atoms);
        if (!(variation.Lower.Sign > 0))
        {
            return null;
        }

        var share = variation.Literal(mass) / variation;
        var sum = variation.Literal(problem.Penalty * mass);
        var outputs = PrimalBound.Outputs(problem, solution.Atoms);
        for (var i = 0; i < outputs.Length; i++)
        {
            // A convex loss is greatest at an end of the enclosure of an output.
            var output = share * share.Literal(outputs[i]);
            if (loss.Value(i, output.Lower, Precision) is not { IsBounded: true } low || loss.Value(i, output.Upper, Precision) is not { IsBounded: true } high)
            {
                return null;
            }

            sum += Interval.Max(low, high);
        }

        return sum.Upper;
    }

    // A direction at which all features are 0; null where none is found.
    private static Rational[]? Unseen(MeasureProblem problem)
    {
        var d = problem.Dimension;
        var mean = new Rational[d];
        foreach (var x in problem.Inputs)
        {
            for (var k = 0; k < d; k++)
            {
                mean[k] -= x[k];
            }
        }

        var candidates = new List<Rational[]> { mean };
        if (d == 2)
        {
            candidates.AddRange(problem.Inputs.SelectMany(static x => new Rational[][] { [-x[1], x[0]], [x[1], -x[0]] }));
        }

        return candidates.Find(c => c.Any(static v => !v.IsZero) && problem.Inputs.All(x => problem.Feature.At(x.Select((v, k) => v * c[k]).Aggregate(Rational.Zero, static (s, v) => s + v)).IsZero));
    }
}
