using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>What is certain of the outputs and of the total variation of every minimiser, whether or not the points that carry them are known.</summary>
/// <param name="Outputs">Enclosures of the outputs, shape (n); null for those of which nothing is known.</param>
/// <param name="Variation">An enclosure of the total variation; null where nothing bounds it.</param>
/// <remarks>
/// Where the loss is 0 at every minimiser, or a condition, their outputs satisfy it. Smooth losses give them by the dual variables that all minimisers share. Losses are at least 0, so that penalty·|ν| is at
/// most the value, and equal to it where the loss is 0.
/// </remarks>
public sealed record SharedOutputs(Interval?[] Outputs, Interval? Variation)
{
    private const int Precision = 128;

    /// <summary>What is known of a problem that was solved.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="solution">Its solution.</param>
    /// <param name="hull">What its minimisers share; null where nothing is known.</param>
    public static SharedOutputs Of(MeasureProblem problem, MeasureSolution solution, MinimiserHull? hull)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        var outputs = new Interval?[problem.SampleCount];
        if (problem.Loss is not SeparableLoss loss)
        {
            return new(outputs, problem.NormBound is { } most ? Interval.FromBounds(0, most, Precision) : null);
        }

        // A loss that tends to 0 only is not 0.
        var isPerfect = solution.UpperBound is { IsZero: true } && problem.Penalty.IsZero && !loss.DecaysAtInfinity;
        var condition = (isPerfect ? ZeroPenalty.Perfect(loss) : null) ?? loss;
        var variation = VariationOf(problem, loss, solution, hull);
        for (var i = 0; i < outputs.Length; i++)
        {
            var (low, high) = condition.OutputRange(i);
            if (variation is { } total)
            {
                // |φ(⟨t, x⟩)| is at most the greater slope times |x|₁.
                var reach = total.Upper * Rational.Max(Size(problem.Feature.Right), Size(problem.Feature.Left)) * problem.Inputs[i].Aggregate(Rational.Zero, static (sum, v) => sum + Size(v));
                (low, high) = (low is { } least && least > -reach ? least : -reach, high is { } most && most < reach ? most : reach);
            }

            outputs[i] = low is { } only && only == high ? Interval.FromBounds(only, only, Precision)
                : hull is not null && loss.OutputAt(i, hull.Dual[i]) is { IsBounded: true } shared ? shared
                : low <= high ? Interval.FromBounds(low.Value, high.Value, Precision)
                : null;
        }

        return new(outputs, variation);
    }

    private static Interval? VariationOf(MeasureProblem problem, SeparableLoss loss, MeasureSolution solution, MinimiserHull? hull)
    {
        if (!solution.HasRoom && hull is { Variation.IsBounded: true })
        {
            return hull.Variation;
        }

        if (problem.Penalty.Sign > 0 && solution.UpperBound is { } high)
        {
            var most = Rational.Max(high, 0) / problem.Penalty;
            var least = !loss.IsFinite && solution.LowerBound is { Sign: > 0 } low ? low / problem.Penalty : 0;
            return Interval.FromBounds(least, problem.NormBound is { } bound && bound < most ? bound : most, Precision);
        }

        return problem.NormBound is { } radius ? Interval.FromBounds(Rational.Min(solution.LeastVariation, radius), radius, Precision) : null;
    }

    private static Rational Size(Rational value) => value.Sign < 0 ? -value : value;
}
