using TheoryCheck.Reporting.Html;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots;

/// <summary>Points in the plane, or in space by parallel projection; on the unit circle or sphere when they lie there.</summary>
internal static class PointDrawing
{
    private const double Size = 260;
    private const double Radius = 96;

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
        var eye = Eye.Facing(points);
        var placed = points.Select(p => (Point: p, At: Project(eye, [.. p.Coordinates.Select(c => c / reach)]))).OrderByDescending(p => p.At.Depth).ToList();
        return Markup.Of($"""
            <figure class="points">
            <svg class="plot" viewBox="0 0 {Size} {Size}" role="img">
            <title>The points of the counterexample</title>
            <desc>{string.Join("; ", points.Select(p => $"{p.Label} = ({string.Join(", ", p.Coordinates.Select(NumberText.Short))})"))}</desc>
            {Backdrop(eye, drawing.IsOnSphere, isSpace)}
            {Markup.Each(placed, p => Ray(p.Point, p.At, groups))}
            {Markup.Each(placed, p => Dot(p.Point, p.At, groups))}
            {Names(placed)}
            </svg>
            </figure>
            """);
    }

    private static (double X, double Y, double Depth) Project(Eye eye, IReadOnlyList<double> c)
    {
        var (x, y, depth) = c.Count == 2 ? (c[0], c[1], 0.0) : (Dot(eye.Right, c), Dot(eye.Up, c), -Dot(eye.Forward, c));
        return ((Size / 2) + (Radius * x), (Size / 2) - (Radius * y), depth);
    }

    private static double Dot(double[] axis, IReadOnlyList<double> c) => (axis[0] * c[0]) + (axis[1] * c[1]) + (axis[2] * c[2]);

    private static Markup Backdrop(Eye eye, bool isSphere, bool isSpace)
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
                parts.Add(GreatCircle(eye, circle));
            }
        }

        foreach (var (name, end) in new[] { ("1", new double[] { 1.25, 0, 0 }), ("2", [0, 1.25, 0]), ("3", [0, 0, 1.25]) })
        {
            var at = Project(eye, end);
            parts.Add(Markup.Of($"<line class=\"axis\" x1=\"{Size / 2}\" y1=\"{Size / 2}\" x2=\"{at.X}\" y2=\"{at.Y}\"/><text class=\"tick\" x=\"{at.X}\" y=\"{at.Y - 3}\" text-anchor=\"middle\">{name}</text>"));
        }

        return Markup.Join(parts);
    }

    /// <summary>A circle on the sphere: its front half drawn, its back half dashed.</summary>
    private static Markup GreatCircle(Eye eye, Func<double, double[]> circle)
    {
        const int Steps = 96;
        var (front, back) = (new List<string>(), new List<string>());
        for (var i = 0; i < Steps; i++)
        {
            var (from, to) = (Project(eye, circle(2 * Math.PI * i / Steps)), Project(eye, circle(2 * Math.PI * (i + 1) / Steps)));
            var segment = $"M{NumberText.Coordinate(from.X)} {NumberText.Coordinate(from.Y)}L{NumberText.Coordinate(to.X)} {NumberText.Coordinate(to.Y)}";
            (from.Depth + to.Depth > 0 ? back : front).Add(segment);
        }

        return Markup.Of($"<path class=\"circle back\" d=\"{string.Concat(back)}\"/><path class=\"circle\" d=\"{string.Concat(front)}\"/>");
    }

    private static Markup Ray(DrawnPoint point, (double X, double Y, double Depth) at, List<string> groups) =>
        Markup.Of($"<line class=\"ray c{groups.IndexOf(point.Group) % 6}{(at.Depth > 0.05 ? " behind" : "")}\" x1=\"{Size / 2}\" y1=\"{Size / 2}\" x2=\"{at.X}\" y2=\"{at.Y}\"/>");

    private static Markup Dot(DrawnPoint point, (double X, double Y, double Depth) at, List<string> groups) =>
        Markup.Of($"<circle class=\"point c{groups.IndexOf(point.Group) % 6}{(at.Depth > 0.05 ? " behind" : "")}\" cx=\"{at.X}\" cy=\"{at.Y}\" r=\"4.2\"><title>{point.Label} = ({string.Join(", ", point.Coordinates.Select(NumberText.Short))})</title></circle>");

    /// <summary>The names outside the points, moved down where they would overlap.</summary>
    private static Markup Names(List<(DrawnPoint Point, (double X, double Y, double Depth) At)> placed)
    {
        const double Line = 12;
        var taken = new List<(double X, double Y)>();
        var names = new List<Markup>();
        foreach (var (point, at) in placed.OrderBy(p => p.At.Y))
        {
            var (dx, dy) = (at.X - (Size / 2), at.Y - (Size / 2));
            var length = Math.Max(1, Math.Sqrt((dx * dx) + (dy * dy)));
            var (x, y) = (at.X + (15 * dx / length), at.Y + (15 * dy / length) + 4);
            for (var i = 0; i < placed.Count && taken.Any(t => Math.Abs(t.X - x) < 2 * Line && Math.Abs(t.Y - y) < Line); i++)
            {
                y += Line;
            }

            taken.Add((x, y));
            names.Add(Markup.Of($"<text class=\"pointname{(at.Depth > 0.05 ? " behind" : "")}\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{point.Label}</text>"));
        }

        return Markup.Join(names);
    }

    /// <summary>Where the viewer stands: the directions of the paper's right and upper edges, and towards the viewer.</summary>
    private sealed record Eye(double[] Right, double[] Up, double[] Forward)
    {
        private const double Elevation = 0.35;
        private const double Aside = 0.5;

        /// <summary>A little to the side of the middle of the points, and from above.</summary>
        public static Eye Facing(List<DrawnPoint> points)
        {
            var (x, y) = (points.Sum(p => p.Coordinates[0] / points.Count), points.Sum(p => p.Coordinates[1] / points.Count));
            var azimuth = (x == 0 && y == 0 ? 0 : Math.Atan2(y, x)) - Aside;
            var ((sin, cos), (rise, run)) = (Math.SinCos(azimuth), Math.SinCos(Elevation));
            return new Eye([-sin, cos, 0], [-cos * rise, -sin * rise, run], [cos * run, sin * run, rise]);
        }
    }
}
