using System.Collections.Immutable;
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
/// Every
/// variable has bounds that no optimal point exceeds, so any multipliers bound the value. <i>Accuracy:</i> coefficients are exact values rounded to
/// doubles; the value is below that of the problem over all measures whose solution gave the tangents by rounding only, since the tangents at its
/// dual variables are among those used, and above no measure on the directions.
/// </remarks>
internal sealed class DiscretisedProblem
{
    private readonly Sequence<Sequence<Rational>> directions;
    private readonly DirectionProgram directed;

    private DiscretisedProblem(DirectionProgram directed, double unit, Sequence<Sequence<Rational>> directions)
    {
        (this.directed, Program, Unit) = (directed, directed.Program(), unit);
        this.directions = directions;
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
        var features = directions.Select(d => Features(problem, d)).ToList();
        var program = new DirectionProgram(
            loss, solution.DualPoint, unit, problem.Penalty.IsZero ? 0 : 1, problem.NormBound?.ToDouble(), problem.IsNonnegative, most, i => most * features.Max(f => Math.Abs(f[i])));
        features.ForEach(program.Add);
        return new(program, unit, directions);
    }

    /// <summary>The measure of a point of the program; weights of one direction are added up.</summary>
    internal Sequence<Atom> Measure(ImmutableArray<double> point)
    {
        var atoms = new List<Atom>();
        for (var p = 0; p < directions.Count; p++)
        {
            var weight = directed.Weight(point, p);
            if (weight != 0)
            {
                var size = Rational.FromExact(Math.Abs(weight));
                atoms.Add(new(directions[p].Map(v => size * v), Math.Sign(weight)));
            }
        }

        return atoms.ToSequence();
    }

    private static double[] Features(MeasureProblem problem, Sequence<Rational> direction)
    {
        var atom = new Atom(direction, 1);
        return [.. problem.Inputs.Items.Select(x => atom.Output(problem.Feature, x).ToDouble())];
    }
}
