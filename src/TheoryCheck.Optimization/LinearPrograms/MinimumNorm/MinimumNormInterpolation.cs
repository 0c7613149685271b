using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;

namespace TheoryCheck.Optimization.LinearPrograms.MinimumNorm;

/// <summary>
/// min ‖c‖₁ with Φc = y by column generation: the primal simplex method on a restricted dictionary, in blocks of pivots, with the whole
/// dictionary priced whenever the restricted one is exhausted. The absolute values are treated as they are: a move passes sign changes as long as the norm falls.
/// A degenerate program (a sparse teacher inside the dictionary) is solved for a slightly perturbed y and then for the true one.
/// </summary>
[Cites("maros2003", "chapter 9")]
[Cites("barrodale1973", "section 3")]
public sealed class MinimumNormInterpolation
{
    private const double PerturbationSize = 1e-6;
    private const int Freshness = 5000;
    private const double Drift = 1e-9;
    private const int MaximalIdleRounds = 100;

    private readonly FeatureDictionary dictionary;
    private readonly MinimumNormRequest request;
    private readonly double[] target;
    private readonly InterpolationBasis basis;
    private readonly MasterColumns master;
    private readonly PivotBlock block;
    private readonly int[] candidates;
    private readonly double[] prices;
    private readonly double scale;
    private HashSet<int> basic = [];
    private bool perturbed;
    private bool wasPerturbed;
    private int pricings;
    private double most;

    private MinimumNormInterpolation(FeatureDictionary dictionary, double[] y, MinimumNormRequest request)
    {
        (this.dictionary, this.request, target) = (dictionary, request, y);
        var n = dictionary.RowCount;
        basis = new(dictionary, y, [.. request.Start.Distinct().Take(n)]);
        candidates = new int[Math.Clamp(n / 2, 8, 96)];
        block = new(basis, candidates.Length);
        master = new(dictionary, Math.Max(256, 8 * n));
        prices = new double[dictionary.Count];
        scale = y.Length == 0 ? 0 : y.Max(Math.Abs);
    }

    /// <summary>Looks for the least ‖c‖₁.</summary>
    /// <param name="dictionary">Φ.</param>
    /// <param name="y">The right side, one number for each row.</param>
    /// <param name="request">How hard to try.</param>
    /// <exception cref="ArgumentException">y has another length, or holds a number that is not finite.</exception>
    public static MinimumNormSolution Solve(FeatureDictionary dictionary, ReadOnlySpan<double> y, MinimumNormRequest request)
    {
        if (y.Length != dictionary.RowCount || y.ToArray().Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException($"y must be {dictionary.RowCount} finite numbers", nameof(y));
        }

        return new MinimumNormInterpolation(dictionary, y.ToArray(), request).Run();
    }

    private MinimumNormSolution Run()
    {
        // The price of what is not reached rises until nothing is left: each stage starts from the optimum of a milder one. A first price below that of
        // the columns finds the few that matter, which for a sparse teacher are almost all.
        for (var unitWeight = 0.3; unitWeight <= 1e9; unitWeight *= 100)
        {
            if (!Minimise(1, unitWeight))
            {
                return Answer(LinearProgramStatus.LimitReached);
            }

            if (basis.Unreached <= 1e-9 * scale)
            {
                return Answer(LinearProgramStatus.Optimal);
            }
        }

        // Reach as much as can be reached, at no price: what remains then is a proof that y is out of reach.
        if (!Minimise(0, 1))
        {
            return Answer(LinearProgramStatus.LimitReached);
        }

        return Answer(basis.Unreached > 1e-7 * scale ? LinearProgramStatus.Infeasible : LinearProgramStatus.Failed);
    }

    /// <summary>Pivots until the whole dictionary holds no improvement for the true y, or only such as rounding hides; false when a limit was met.</summary>
    private bool Minimise(double columnWeight, double unitWeight)
    {
        var (least, idle) = (double.PositiveInfinity, 0);
        for (var rounds = 0; ; rounds++)
        {
            if (block.Pivots > request.IterationLimit || request.Cancellation.IsCancellationRequested || rounds > 100_000)
            {
                return false;
            }

            Reprice(columnWeight, unitWeight);
            var objective = Lanes.Dot(basis.Costs, basis.Values);
            (least, idle) = objective < least - 1e-13 * Math.Abs(objective) ? (objective, 0) : (least, idle + 1);
            var goesOn = idle <= MaximalIdleRounds;
            var found = goesOn ? master.MostViolated(basis.Multipliers, columnWeight, request.Tolerance, candidates, basic.Contains) : 0;
            if (found > 0 && block.Run(candidates.AsSpan(0, found), master.Column, columnWeight, unitWeight, request.Tolerance / 2) > 0)
            {
                if (block.Standing > basis.Size / 10 && !perturbed && !wasPerturbed)
                {
                    Perturb();
                    least = double.PositiveInfinity;
                }
                else if (basis.Age >= Freshness || basis.Residual().Max(Math.Abs) > Drift * scale)
                {
                    Refresh();
                }

                continue;
            }

            if (goesOn && Generate(columnWeight))
            {
                continue;
            }

            if (basis.Age > 0)
            {
                Refresh();
                continue;
            }

            if (perturbed)
            {
                (basis.Right, perturbed, least) = (target, false, double.PositiveInfinity);
                Refresh();
                continue;
            }

            return true;
        }
    }

    private void Reprice(double columnWeight, double unitWeight)
    {
        basis.Price(columnWeight, unitWeight);
        basic = [.. basis.Head.Where(id => id >= 0)];
    }

    /// <summary>Adds the columns of the whole dictionary that are most violated; false when there is none that the restricted one had not tried.</summary>
    private bool Generate(double columnWeight)
    {
        dictionary.Price(basis.Multipliers, prices);
        pricings++;
        most = 0;
        var violated = new List<(double Excess, int Column)>();
        for (var j = 0; j < prices.Length; j++)
        {
            var excess = Math.Abs(prices[j]) - columnWeight;
            most = Math.Max(most, Math.Abs(prices[j]));
            if (excess > request.Tolerance && !basic.Contains(j))
            {
                violated.Add((-excess, j));
            }
        }

        violated.Sort();
        return master.Add([.. violated.Take(Math.Max(64, basis.Size)).Select(v => v.Column)], basic.Contains) > 0;
    }

    private void Perturb()
    {
        var stream = new DrawStream(1);
        basis.Right = [.. target.Select(value => value + (2 * stream.Next() - 1.5) * 2 * PerturbationSize * scale)];
        (perturbed, wasPerturbed) = (true, true);
        Refresh();
    }

    private void Refresh()
    {
        basis.Refresh();
        for (var k = 0; k < basis.Size; k++)
        {
            // A coefficient of 0 keeps its sign, which is what makes its cost a subgradient.
            if (basis.Signs[k] * basis.Values[k] < -1e-11 * scale)
            {
                basis.Signs[k] = -basis.Signs[k];
            }
        }
    }

    private MinimumNormSolution Answer(LinearProgramStatus status)
    {
        ImmutableArray<Atom> atoms =
        [
            .. Enumerable.Range(0, basis.Size)
                .Where(k => basis.Head[k] >= 0 && Math.Abs(basis.Values[k]) > 1e-12 * scale)
                .Select(k => new Atom(basis.Head[k], basis.Values[k]))
                .OrderBy(atom => atom.Column),
        ];
        var isPoint = status == LinearProgramStatus.Optimal;
        return new()
        {
            Status = status,
            Objective = isPoint ? atoms.Sum(atom => Math.Abs(atom.Weight)) : double.NaN,
            Bound = isPoint ? Lanes.Dot(basis.Multipliers, target) / Math.Max(1, most) : double.NaN,
            Atoms = isPoint ? atoms : [],
            Multipliers = isPoint || status == LinearProgramStatus.Infeasible ? [.. basis.Multipliers] : [],
            Basis = [.. basis.Head.Where(id => id >= 0)],
            BasicRows = [.. basis.Head.Where(id => id < 0).Select(id => -1 - id)],
            Iterations = block.Pivots,
            Pricings = pricings,
            WasPerturbed = wasPerturbed,
        };
    }
}
