using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Bounds;

/// <summary>
/// The exact linear relations between the functions θ ↦ φ(⟨θ, xᵢ⟩). On the line of xᵢ = κ·x each is a multiple of max(⟨θ, x⟩, 0) plus a linear
/// function; kinks on different lines are independent, so relations are found by elimination over the rationals.
/// </summary>
internal sealed class FeatureSpan
{
    private FeatureSpan(Sequence<int> independent, Sequence<Sequence<Rational>> relations) => (Independent, Relations) = (independent, relations);

    /// <summary>Inputs whose functions are a basis of the span of all.</summary>
    internal Sequence<int> Independent { get; }

    /// <summary>Coefficient vectors r with Σᵢ rᵢ φ(⟨θ, xᵢ⟩) = 0 for all θ, a basis of all of them.</summary>
    internal Sequence<Sequence<Rational>> Relations { get; }

    /// <summary>Eliminates.</summary>
    internal static FeatureSpan Of(MeasureProblem problem)
    {
        var n = problem.SampleCount;
        var lines = new Dictionary<Sequence<Rational>, int>();
        var rows = new List<(SortedDictionary<int, Rational> Row, SortedDictionary<int, Rational> From)>();
        var (independent, relations) = (new List<int>(), new List<Sequence<Rational>>());
        for (var i = 0; i < n; i++)
        {
            var (row, from) = (Coordinates(problem, i, lines), new SortedDictionary<int, Rational> { [i] = 1 });
            foreach (var (pivotRow, pivotFrom) in rows)
            {
                var pivot = pivotRow.First();
                if (row.TryGetValue(pivot.Key, out var entry))
                {
                    Subtract(row, pivotRow, entry / pivot.Value);
                    Subtract(from, pivotFrom, entry / pivot.Value);
                }
            }

            if (row.Count == 0)
            {
                relations.Add(Enumerable.Range(0, n).Select(k => from.GetValueOrDefault(k)).ToSequence());
            }
            else
            {
                independent.Add(i);
                var place = rows.FindIndex(r => r.Row.First().Key > row.First().Key);
                rows.Insert(place < 0 ? rows.Count : place, (row, from));
            }
        }

        return new(independent.ToSequence(), relations.ToSequence());
    }

    /// <summary>Whether a relation keeps the outputs of every measure out of the ranges of a loss: 0 is outside of Σᵢ rᵢ·rangeᵢ.</summary>
    internal bool Excludes(SeparableLoss loss) => Relations.Items.Any(relation =>
    {
        Rational? low = Rational.Zero, high = Rational.Zero;
        for (var i = 0; i < relation.Count; i++)
        {
            if (!relation[i].IsZero)
            {
                var (least, most) = loss.OutputRange(i);
                (low, high) = relation[i].Sign > 0 ? (low + (relation[i] * least), high + (relation[i] * most)) : (low + (relation[i] * most), high + (relation[i] * least));
            }
        }

        return low is { Sign: > 0 } || high is { Sign: < 0 };
    });

    /// <summary>Keys 0, 1, ... for the kinks of lines; the linear part follows at keys from int.MaxValue − d.</summary>
    private static SortedDictionary<int, Rational> Coordinates(MeasureProblem problem, int input, Dictionary<Sequence<Rational>, int> lines)
    {
        var result = new SortedDictionary<int, Rational>();
        var x = problem.Inputs[input];
        var lead = x.Items.FirstOrDefault(v => !v.IsZero);
        if (lead.IsZero)
        {
            return result;
        }

        // x = lead·line with the first nonzero coordinate of the line 1: φ(lead·z) = jump·|lead|·max(z, 0) + linear.
        var line = x.Map(v => v / lead);
        var key = lines.TryGetValue(line, out var known) ? known : lines[line] = lines.Count;
        var magnitude = lead.Sign < 0 ? -lead : lead;
        Put(result, key, problem.Feature.Jump * magnitude);
        var slope = problem.Feature.Left * lead - (lead.Sign < 0 ? problem.Feature.Jump * magnitude : 0);
        for (var k = 0; k < line.Count; k++)
        {
            Put(result, int.MaxValue - line.Count + k, slope * line[k]);
        }

        return result;
    }

    private static void Subtract(SortedDictionary<int, Rational> row, SortedDictionary<int, Rational> other, Rational factor)
    {
        foreach (var (key, value) in other)
        {
            Put(row, key, row.GetValueOrDefault(key) - factor * value);
        }
    }

    private static void Put(SortedDictionary<int, Rational> row, int key, Rational value)
    {
        if (value.IsZero)
        {
            row.Remove(key);
        }
        else
        {
            row[key] = value;
        }
    }
}
