using TheoryCheck.Reporting.Html;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots.Figures;

/// <summary>Paths of particles in the plane: the angle is the direction, the distance from the middle the mass.</summary>
internal sealed class PathsDrawing : FigureDrawing
{
    private const double Size = 420;
    private const double Radius = 180;

    /// <inheritdoc/>
    public override string Kind => "paths in the plane";

    /// <inheritdoc/>
    public override Markup Render(Figure figure, string id)
    {
        var rows = Rows(figure.Table("steps"), "particle", "x", "y", "sign");
        var reach = rows.Select(r => Math.Sqrt((r[1] * r[1]) + (r[2] * r[2]))).DefaultIfEmpty(0).Max();
        if (reach <= 0 || !double.IsFinite(reach))
        {
            return Markup.Empty;
        }

        var hasSigns = rows.Any(r => r[3] < 0);
        var paths = rows.GroupBy(r => r[0]).Select(g => g.ToList()).ToList();
        (double X, double Y) Place(double[] row) => ((Size / 2) + (Radius * row[1] / reach), (Size / 2) - (Radius * row[2] / reach));
        var key = Markup.Of($"""{Key(Markup.Of($"<circle class=\"start c0\" cx=\"5\" cy=\"5\" r=\"3\"/><line class=\"trail c0\" x1=\"8\" x2=\"19\" y1=\"5\" y2=\"5\"/><circle class=\"point c0\" cx=\"19\" cy=\"5\" r=\"3.6\"/>"), hasSigns ? "from its start to its end, positive" : "from its start to its end")}{Markup.If(hasSigns, () => Key(Markup.Of($"<line class=\"trail c1\" x1=\"2\" x2=\"19\" y1=\"5\" y2=\"5\"/><circle class=\"point c1\" cx=\"19\" cy=\"5\" r=\"3.6\"/>"), "negative"))}""");
        return Framed(figure, ("paths", "plot square"), Size, Size, key, $"The paths of {HtmlReport.Counted(paths.Count, "particle")} from their start to their end; the outer circle has the radius {NumberText.Short(reach)}.", Markup.Of($"""
            <circle class="circle" cx="{Size / 2}" cy="{Size / 2}" r="{Radius}"/><circle class="circle" cx="{Size / 2}" cy="{Size / 2}" r="{Radius / 2}"/>
            <path class="axis" d="M{(Size / 2) - Radius} {Size / 2}h{2 * Radius}M{Size / 2} {(Size / 2) - Radius}v{2 * Radius}"/>
            <text class="tick" x="{(Size / 2) + Radius + 5}" y="{(Size / 2) + 4}">{NumberText.Short(reach)}</text>
            {Markup.Each(paths, p => Line(p.Select(Place), $"trail {Colour(p)}"))}
            {Markup.Each(paths, p => Markup.Of($"<circle class=\"start {Colour(p)}\" cx=\"{Place(p[0]).X}\" cy=\"{Place(p[0]).Y}\" r=\"3\"/>"))}
            {Markup.Each(paths, p => Markup.Of($"<circle class=\"point {Colour(p)}\" cx=\"{Place(p[^1]).X}\" cy=\"{Place(p[^1]).Y}\" r=\"3.6\"><title>particle {NumberText.Short(p[0][0])}: ({NumberText.Short(p[^1][1])}, {NumberText.Short(p[^1][2])})</title></circle>"))}
            """));
    }

    private static string Colour(List<double[]> path) => path[^1][3] < 0 ? "c1" : "c0";
}
