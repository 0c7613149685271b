using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Reporting;
using TheoryCheck.Reporting.Html;
using TheoryCheck.Reporting.Plots.Figures;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Reporting;

public sealed class FigureDrawingTests
{
    private static readonly double[][] Axes = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

    [Test]
    public void Certificate_OfAData_IsTheWeightedSumOfFeatures()
    {
        var certificate = Certificate.Of(OnCircle(), 2)!;
        Assert.That(certificate.At([0.6, 0.8]), Is.EqualTo(0.6 - (0.5 * 0.8)).Within(1e-12));
        Assert.That(certificate.At([-1, 0]), Is.Zero);
    }

    [Test]
    public void Circle_Atom_LiesOnTheCurveAtItsAngle()
    {
        var svg = Drawn(OnCircle());
        var atom = Single(svg, "circle", "point c1");
        var (left, right) = (58.0, 666.0);
        Assert.That(Number(atom, "cx"), Is.EqualTo(left + ((right - left) * 0.25)).Within(0.1));
        var unit = svg.Descendants().Where(e => (string?)e.Attribute("class") == "bound" && e.Name.LocalName == "path").Select(e => double.Parse(((string)e.Attribute("d")!).Split(' ')[^1], CultureInfo.InvariantCulture)).ToList();
        Assert.That(unit, Has.Count.EqualTo(2));

        // η(0, 1) = -1/2 lies a quarter of the way from -1 up to 1.
        Assert.That(Number(atom, "cy"), Is.EqualTo(unit.Max() - ((unit.Max() - unit.Min()) / 4)).Within(0.2));
    }

    [Test]
    public void Sphere_Map_KeepsAreas()
    {
        var svg = Drawn(OnSphere(dual: 1, right: 1, left: 1));

        // For φ(z) = z and one input the sphere is half positive, half negative, whatever the axis; the shades cover the map.
        var (plus, minus) = (Length(svg, "map plus"), Length(svg, "map minus"));
        var inside = Math.PI * 310 * 155 / 3.1;
        Assert.That(plus / minus, Is.EqualTo(1).Within(0.02));
        Assert.That(plus + minus, Is.EqualTo(inside).Within(0.08 * inside), "what is near 0 stays white");
    }

    [Test]
    public void Sphere_Atom_OfThePole_IsAtTheTop()
    {
        var atom = Single(Drawn(OnSphere(dual: 1, right: 1, left: 0)), "circle", "atom");
        Assert.That((Number(atom, "cx"), Number(atom, "cy")), Is.EqualTo((340.0, 10.0)));
    }

    [Test]
    public void Paths_OfTwoParticles_HaveTwoTrailsInTheColoursOfTheirSigns()
    {
        var svg = Drawn(new Figure("paths in the plane", "The path", [FigureTable.Of("steps", ["particle", "x", "y", "sign"], [[0, 0, 0.5, 1], [1, 0, -0.25, -1], [0, 0, 1, 1], [1, 0, -0.5, -1]])]));
        Assert.That(svg.Descendants().Where(e => e.Name.LocalName == "path").Select(e => (string?)e.Attribute("class")).Where(c => c!.StartsWith("trail", StringComparison.Ordinal)), Is.EquivalentTo(new[] { "trail c0", "trail c1" }));
        Assert.That(Number(Single(svg, "circle", "point c0"), "cy"), Is.EqualTo(30));
    }

    [Test]
    public void Gap_OfEqualBounds_IsLeftOutOfTheLogarithmicAxis()
    {
        Figure Gap(params double[] gaps) => new("gap", "The gap", [FigureTable.Of("iterations", ["iteration", "gap"], [.. gaps.Select((g, i) => (double[])[i, g])])]);
        Assert.That(FigureDrawing.Of(Gap(1, 0.1, 0.01, 0), "g").ToString(), Does.Contain("M").And.Not.Contain("NaN"));
        Assert.That(FigureDrawing.Of(Gap(1, 0, 0, 0), "g").IsEmpty);
    }

    [Test]
    public void Slice_MarksItsPointsAndNamesThem() =>
        Assert.That(Drawn(new Figure("slice", "The line", [FigureTable.Of("slice", ["position", "value"], [[0, 1], [0.5, 2], [1, 0]]), FigureTable.Of("marked", ["position", "value"], [[0, 1], [1, 0]]) with { Labels = ["here", "<there>"] }])).Value, Does.Contain("here, 1").And.Contain("<there>, 0"));

    [TestCase("certificate on the circle")]
    [TestCase("certificate on the sphere")]
    [TestCase("gap")]
    [TestCase("slice")]
    [TestCase("paths in the plane")]
    [TestCase("a kind of tomorrow")]
    public void Figure_WithoutUsableData_IsNoPicture(string kind)
    {
        Assert.That(FigureDrawing.Of(new Figure(kind, "t", []), "f").IsEmpty);
        string[] tables = ["inputs", "feature", "atoms", "named", "iterations", "slice", "marked", "steps"];
        Assert.That(FigureDrawing.Of(new Figure(kind, "t", [.. tables.Select(t => FigureTable.Of(t, ["x1", "x2", "x3", "dual", "weight", "iteration", "gap", "position", "value", "particle", "x", "y", "sign", "right", "left"], [Enumerable.Repeat(double.NaN, 15).ToArray()]))]), "f").IsEmpty);
    }

    [Test]
    public void Report_WithFigures_IsWellFormedAndItsDataAreInTheResults()
    {
        var sample = SampleRun.Create();
        var spec = sample.Specs[0] with { Claims = [sample.Specs[0].Claims[0] with { Figures = [OnCircle(), OnSphere(1, 1, 0)] }] };
        var run = sample with { Specs = [spec] };
        Assert.That(XDocument.Parse(new HtmlReport().Write(run).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Descendants().Count(e => ((string?)e.Attribute("class"))?.StartsWith("certificate", StringComparison.Ordinal) == true), Is.EqualTo(2));
        using var json = JsonDocument.Parse(new JsonReport().Write(run));
        Assert.That(Schema.Errors(json.RootElement), Is.Empty);
        var figure = json.RootElement.GetProperty("specs")[0].GetProperty("claims")[0].GetProperty("figures")[0];
        Assert.That(figure.GetProperty("tables")[0].GetProperty("columns")[2].GetProperty("values").EnumerateArray().Select(v => v.GetDouble()), Is.EqualTo(new[] { 1, -0.5 }));
    }

    private static Figure OnCircle() => new("certificate on the circle", "On the circle",
    [
        FigureTable.Of("inputs", ["x1", "x2", "dual"], [[1, 0, 1], [0, 1, -0.5]]),
        FigureTable.Of("feature", ["right", "left"], [[1, 0]]),
        FigureTable.Of("atoms", ["x1", "x2", "weight"], [[0, 1, -2]]),
        FigureTable.Of("named", ["x1", "x2"], []),
    ]);

    private static Figure OnSphere(double dual, double right, double left) => new("certificate on the sphere", "On the sphere",
    [
        FigureTable.Of("inputs", ["x1", "x2", "x3", "dual"], [[.. Axes[0], dual]]),
        FigureTable.Of("feature", ["right", "left"], [[right, left]]),
        FigureTable.Of("atoms", ["x1", "x2", "x3", "weight"], [[.. Axes[2], 1]]),
        FigureTable.Of("named", ["x1", "x2", "x3"], []),
    ]);

    private static XElement Drawn(Figure figure) => XElement.Parse(FigureDrawing.Of(figure, "f").ToString());

    private static XElement Single(XElement svg, string name, string style) => svg.Descendants().Where(e => e.Name.LocalName == name && (string?)e.Attribute("class") == style).Last();

    private static double Number(XElement element, string attribute) => double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);

    // The length of all horizontal runs "Mx yHx" of the paths of a style.
    private static double Length(XElement svg, string style) => svg.Descendants().Where(e => (string?)e.Attribute("class") == style)
        .SelectMany(e => ((string)e.Attribute("d")!).Split('M', StringSplitOptions.RemoveEmptyEntries))
        .Sum(run => double.Parse(run.Split('H')[1], CultureInfo.InvariantCulture) - double.Parse(run.Split(' ')[0], CultureInfo.InvariantCulture));
}
