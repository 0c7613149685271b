using TheoryCheck.Reporting.Html;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots.Figures;

/// <summary>A certificate over the angle, between the lines ±1 that it must not cross; atoms where it touches them, as large as their mass.</summary>
internal sealed class CircleCertificateDrawing : FigureDrawing
{
    private const double Width = 680;
    private const double Height = 270;
    private const int Steps = 360;

    /// <inheritdoc/>
    public override string Kind => "certificate on the circle";

    /// <inheritdoc/>
    public override Markup Render(Figure figure, string id)
    {
        if (Certificate.Of(figure, 2) is not { } certificate)
        {
            return Markup.Empty;
        }

        // The certificate has corners where an input changes its side.
        var angles = Enumerable.Range(0, Steps + 1).Select(i => Turn * i / Steps)
            .Concat(certificate.Inputs.SelectMany(x => new[] { Angle(-x[1], x[0]), Angle(x[1], -x[0]) }))
            .Distinct().Order().ToList();
        var values = angles.ConvertAll(a => certificate.At([Math.Cos(a), Math.Sin(a)]));
        var frame = new PlotFrame(58, 26, Width - 14, Height - 46);
        var x = Scale.Of([0, Turn], frame.Left, frame.Right, isLogarithmic: false, air: 0);
        var y = Scale.Of(values.Append(1).Append(-1), frame.Bottom, frame.Top, isLogarithmic: false, air: 0.1);
        var (atoms, named, largest) = Marks(figure, 2);
        var key = Markup.Of($"""{Key(Markup.Of($"<line class=\"median c0\" x1=\"1\" x2=\"23\" y1=\"5\" y2=\"5\"/>"), "η")}{Key(Markup.Of($"<line class=\"bound\" x1=\"1\" x2=\"23\" y1=\"5\" y2=\"5\"/>"), "±1")}{MarksKey(Markup.Of($"<circle class=\"point c1\" cx=\"12\" cy=\"5\" r=\"4\"/>"), named.Count > 0)}""");
        return Framed(figure, ("certificate", "plot"), Width, Height, key, $"η over the angle, between {NumberText.Short(values.Min())} and {NumberText.Short(values.Max())}; {Described(atoms)}", Markup.Of($"""
            {frame.Axes(null, y, "angle", "η")}
            {Markup.Each(Quarters, q => x.At(Turn * q.Share) is { } at ? Markup.Of($"<line class=\"mark\" x1=\"{at}\" x2=\"{at}\" y1=\"{frame.Bottom}\" y2=\"{frame.Bottom + 4}\"/><text class=\"tick\" x=\"{at}\" y=\"{frame.Bottom + 16}\" text-anchor=\"middle\">{q.Label}</text>") : Markup.Empty)}
            {Markup.Each(new[] { 1.0, -1 }, unit => y.At(unit) is { } at ? Line([(frame.Left, at), (frame.Right, at)], "bound") : Markup.Empty)}
            {Line(angles.Zip(values).Select(p => (x.At(p.First) ?? 0, y.At(p.Second) ?? 0)), "median c0")}
            {Markup.Each(atoms, a => Atom(a, certificate, largest, x, y))}
            {Markup.Join(named.Select((n, i) => Named(n, LabelOf(figure, "named", i), x, frame)))}
            """));
    }

    private const double Turn = 2 * Math.PI;

    private static readonly (double Share, string Label)[] Quarters = [(0, "0"), (0.25, "π/2"), (0.5, "π"), (0.75, "3π/2"), (1, "2π")];

    private static Markup Atom(double[] atom, Certificate certificate, double largest, Scale x, Scale y)
    {
        var angle = Angle(atom[0], atom[1]);
        return x.At(angle) is { } across && y.At(certificate.At([Math.Cos(angle), Math.Sin(angle)])) is { } up && y.At(0) is { } zero
            ? Markup.Of($"<line class=\"stem c1\" x1=\"{across}\" x2=\"{across}\" y1=\"{zero}\" y2=\"{up}\"/><circle class=\"point c1\" cx=\"{across}\" cy=\"{up}\" r=\"{2.5 + (4 * Math.Sqrt(Math.Abs(atom[2]) / largest))}\"><title>{Reading(atom)}</title></circle>")
            : Markup.Empty;
    }

    private static Markup Named(double[] direction, string label, Scale x, PlotFrame frame) => x.At(Angle(direction[0], direction[1])) is { } at
        ? Markup.Of($"<path class=\"named\" d=\"M{at} {frame.Bottom - 9}l5 9h-10Z\"><title>{label} at the angle {NumberText.Short(Angle(direction[0], direction[1]))}</title></path>")
        : Markup.Empty;

    private static string Described(IReadOnlyList<double[]> atoms) => atoms.Count == 0 ? "no atoms" : string.Join("; ", atoms.Select(Reading));

    private static string Reading(double[] atom) => $"atom at the angle {NumberText.Short(Angle(atom[0], atom[1]))} with weight {NumberText.Short(atom[2])}";

    private static double Angle(double x, double y)
    {
        var angle = Math.Atan2(y, x);
        return angle < 0 ? angle + Turn : angle + 0.0;
    }
}
