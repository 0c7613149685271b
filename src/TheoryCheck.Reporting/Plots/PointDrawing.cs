using TheoryCheck.Reporting.Html;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots;

/// <summary>Points in the plane, or in space by parallel projection; on the unit circle or sphere when they lie there.</summary>
internal static class PointDrawing
{
    private const double Size = 260;
    private const double Radius = 96;

    // The eye looks from the front, a little to the right and from above.
    private static readonly double[][] View =
    [
        [0.8660254037844386, 0.5, 0],
        [0.17101007166283436, -0.29619813272602386, 0.9396926207859084],
        [0.46984631039295416, -0.8137976813493738, -0.3420201433256687],
    ];

    /// <summary>The figure of a drawing; nothing when the points have neither two nor three coordinates.</summary>
    public static Markup Render(Drawing drawing)
    {
        var points = drawing.Points.Where(p => p.Coordinates.Count is 2 or 3 && p.Coordinates.All(double.IsFinite)).ToList();
        if (points.Count == 0)
        {
            return Markup.Empty;
        }

        var isSpace = points[0].Coordinates.Count == 3;
        var reach = drawing.IsOnSphere ? 1 : Math.Max(1e-300, points.Max(p => p.Coordinates.Max(Math.Abs)));
        var groups = points.Select(p => p.Group).Distinct().ToList();
        var placed = points.Select(p => (Point: p, At: Project(p.Coordinates, reach))).OrderByDescending(p => p.At.Depth).ToList();
        return Markup.Of($"""
            <figure class="points">
            <svg class="plot" viewBox="0 0 {Size} {Size}" role="img">
            <title>The points of the counterexample</title>
            <desc>{string.Join("; ", points.Select(p => $"{p.Label} = ({string.Join(", ", p.Coordinates.Select(NumberText.Short))})"))}</desc>
            {Backdrop(drawing.IsOnSphere, isSpace)}
            {Markup.Each(placed, p => Ray(p.Point, p.At, groups))}
            {Markup.Each(placed, p => Dot(p.Point, p.At, groups))}
            </svg>
            </figure>
            """);
    }

    private static (double X, double Y, double Depth) Project(IReadOnlyList<double> c, double reach)
    {
        var (x, y, depth) = c.Count == 2
            ? (c[0], c[1], 0.0)
            : (Dot(View[0], c), Dot(View[1], c), Dot(View[2], c));
        return ((Size / 2) + (Radius * x / reach), (Size / 2) - (Radius * y / reach), depth / reach);
    }

    private static double Dot(double[] axis, IReadOnlyList<double> c) => (axis[0] * c[0]) + (axis[1] * c[1]) + (axis[2] * c[2]);

    private static Markup Backdrop(bool isSphere, bool isSpace)
    {
        var parts = new List<Markup>();
        if (isSphere)
        {
            parts.Add(Markup.Of($"<circle class=\"sphere\" cx=\"{Size / 2}\" cy=\"{Size / 2}\" r=\"{Radius}\"/>"));
        }

        if (!isSpace)
        {
            parts.Add(Markup.Of($"<path class=\"axis\" d=\"M{(Size / 2) - Radius - 12} {Size / 2}H{(Size / 2) + Radius + 12}M{Size / 2} {(Size / 2) - Radius - 12}V{(Size / 2) + Radius + 12}\"/>"));
            return Markup.Join(parts);
        }

        if (isSphere)
        {
            foreach (var circle in new Func<double, double[]>[]
            {
                a => [Math.Cos(a), Math.Sin(a), 0],
                a => [Math.Cos(a), 0, Math.Sin(a)],
                a => [0, Math.Cos(a), Math.Sin(a)],
            })
            {
                parts.Add(GreatCircle(circle));
            }
        }

        foreach (var (name, end) in new[] { ("1", new double[] { 1.25, 0, 0 }), ("2", [0, 1.25, 0]), ("3", [0, 0, 1.25]) })
        {
            var at = Project(end, 1);
            parts.Add(Markup.Of($"<line class=\"axis\" x1=\"{Size / 2}\" y1=\"{Size / 2}\" x2=\"{at.X}\" y2=\"{at.Y}\"/><text class=\"tick\" x=\"{at.X}\" y=\"{at.Y - 3}\" text-anchor=\"middle\">{name}</text>"));
        }

        return Markup.Join(parts);
    }

    /// <summary>A circle on the sphere: its front half drawn, its back half dashed.</summary>
    private static Markup GreatCircle(Func<double, double[]> circle)
    {
        const int Steps = 96;
        var (front, back) = (new List<string>(), new List<string>());
        for (var i = 0; i < Steps; i++)
        {
            var (from, to) = (Project(circle(2 * Math.PI * i / Steps), 1), Project(circle(2 * Math.PI * (i + 1) / Steps), 1));
            var segment = $"M{NumberText.Coordinate(from.X)} {NumberText.Coordinate(from.Y)}L{NumberText.Coordinate(to.X)} {NumberText.Coordinate(to.Y)}";
            (from.Depth + to.Depth > 0 ? back : front).Add(segment);
        }

        return Markup.Of($"<path class=\"circle back\" d=\"{string.Concat(back)}\"/><path class=\"circle\" d=\"{string.Concat(front)}\"/>");
    }

    private static Markup Ray(DrawnPoint point, (double X, double Y, double Depth) at, List<string> groups) =>
        Markup.Of($"<line class=\"ray c{groups.IndexOf(point.Group) % 6}{(at.Depth > 0.05 ? " behind" : "")}\" x1=\"{Size / 2}\" y1=\"{Size / 2}\" x2=\"{at.X}\" y2=\"{at.Y}\"/>");

    private static Markup Dot(DrawnPoint point, (double X, double Y, double Depth) at, List<string> groups)
    {
        var (dx, dy) = (at.X - (Size / 2), at.Y - (Size / 2));
        var length = Math.Max(1, Math.Sqrt((dx * dx) + (dy * dy)));
        var (x, y) = (at.X + (14 * dx / length), at.Y + (14 * dy / length) + 4);
        var behind = at.Depth > 0.05 ? " behind" : "";
        return Markup.Of($"<circle class=\"point c{groups.IndexOf(point.Group) % 6}{behind}\" cx=\"{at.X}\" cy=\"{at.Y}\" r=\"4.2\"><title>{point.Label} = ({string.Join(", ", point.Coordinates.Select(NumberText.Short))})</title></circle><text class=\"pointname{behind}\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{point.Label}</text>");
    }
}
