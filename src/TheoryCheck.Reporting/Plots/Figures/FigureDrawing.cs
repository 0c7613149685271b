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

    /// <summary>The frame that all drawings share: caption with key, title and description for those who do not see it.</summary>
    /// <param name="figure">The data.</param>
    /// <param name="style">The style of the figure and of its plot.</param>
    /// <param name="width">The width of the plot.</param>
    /// <param name="height">The height of the plot.</param>
    /// <param name="key">What the signs mean; may be empty.</param>
    /// <param name="description">The picture in words.</param>
    /// <param name="content">The drawing.</param>
    protected static Markup Framed(Figure figure, (string Figure, string Plot) style, double width, double height, Markup key, string description, Markup content) => Markup.Of($"""
            <figure class="{style.Figure}">
            <figcaption><strong>{figure.Title}</strong>{Markup.If(!key.IsEmpty, () => Markup.Of($" <span class=\"key\">{key}</span>"))}</figcaption>
            <svg class="{style.Plot}" viewBox="0 0 {width} {height}" role="img">
            <title>{figure.Title}</title>
            <desc>{description}</desc>
            {content}
            </svg>
            </figure>
            """);

    /// <summary>The weighted atoms of a certificate, the directions that the claim names, and the largest mass, by which atoms are drawn.</summary>
    protected static (IReadOnlyList<double[]> Atoms, IReadOnlyList<double[]> Named, double Largest) Marks(Figure figure, int dimension)
    {
        var coordinates = Enumerable.Range(1, dimension).Select(k => $"x{k}").ToArray();
        var atoms = Rows(figure.Table("atoms"), [.. coordinates, "weight"]);
        return (atoms, Rows(figure.Table("named"), coordinates), atoms.Select(a => Math.Abs(a[^1])).DefaultIfEmpty(1).Max());
    }

    /// <summary>The key of a certificate's atoms, drawn as a sign shows, and of the directions that the claim names, if there are any.</summary>
    protected static Markup MarksKey(Markup atom, bool hasNamed) =>
        Markup.Of($"{Key(atom, "atom, by its mass")}{Markup.If(hasNamed, () => Key(Markup.Of($"<path class=\"named\" d=\"M12 0L17 9H7Z\"/>"), "named in the claim"))}");

    /// <summary>The label of the i-th row of a table, or nothing.</summary>
    protected static string LabelOf(Figure figure, string table, int i) => figure.Table(table)?.Labels.ElementAtOrDefault(i) ?? "";

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
