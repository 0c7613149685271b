using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.MinimumNorm;
using TheoryCheck.Optimization.Measures.Discretised;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>A problem over measures on finitely many directions as a linear program, solved again from its last basis after more directions were added.</summary>
internal abstract class RestrictedProgram
{
    /// <summary>Adds a direction by its outputs.</summary>
    internal abstract void Add(double[] outputs);

    /// <summary>Solves the program; nothing is proved.</summary>
    internal abstract RestrictedOptimum Solve(CancellationToken cancellation);
}

/// <summary>What a program over finitely many directions ended with.</summary>
/// <param name="Status">The end.</param>
/// <param name="Dual">The dual variables; where no weights are feasible, a functional that separates.</param>
/// <param name="Level">What their potential does not exceed at the directions: 0 where no weights are feasible.</param>
/// <param name="Weights">The directions in use, by number, and their weights.</param>
/// <param name="Iterations">Pivots.</param>
internal sealed record RestrictedOptimum(LinearProgramStatus Status, double[] Dual, double Level, IReadOnlyList<(int Direction, double Weight)> Weights, long Iterations);

/// <summary>Least variation of a signed measure with given outputs.</summary>
/// <param name="targets">The outputs, n numbers.</param>
/// <param name="tolerance">How far the potential may exceed 1.</param>
internal sealed class InterpolationProgram(double[] targets, double tolerance) : RestrictedProgram
{
    private readonly List<double> columns = [];
    private MinimumNormRequest request = new() { Tolerance = tolerance, IterationLimit = 200 * targets.Length };

    /// <inheritdoc/>
    internal override void Add(double[] outputs) => columns.AddRange(outputs);

    /// <inheritdoc/>
    internal override RestrictedOptimum Solve(CancellationToken cancellation)
    {
        var solution = MinimumNormInterpolation.Solve(new ExplicitDictionary([.. columns], targets.Length), targets, request with { Cancellation = cancellation });
        request = request with { Start = solution.Basis };
        return new(
            solution.Status,
            [.. solution.Multipliers],
            solution.Status == LinearProgramStatus.Optimal ? 1 : 0,
            [.. solution.Atoms.Select(atom => (atom.Column, atom.Weight))],
            solution.Iterations);
    }
}

/// <summary>Any loss that is the largest of finitely many lines, over signed or nonnegative measures, with a penalty, a bound on the variation, or both.</summary>
internal sealed class PolyhedralProgram : RestrictedProgram
{
    private readonly DirectionProgram program;
    private readonly int outputs;
    private readonly double cost;
    private LinearProgramBasis? last;

    /// <summary>The program without directions; its potentials are in units of the penalty, where that is not 0.</summary>
    internal PolyhedralProgram(SeparableLoss loss, double penalty, double? normBound, bool isNonnegative)
    {
        (outputs, cost) = (loss.Count, penalty > 0 ? 1 : 0);
        program = new(loss, new Rational[outputs].ToSequence(), penalty > 0 ? penalty : 1, cost, normBound, isNonnegative, double.PositiveInfinity, static _ => double.PositiveInfinity);
    }

    /// <inheritdoc/>
    internal override void Add(double[] outputs) => program.Add(outputs);

    /// <inheritdoc/>
    internal override RestrictedOptimum Solve(CancellationToken cancellation)
    {
        var problem = program.Program();
        var start = last is null ? null : last with { Columns = [.. last.Columns, .. new BasisStatus[problem.Columns.Length - last.Columns.Length]] };
        var solution = new EmbeddedSimplex().Solve(problem, new() { IterationLimit = 200L * outputs, Start = start, Cancellation = cancellation });
        last = solution.Basis;
        if (solution.Status != LinearProgramStatus.Optimal)
        {
            return new(solution.Status, [.. solution.Ray.Select(static p => -p)], 0, [], solution.Iterations);
        }

        var weights = Enumerable.Range(0, program.DirectionCount).Select(p => (p, program.Weight(solution.Primal, p))).Where(static w => w.Item2 != 0);
        return new(
            solution.Status, [.. solution.Dual.Take(outputs)], cost + solution.Dual.Skip(outputs).Sum(Math.Abs), [.. weights], solution.Iterations);
    }
}
