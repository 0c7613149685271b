using TheoryCheck.Core;
using TheoryCheck.Reporting.Html;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots.Figures;

/// <summary>Draws one kind of figure. An open family: one file each, found by the catalogue; figures of other kinds are left to <c>results.json</c>.</summary>
internal abstract class FigureDrawing
{
    /// <summary>The kind of figure that it draws.</summary>
    public abstract string Kind { get; }

    /// <summary>The drawing of a figure, or nothing when the data are of no use.</summary>
    /// <param name="figure">The data.</param>
    /// <param name="id">A name for its controls that no other figure of the page has.</param>
    public abstract Markup Render(Figure figure, string id);

    /// <summary>The drawing of a figure by whoever draws its kind.</summary>
    public static Markup Of(Figure figure, string id) =>
        Catalogue<FigureDrawing>.Members.FirstOrDefault(d => d.Kind == figure.Kind)?.Render(figure, id) ?? Markup.Empty;

    /// <summary>The rows of a table's columns; empty when a column is missing.</summary>
    protected static IReadOnlyList<double[]> Rows(FigureTable? table, params string[] columns) => table is null || columns.Any(c => table[c].Count < table.Count)
        ? []
        : [.. Enumerable.Range(0, table.Count).Select(i => columns.Select(c => table[c][i]).ToArray()).Where(row => row.All(double.IsFinite))];

    /// <summary>A sign of the key with its meaning.</summary>
    protected static Markup Key(Markup sign, string meaning) => Markup.Of($" <svg viewBox=\"0 0 24 10\" aria-hidden=\"true\">{sign}</svg> {meaning}");

    /// <summary>A line through points.</summary>
    protected static Markup Line(IEnumerable<(double X, double Y)> points, string style) =>
        Markup.Of($"<path class=\"{style}\" d=\"{string.Concat(points.Select((p, i) => $"{(i == 0 ? "M" : "L")}{NumberText.Coordinate(p.X)} {NumberText.Coordinate(p.Y)}"))}\"/>");
}
