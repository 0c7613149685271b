using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>
/// Dual variables whose certificate has the atoms for peaks and is as low as can be elsewhere: min t over q with sⱼAⱼᵀq = penalty·uⱼ/|uⱼ| and |η| ≤ t outside the
/// atoms' cells, by cutting planes whose cuts are the peaks met. In doubles, a proposal only.
/// </summary>
[Cites("kelley1960", "section 2")]
internal static class StrictCertificate
{
    private const int MaximalRounds = 40;
    private const double Room = 1e-4;
    private const double Largest = 1e6;

    /// <summary>The qᵢ; null where none that is strictly below the penalty elsewhere was found.</summary>
    internal static double[]? Propose(MeasureProblem problem, SampledFeature feature, List<MovingAtom> atoms)
    {
        var (n, d) = (feature.Count, feature.Dimension);
        var penalty = problem.Penalty.ToDouble();
        var maximiser = SphereMaximiser.For(d, feature.Inputs);
        IReadOnlyList<double[]> starts = d <= 3 ? [] : SpreadDirections.Of(d, 64);
        var rows = new List<(double[] Values, double Lower, double Upper, double Height)>();
        foreach (var atom in atoms)
        {
            for (var k = 0; k < d; k++)
            {
                var target = atom.Sign * penalty * atom.Moment[k] / atom.Magnitude;
                rows.Add(([.. Enumerable.Range(0, n).Select(i => feature.Slope(atom.Sides[i]) * feature.Input(i)[k])], target, target, 0));
            }
        }

        var equations = rows.Count;
        for (var round = 0; round < MaximalRounds; round++)
        {
            if (Least(rows, n, penalty) is not var (dual, height) || height > penalty * (1 - Room))
            {
                return null;
            }

            var peaks = maximiser.Peaks(feature.Potential(dual), Math.Max(height, penalty * Room), problem.IsNonnegative, starts)
                .Where(peak => !atoms.Exists(atom => atom.Sign == peak.Sign && IsInCell(feature, atom, peak.Direction))).Take(8).ToList();
            if (peaks.Count == 0 || peaks[0].Value <= penalty * (1 - Room))
            {
                return dual;
            }

            var known = rows.Count;
            rows.AddRange(peaks.Select(peak => (Outputs(feature, peak), double.NegativeInfinity, 0.0, -1.0)));
            if (rows.Count == known || rows.Count > equations + 400)
            {
                return null;
            }
        }

        return null;
    }

    private static (double[] Dual, double Height)? Least(List<(double[] Values, double Lower, double Upper, double Height)> rows, int n, double penalty)
    {
        var columns = ImmutableArray.CreateBuilder<LinearColumn>();
        for (var i = 0; i < n; i++)
        {
            columns.Add(LinearColumn.Dense(Name('q', i), 0, -Largest * penalty, Largest * penalty, rows.ConvertAll(r => r.Values[i]).ToArray()));
        }

        columns.Add(LinearColumn.Dense("t", 1, 0, double.PositiveInfinity, rows.ConvertAll(r => r.Height).ToArray()));
        var program = new LinearProgram("certificate", ObjectiveSense.Minimise, [.. rows.Select((r, i) => new LinearRow(Name('r', i), r.Lower, r.Upper))], columns.ToImmutable());
        var solution = new EmbeddedSimplex().Solve(program, LinearProgramRequest.Default);
        return solution.Status == LinearProgramStatus.Optimal && solution.Primal.Length == n + 1 ? ([.. solution.Primal.Take(n)], solution.Primal[n]) : null;
    }

    private static string Name(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");

    private static double[] Outputs(SampledFeature feature, Peak peak) =>
        [.. Enumerable.Range(0, feature.Count).Select(i => RidgeSum.Dot(feature.Input(i), peak.Direction) is var z && z >= 0 ? peak.Sign * feature.Right * z : peak.Sign * feature.Left * z)];

    // On the cell's closure the certificate is linear and at most that of the atom.
    private static bool IsInCell(SampledFeature feature, MovingAtom atom, double[] direction)
    {
        for (var i = 0; i < feature.Count; i++)
        {
            if (RidgeSum.Dot(feature.Input(i), direction) * atom.Sides[i] < -1e-12 * feature.Lengths[i])
            {
                return false;
            }
        }

        return true;
    }
}
