using System.Collections.Immutable;
using System.Diagnostics;
using TheoryCheck.Core;

namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>
/// The primal simplex method on A x - s = 0 with bounds on x and s: the sum of violations first, the objective once there are none. Devex
/// prices, Harris's ratio test, an explicit inverse that is computed afresh every hundred pivots. After many pivots of length 0 the bounds are
/// perturbed; the optimum is then completed with the true bounds, at last by Bland's rule.
/// </summary>
[Cites("maros2003", "chapters 9 and 10")]
[Cites("bland1977", "rule I")]
internal sealed class BoundedSimplex
{
    private const double FeasibilityTolerance = 1e-9;
    private const double OptimalityTolerance = 1e-9;
    private const int Freshness = 100;

    private readonly LinearProgram program;
    private readonly LinearProgramRequest request;
    private readonly SimplexColumns columns;
    private readonly SimplexBounds bounds;
    private readonly BasisState basis;
    private readonly double[] cost;
    private readonly double[] weights;
    private readonly double[] prices;
    private readonly double[] image;
    private readonly double[] rates;
    private readonly double[] basicCost;
    private readonly double[] basicLower;
    private readonly double[] basicUpper;
    private int rounds;
    private int standing;
    private bool cautious;

    public BoundedSimplex(LinearProgram program, LinearProgramRequest request)
    {
        (this.program, this.request) = (program, request);
        columns = new(program);
        bounds = new(program);
        basis = new(columns, bounds, request.Start);
        var m = columns.RowCount;
        var sign = program.Sense == ObjectiveSense.Minimise ? 1 : -1;
        cost = [.. program.Columns.Select(c => sign * c.Cost), .. new double[m]];
        weights = [.. Enumerable.Repeat(1.0, columns.Count)];
        (prices, image, rates, basicCost) = (new double[m], new double[m], new double[m], new double[m]);
        (basicLower, basicUpper) = (new double[m], new double[m]);
    }

    public LinearProgramSolution Run()
    {
        var clock = Stopwatch.StartNew();
        for (long iteration = 0; ; iteration++)
        {
            if (iteration >= request.IterationLimit || clock.Elapsed > request.TimeLimit || request.Cancellation.IsCancellationRequested)
            {
                return Answer(LinearProgramStatus.LimitReached, iteration);
            }

            if (basis.Age >= Freshness)
            {
                basis.Refresh();
            }

            var violated = Price();
            var (entering, rise) = Choose(violated);
            if (entering < 0)
            {
                if (basis.Age > 0)
                {
                    basis.Refresh();
                    continue;
                }

                if (bounds.IsPerturbed)
                {
                    bounds.Restore();
                    cautious = ++rounds >= 3;
                    basis.Refresh();
                    continue;
                }

                return violated
                    ? Answer(LinearProgramStatus.Infeasible, iteration, [.. prices.Select(p => -p)])
                    : Answer(LinearProgramStatus.Optimal, iteration);
            }

            if (!Move(entering, rise, violated))
            {
                if (basis.Age > 0)
                {
                    basis.Refresh();
                    continue;
                }

                return violated || bounds.IsPerturbed ? Answer(LinearProgramStatus.Failed, iteration) : Answer(LinearProgramStatus.Unbounded, iteration, Direction(entering, rise));
            }
        }
    }

    /// <summary>prices := (cost of the basis)ᵀ B⁻¹, for the violations while there are any.</summary>
    private bool Price()
    {
        var violated = false;
        for (var k = 0; k < basicCost.Length; k++)
        {
            var variable = basis.Head[k];
            var value = basis.Values[variable];
            (basicLower[k], basicUpper[k]) = (bounds.Lower[variable], bounds.Upper[variable]);
            basicCost[k] = value < basicLower[k] - FeasibilityTolerance * (1 + Math.Abs(basicLower[k])) ? -1
                : value > basicUpper[k] + FeasibilityTolerance * (1 + Math.Abs(basicUpper[k])) ? 1 : 0;
            violated |= basicCost[k] != 0;
        }

        if (!violated)
        {
            for (var k = 0; k < basicCost.Length; k++)
            {
                basicCost[k] = cost[basis.Head[k]];
            }
        }

        basis.Inverse.ApplyTransposed(basicCost, prices);
        return violated;
    }

    /// <summary>The variable that improves most for its weight, and whether it rises; -1 when none does.</summary>
    private (int Entering, bool Rise) Choose(bool violated)
    {
        var (entering, rise, best) = (-1, false, 0.0);
        for (var k = 0; k < columns.Count; k++)
        {
            if (basis.Status[k] == BasisStatus.Basic || bounds.Lower[k] == bounds.Upper[k])
            {
                continue;
            }

            var reduced = (violated ? 0 : cost[k]) - columns.Dot(k, prices);
            var tolerance = OptimalityTolerance * Math.Max(1, Math.Abs(cost[k]));
            var improves = basis.Status[k] switch
            {
                BasisStatus.AtLower => reduced < -tolerance,
                BasisStatus.AtUpper => reduced > tolerance,
                _ => Math.Abs(reduced) > tolerance,
            };
            if (improves && reduced * reduced > best * weights[k])
            {
                (entering, rise, best) = (k, reduced < 0, reduced * reduced / weights[k]);
                if (cautious)
                {
                    break;
                }
            }
        }

        return (entering, rise);
    }

    private bool Move(int entering, bool rise, bool violated)
    {
        basis.Image(entering, image);
        var direction = rise ? 1.0 : -1.0;
        for (var k = 0; k < image.Length; k++)
        {
            rates[k] = -direction * image[k];
        }

        var values = basis.BasicValues();
        var range = bounds.Upper[entering] - bounds.Lower[entering];
        var blocking = violated
            ? RatioTest.Infeasible(values, rates, basicLower, basicUpper, basicCost, range, FeasibilityTolerance)
            : RatioTest.Feasible(values, rates, basicLower, basicUpper, range, cautious ? 0 : FeasibilityTolerance);
        if (blocking.Place == -2)
        {
            return false;
        }

        standing = blocking.Step > 1e-12 ? 0 : standing + 1;
        if (blocking.Place >= 0)
        {
            UpdateWeights(entering, blocking.Place);
        }

        basis.Move(entering, direction * blocking.Step, image, blocking);
        if (standing > 20 + columns.RowCount / 4 && !bounds.IsPerturbed && rounds < 3)
        {
            bounds.Perturb(rounds + 1);
            standing = 0;
            basis.Refresh();
        }

        return true;
    }

    /// <summary>Devex: the weights follow the pivot row of the tableau, from a reference of ones.</summary>
    private void UpdateWeights(int entering, int place)
    {
        var row = basis.Inverse.Row(place);
        var (pivot, weight) = (image[place], weights[entering]);
        var largest = 0.0;
        for (var k = 0; k < columns.Count; k++)
        {
            if (basis.Status[k] != BasisStatus.Basic && bounds.Lower[k] != bounds.Upper[k])
            {
                var ratio = columns.Dot(k, row) / pivot;
                weights[k] = Math.Max(weights[k], ratio * ratio * weight);
                largest = Math.Max(largest, weights[k]);
            }
        }

        weights[basis.Head[place]] = Math.Max(1, weight / (pivot * pivot));
        if (largest > 1e7)
        {
            Array.Fill(weights, 1);
        }
    }

    private ImmutableArray<double> Direction(int entering, bool rise)
    {
        var ray = new double[columns.StructuralCount];
        for (var k = 0; k < image.Length; k++)
        {
            if (basis.Head[k] < ray.Length)
            {
                ray[basis.Head[k]] = rise ? -image[k] : image[k];
            }
        }

        if (entering < ray.Length)
        {
            ray[entering] = rise ? 1 : -1;
        }

        return [.. ray];
    }

    private LinearProgramSolution Answer(LinearProgramStatus status, long iterations, ImmutableArray<double> ray = default)
    {
        var n = columns.StructuralCount;
        var sign = program.Sense == ObjectiveSense.Minimise ? 1 : -1;
        ImmutableArray<double> primal = [.. basis.Values.AsSpan(0, n)];
        var isPoint = status == LinearProgramStatus.Optimal;
        return new()
        {
            Status = status,
            Oracle = EmbeddedSimplex.Identity,
            Objective = isPoint ? program.Objective(primal.AsSpan()) : double.NaN,
            Primal = isPoint ? primal : [],
            Dual = isPoint ? [.. prices.Select(p => sign * p)] : [],
            ReducedCosts = isPoint ? [.. Enumerable.Range(0, n).Select(j => sign * (cost[j] - columns.Dot(j, prices)))] : [],
            Basis = basis.Export(),
            Ray = ray.IsDefault ? [] : ray,
            Iterations = iterations,
        };
    }
}
