using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Search.Equations;

/// <summary>Vectors divided by irrational lengths become nearby points of the unit sphere with rational coordinates: stereographic images of short fractions, from the axis that is nearest.</summary>
internal static class RationalDirections
{
    private const long Grid = 8;

    /// <summary>The configuration with the values of symbols so changed.</summary>
    public static Instance Of(Instance start, IEnumerable<(Symbol Symbol, Term Domain)> symbols, Func<Symbol, Instance, bool> liesInDomain, ClosedEvaluation evaluation) =>
        symbols.Aggregate(start, (instance, s) => instance.Values.TryGetValue(s.Symbol, out var value) && ExactPoints.Of(value) is { Normalised.IsEmpty: false } grid && evaluation.TryDoubles(value, instance) is { } numbers
            && instance.With(s.Symbol, Rounded(grid, numbers).ToTerm()) is var rational && liesInDomain(s.Symbol, rational) ? rational : instance);

    private static ExactPoints Rounded(ExactPoints grid, double[] numbers)
    {
        var entries = grid.Entries.ToArray();
        for (var row = 0; row < grid.Normalised.Count; row++)
        {
            if (grid.Normalised[row])
            {
                OnSphere(numbers.AsSpan(row * grid.RowLength, grid.RowLength)).CopyTo(entries, row * grid.RowLength);
            }
        }

        return grid with { Entries = Sequence.Create<Rational>(entries), Normalised = [] };
    }

    // From c the point (2c, ±(1 - |c|²))/(1 + |c|²), the sign that of the greatest coordinate, which is the last here.
    private static Rational[] OnSphere(Span<double> unit)
    {
        var axis = 0;
        for (var k = 1; k < unit.Length; k++)
        {
            axis = Math.Abs(unit[k]) > Math.Abs(unit[axis]) ? k : axis;
        }

        var (point, squares) = (new Rational[unit.Length], Rational.Zero);
        for (var k = 0; k < unit.Length; k++)
        {
            point[k] = k == axis ? Rational.Zero : new Rational((long)Math.Round(unit[k] / (1 + Math.Abs(unit[axis])) * Grid), Grid);
            squares += point[k] * point[k];
        }

        for (var k = 0; k < unit.Length; k++)
        {
            point[k] = (k == axis ? (unit[axis] < 0 ? -1 : 1) * (1 - squares) : 2 * point[k]) / (1 + squares);
        }

        return point;
    }
}
