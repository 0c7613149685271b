using TheoryCheck.Verification.Landscapes;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Figures;

/// <summary>A function along the line through a local minimum and a lower point.</summary>
internal static class SliceFigure
{
    private const int Points = 81;
    private const double Beyond = 0.35;

    /// <summary>The picture; none when the points are one or the function has no values there.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="minimum">The local minimum.</param>
    /// <param name="lower">The lower point.</param>
    public static IEnumerable<Figure> Of(PointObjective objective, CriticalPoint minimum, CriticalPoint lower)
    {
        if (lower.Value >= minimum.Value || lower.Point.SequenceEqual(minimum.Point))
        {
            return [];
        }

        var descent = new Descent(objective);
        var rows = new List<double[]>();
        for (var i = 0; i < Points; i++)
        {
            var t = -Beyond + ((1 + (2 * Beyond)) * i / (Points - 1));
            if (descent.Value([.. minimum.Point.Zip(lower.Point, (from, to) => from + (t * (to - from)))]) is { } value)
            {
                rows.Add([t, value]);
            }
        }

        return rows.Count < 2 ? [] :
        [
            new Figure("slice", "The function along the line through the local minimum and a lower point",
            [
                FigureTable.Of("slice", ["position", "value"], rows),
                FigureTable.Of("marked", ["position", "value"], [[0, minimum.Value], [1, lower.Value]]) with { Labels = ["local minimum", "lower point"] },
            ]),
        ];
    }
}
