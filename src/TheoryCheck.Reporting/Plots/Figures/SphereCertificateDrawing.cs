using TheoryCheck.Reporting.Html;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots.Figures;

/// <summary>
/// A certificate on the sphere as a map that keeps areas (Mollweide's: x = (2√2/π) λ cos t, y = √2 sin t with 2t + sin 2t = π sin φ for
/// longitude λ and latitude φ), darker where |η| is larger; atoms lie where it is 1.
/// </summary>
internal sealed class SphereCertificateDrawing : FigureDrawing
{
    private const double Width = 680;
    private const double Height = 330;
    private const double HalfWidth = 310;
    private const double HalfHeight = HalfWidth / 2;
    private const double Middle = Width / 2;
    private const double Equator = 165;
    private const double Pixel = 3.1;
    private const int Levels = 10;
    private const double Contact = 0.995;

    /// <inheritdoc/>
    public override string Kind => "certificate on the sphere";

    /// <inheritdoc/>
    public override Markup Render(Figure figure, string id)
    {
        if (Certificate.Of(figure, 3) is not { } certificate)
        {
            return Markup.Empty;
        }

        var (atoms, named, largest) = Marks(figure, 3);
        var key = Markup.Of($"""{Key(Sample("plus"), "η > 0")}{Key(Sample("minus"), "η < 0")}{MarksKey(Markup.Of($"<circle class=\"atom\" cx=\"12\" cy=\"5\" r=\"4\"/>"), named.Count > 0)}""");
        return Framed(figure, ("certificate", "plot"), Width, Height, key, $"A map of the sphere that keeps areas, the third axis up, the first in the middle; darker where |η| is larger. {(atoms.Count == 0 ? "No atoms." : string.Join("; ", atoms.Select(Reading)))}", Markup.Of($"""
            {Shades(certificate)}
            <ellipse class="globe" cx="{Middle}" cy="{Equator}" rx="{HalfWidth}" ry="{HalfHeight}"/>
            {Graticule()}
            {Markup.Join(named.Select((n, i) => Named(n, LabelOf(figure, "named", i))))}
            {Markup.Each(atoms, a => Atom(a, largest))}
            """));
    }

    private static Markup Sample(string side) => Markup.Each(
        ((int Left, string Opacity)[])[(0, "0.25"), (8, "0.55"), (16, "0.9")],
        shade => Markup.Of($"<rect class=\"shade {side}\" x=\"{shade.Left}\" width=\"8\" height=\"10\" fill-opacity=\"{shade.Opacity}\"/>"));

    // One path for each shade: rows of the map, cut where the shade changes.
    private static Markup Shades(Certificate certificate)
    {
        var paths = new SortedDictionary<int, List<string>>();
        var rows = (int)(2 * HalfHeight / Pixel);
        for (var row = 0; row < rows; row++)
        {
            var y = Equator - HalfHeight + ((row + 0.5) * Pixel);
            var t = Math.Asin((Equator - y) / HalfHeight);
            var sine = ((2 * t) + Math.Sin(2 * t)) / Math.PI;
            var reach = HalfWidth * Math.Cos(t);
            var (start, last) = (-reach, 0);
            for (var x = -reach; ; x += Pixel)
            {
                var shade = x >= reach ? int.MaxValue : Shade(certificate, Math.PI * Math.Min(x + (Pixel / 2), reach) / reach, sine);
                if (shade == last && x < reach)
                {
                    continue;
                }

                if (last != 0)
                {
                    var path = paths.TryGetValue(last, out var known) ? known : paths[last] = [];
                    path.Add($"M{NumberText.Coordinate(Middle + start)} {NumberText.Coordinate(y)}H{NumberText.Coordinate(Middle + Math.Min(x, reach))}");
                }

                if (x >= reach)
                {
                    break;
                }

                (start, last) = (x, shade);
            }
        }

        return Markup.Each(paths, p => Markup.Of($"<path class=\"map {(p.Key > 0 ? "plus" : "minus")}\" stroke-opacity=\"{Opacity(Math.Abs(p.Key))}\" d=\"{string.Concat(p.Value)}\"/>"));
    }

    private static int Shade(Certificate certificate, double longitude, double sine)
    {
        var run = Math.Sqrt(Math.Max(0, 1 - (sine * sine)));
        var value = certificate.At([run * Math.Cos(longitude), run * Math.Sin(longitude), sine]);
        var size = Math.Abs(value);
        return Math.Sign(value) * (size >= Contact ? Levels + 1 : (int)Math.Round(size * Levels));
    }

    private static string Opacity(int level) => (level > Levels ? 1 : 0.75 * level / Levels).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    private static Markup Graticule()
    {
        var lines = new List<Markup>();
        foreach (var latitude in new[] { -60, -30, 0, 30, 60 })
        {
            var (from, to) = (Place(Direction(-180, latitude)), Place(Direction(180, latitude)));
            lines.Add(Markup.Of($"<path class=\"graticule\" d=\"M{(2 * Middle) - to.X} {from.Y}H{to.X}\"/>"));
        }

        foreach (var longitude in new[] { -120, -60, 0, 60, 120 })
        {
            lines.Add(Line(Enumerable.Range(-18, 37).Select(i => Place(Direction(longitude, 5 * i))), "graticule"));
        }

        return Markup.Join(lines);
    }

    private static double[] Direction(double longitude, double latitude)
    {
        var ((sin, cos), (rise, run)) = (Math.SinCos(longitude * Math.PI / 180), Math.SinCos(latitude * Math.PI / 180));
        return [run * cos, run * sin, rise];
    }

    private static (double X, double Y) Place(IReadOnlyList<double> direction)
    {
        var sine = Math.Clamp(direction[2], -1, 1);

        // 2t + sin 2t = π sin φ grows with t: halving finds it.
        var (low, high) = (-Math.PI / 2, Math.PI / 2);
        for (var i = 0; i < 50; i++)
        {
            var t = (low + high) / 2;
            (low, high) = (2 * t) + Math.Sin(2 * t) < Math.PI * sine ? (t, high) : (low, t);
        }

        var longitude = Math.Atan2(direction[1], direction[0]);
        return (Middle + (HalfWidth * Math.Cos(low) * longitude / Math.PI), Equator - (HalfHeight * Math.Sin(low)));
    }

    private static Markup Atom(double[] atom, double largest)
    {
        var at = Place(atom);
        return Markup.Of($"<circle class=\"atom\" cx=\"{at.X}\" cy=\"{at.Y}\" r=\"{3 + (5 * Math.Sqrt(Math.Abs(atom[3]) / largest))}\"><title>{Reading(atom)}</title></circle>");
    }

    private static Markup Named(double[] direction, string label)
    {
        var at = Place(direction);
        return Markup.Of($"<path class=\"named\" d=\"M{at.X} {at.Y - 9}l8 14h-16Z\"><title>{label} = ({string.Join(", ", direction.Select(NumberText.Short))})</title></path>");
    }

    private static string Reading(double[] atom) => $"atom at ({string.Join(", ", atom.Take(3).Select(NumberText.Short))}) with weight {NumberText.Short(atom[3])}";
}
