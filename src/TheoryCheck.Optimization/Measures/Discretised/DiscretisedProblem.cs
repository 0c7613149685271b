using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Discretised;

/// <summary>
/// A problem over measures, restricted to finitely many directions, as a linear program: minimise Σₚ |wₚ| + Σᵢ ℓᵢ(fᵢ)/unit with
/// fᵢ = Σₚ wₚ φ(⟨θₚ, xᵢ⟩), where every ℓᵢ is replaced by the largest of some of its tangents. The unit is the penalty.
/// </summary>
/// <remarks>
/// One row for each output, two columns for each direction (one for nonnegative measures), and one column for each piece of a loss. Every
/// variable has bounds that no optimal point exceeds, so any multipliers bound the value. <i>Accuracy:</i> coefficients are exact values rounded to
/// doubles; the value is below that of the problem over all measures whose solution gave the tangents by rounding only, since the tangents at its
/// dual variables are among those used, and above no measure on the directions.
/// </remarks>
internal sealed class DiscretisedProblem
{
    private readonly IReadOnlyList<double[]> directions;
    private readonly int signs;

    private DiscretisedProblem(LinearProgram program, double unit, IReadOnlyList<double[]> directions, int signs)
    {
        (Program, Unit) = (program, unit);
        (this.directions, this.signs) = (directions, signs);
    }

    /// <summary>The program.</summary>
    internal LinearProgram Program { get; }

    /// <summary>What 1 in the program's objective stands for.</summary>
    internal double Unit { get; }

    /// <summary>The number of directions.</summary>
    internal int DirectionCount => directions.Count;

    /// <summary>The program of a problem, with tangents and bounds from its solution.</summary>
    /// <param name="problem">A problem with a penalty or a norm bound.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="solution">Its solution, with an upper bound.</param>
    internal static DiscretisedProblem Of(MeasureProblem problem, SeparableLoss loss, MeasureSolution solution)
    {
        var unit = problem.Penalty.IsZero ? 1 : problem.Penalty.ToDouble();
        var most = problem.Penalty.IsZero ? double.PositiveInfinity : 2 * solution.UpperBound!.Value.ToDouble() / unit;
        most = Math.Min(most, problem.NormBound?.ToDouble() ?? double.PositiveInfinity);
        var directions = DictionaryDirections.Of(problem, solution);
        var (rows, columns, offset) = (new List<LinearRow>(), new List<LinearColumn>(), 0.0);
        var features = directions.Select(d => Features(problem, d)).ToList();
        var signs = problem.IsNonnegative ? 1 : 2;
        var norm = problem.NormBound is null ? -1 : problem.SampleCount;
        var cost = problem.Penalty.IsZero ? 0 : 1;
        for (var p = 0; p < features.Count; p++)
        {
            for (var s = 0; s < signs; s++)
            {
                var entries = features[p].Select((value, i) => new LinearEntry(i, s == 0 ? value : -value)).Where(e => e.Value != 0).ToList();
                if (norm >= 0)
                {
                    entries.Add(new(norm, 1));
                }

                columns.Add(new(Name(s == 0 ? "plus" : "minus", p), cost, 0, most, [.. entries]));
            }
        }

        for (var i = 0; i < problem.SampleCount; i++)
        {
            var (low, high) = loss.OutputRange(i);
            if (low is not null || high is not null)
            {
                rows.Add(new(Name("output", i), low?.ToDouble() ?? double.NegativeInfinity, high?.ToDouble() ?? double.PositiveInfinity));
                continue;
            }

            var pieces = TangentPieces.Of(loss, i, solution.DualPoint[i]);
            var start = pieces.Kinks.Count > 0 ? pieces.Kinks[0] : 0;
            var far = 2 * (most * features.Max(f => Math.Abs(f[i])) + Math.Abs(start)) + 1;
            offset += (pieces.Lines[0].Intercept + pieces.Lines[0].Slope * start) / unit;
            rows.Add(new(Name("output", i), start, start));
            for (var k = 0; k < pieces.Lines.Count; k++)
            {
                var lower = k == 0 ? -far : 0;
                var upper = k == 0 ? (pieces.Kinks.Count > 0 ? 0 : far) : k < pieces.Kinks.Count ? pieces.Kinks[k] - pieces.Kinks[k - 1] : far;
                columns.Add(new($"{Name("piece", i)}_{k.ToString(CultureInfo.InvariantCulture)}", pieces.Lines[k].Slope / unit, lower, upper, [new(i, -1)]));
            }
        }

        if (norm >= 0)
        {
            rows.Add(new("norm", double.NegativeInfinity, problem.NormBound!.Value.ToDouble()));
        }

        return new(new("measures", ObjectiveSense.Minimise, [.. rows], [.. columns], offset), unit, directions, signs);
    }

    /// <summary>The measure of a point of the program; weights of one direction are added up.</summary>
    internal Sequence<Atom> Measure(ImmutableArray<double> point)
    {
        var atoms = new List<Atom>();
        for (var p = 0; p < directions.Count; p++)
        {
            var weight = point[signs * p] - (signs == 2 ? point[(signs * p) + 1] : 0);
            if (weight != 0 && (signs == 2 || weight > 0))
            {
                var size = Rational.FromExact(Math.Abs(weight));
                atoms.Add(new(directions[p].Select(v => size * Rational.FromExact(v)).ToSequence(), Math.Sign(weight)));
            }
        }

        return atoms.ToSequence();
    }

    private static double[] Features(MeasureProblem problem, double[] direction)
    {
        var moment = direction.Select(v => Rational.FromExact(v)).ToSequence();
        var atom = new Atom(moment, 1);
        return [.. problem.Inputs.Items.Select(x => atom.Output(problem.Feature, x).ToDouble())];
    }

    private static string Name(string word, int index) => word + index.ToString(CultureInfo.InvariantCulture);
}
