using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Search.Shrinking;

/// <summary>What is special about a configuration of vectors, in the claim language: equal, opposite, orthogonal, vanishing.</summary>
internal static class StructureWords
{
    private const int MostWords = 8;

    /// <summary>The relations between the members of a family (exact; at most eight).</summary>
    public static IEnumerable<string> Of(Symbol symbol, Term value)
    {
        if (ExactPoints.Of(value) is not { Dimensions: [> 1 and var count, _] } points)
        {
            return [];
        }

        var words = new List<string>();
        var rows = Enumerable.Range(0, count).Select(r => points.Entries.Skip(r * points.RowLength).Take(points.RowLength).ToArray()).ToList();
        for (var i = 0; i < count; i++)
        {
            if (rows[i].All(e => e.IsZero))
            {
                words.Add($"{symbol.Name}[{i}] = 0");
                continue;
            }

            var isTold = false;
            for (var j = 0; j < i && !isTold; j++)
            {
                if (Multiple(rows[j], rows[i]) is { } factor)
                {
                    words.Add(points.Normalised.IsEmpty ? $"{symbol.Name}[{i}] = {Times(factor)}{symbol.Name}[{j}]" : $"{symbol.Name}[{i}] = {(factor.Sign < 0 ? "-" : "")}{symbol.Name}[{j}]");
                    isTold = true;
                }
            }

            for (var j = 0; j < i && !isTold; j++)
            {
                if (rows[j].Any(e => !e.IsZero) && Product(rows[j], rows[i]).IsZero)
                {
                    words.Add($"dot({symbol.Name}[{j}], {symbol.Name}[{i}]) = 0");
                }
            }
        }

        return words.Take(MostWords);
    }

    private static string Times(Rational factor) =>
        factor.IsOne ? "" : factor == -1 ? "-" : factor.IsInteger ? $"{factor}*" : $"({factor})*";

    private static Rational Product(Rational[] left, Rational[] right) =>
        left.Zip(right).Aggregate(Rational.Zero, (sum, p) => sum + (p.First * p.Second));

    // c with right = c·left, or null; normalised rows with c of either sign are equal or opposite.
    private static Rational? Multiple(Rational[] left, Rational[] right)
    {
        var at = Array.FindIndex(left, e => !e.IsZero);
        if (at < 0)
        {
            return null;
        }

        var factor = right[at] / left[at];
        return !factor.IsZero && left.Zip(right).All(p => p.Second == factor * p.First) ? factor : null;
    }
}
