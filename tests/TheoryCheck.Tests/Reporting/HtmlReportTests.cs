using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Reporting;
using TheoryCheck.Reporting.Html;
using TheoryCheck.Reporting.Plots;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Reporting;

public sealed class HtmlReportTests
{
    private static readonly string[] Allowed =
    [
        "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "svg", "rect", "dl", "div", "dt", "dd",
        "main", "section", "table", "thead", "tbody", "tr", "th", "td", "span", "article", "code", "pre", "details", "summary", "figure", "figcaption", "input", "label", "desc", "line",
        "text", "path", "polygon", "circle", "g", "br", "hr", "blockquote",
        "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msup", "msub", "msubsup", "munder", "mover", "msqrt", "mtable", "mtr", "mtd",
    ];

    [Test]
    public void Page_OfTheSample_IsWellFormedAndSelfContained()
    {
        var page = new HtmlReport().Write(SampleRun.Create());
        var document = Parse(page);
        Assert.That(document.Descendants().Select(e => e.Name.LocalName).Except(Allowed), Is.Empty);
        Assert.That(Regex.Matches(page, "(src|href|action)=\"(?!#|https://example.org)[^\"]*\"").Select(m => m.Value), Is.Empty);
        Assert.That(page, Does.Not.Contain("url(").And.Not.Contain("@import").And.Not.Contain(" style=\""));
    }

    [Test]
    public void Page_OfTheSample_HasUniqueIdsAndNoDeadFragment()
    {
        var document = Parse(new HtmlReport().Write(SampleRun.Create()));
        var ids = document.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.That(ids, Is.Unique);
        var targets = document.Descendants().Attributes("href").Select(a => a.Value).Where(v => v.StartsWith('#')).Select(v => v[1..]);
        Assert.That(targets.Except(ids), Is.Empty);
    }

    [Test]
    public void Page_OfTheSample_NamesEveryClaimAndItsVerdictInWords()
    {
        var result = SampleRun.Create();
        var text = string.Concat(Parse(new HtmlReport().Write(result)).DescendantNodes().OfType<XText>().Select(t => t.Value));
        foreach (var claim in result.Specs.SelectMany(spec => spec.Claims))
        {
            Assert.That(text, Does.Contain(claim.Name).And.Contain(claim.Verdict.Strength));
        }
    }

    [Test]
    public void Page_OfTheSample_EveryPlotHasATitleAndADescription()
    {
        var document = Parse(new HtmlReport().Write(SampleRun.Create()));
        var plots = document.Descendants().Where(e => (string?)e.Attribute("role") == "img").ToList();
        Assert.That(plots, Has.Count.GreaterThan(6));
        Assert.That(plots.Select(p => p.Elements().Take(2).Select(e => e.Name.LocalName)), Is.All.EqualTo(new[] { "title", "desc" }));
    }

    [TestCaseSource(typeof(Hostile), nameof(Hostile.Payloads))]
    public void Page_HostileTextInEveryField_StaysText(string payload)
    {
        var page = new HtmlReport().Write(Hostile.Poison(SampleRun.Create(), payload));
        var document = Parse(page);
        var plain = Parse(new HtmlReport().Write(SampleRun.Create()));
        Assert.That(document.Descendants().Select(e => e.Name.LocalName).Except(Allowed), Is.Empty);
        Assert.That(document.Descendants().Attributes().Select(a => a.Name.LocalName).Where(n => n.StartsWith("on", StringComparison.Ordinal) || n is "style" or "src"), Is.Empty);
        Assert.That(document.Descendants().Attributes("href").Select(a => a.Value), Is.All.Matches("^(#|https?://)"));
        Assert.That(document.Descendants().Count(e => e.Name.LocalName == "article"), Is.EqualTo(plain.Descendants().Count(e => e.Name.LocalName == "article")));
        Assert.That(document.Descendants().Count(e => e.Name.LocalName == "style"), Is.EqualTo(1));
        Assert.That(page.Where(c => char.IsControl(c) && c is not ('\n' or '\t')), Is.Empty);
    }

    [Test]
    public void Page_Twice_IsTheSameBytes() => Assert.That(new HtmlReport().Write(SampleRun.Create()), Is.EqualTo(new HtmlReport().Write(SampleRun.Create())));

    [Test]
    public void Page_OfAnEmptyRun_IsWellFormed() =>
        Assert.That(() => Parse(new HtmlReport().Write(new RunResult("0", 0, new Rational(1, 1000), [], []))), Throws.Nothing);

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(0.0)]
    [TestCase(-1.0)]
    [TestCase(double.MaxValue)]
    [TestCase(double.Epsilon)]
    public void Page_StrangeNumbersInPlots_DrawsNoStrangeCoordinates(double strange)
    {
        var series = new CurveSeries("s", [1, 2, 3], [1, strange, strange], [strange, 1, 1], [2, strange, 2], [strange, strange, strange]);
        var claim = new ClaimOutcome("c", Symbolics.Typesetting.ReferenceStatements.All().First().Statement is var t ? TheoryCheck.Symbolics.Typesetting.Typeset.Of(t) : null!, new Verdict(VerdictKind.Supported, "s"))
        {
            Curves = [new Curve("t", new PlotAxis("x"), new PlotAxis("y", true), [series])],
            Histogram = new Histogram("h", [0, 1, strange], [1, 2]),
            Cases = [new CaseOutcome("k", new Verdict(VerdictKind.Supported, "s")) { Estimate = new Estimate("q", strange, strange, strange, Relation.Less, strange) }],
            Counterexample = new Counterexample([], "a") { Drawing = new Drawing(false, [new DrawnPoint("g", "l", [strange, strange, 1])]) },
        };
        var page = new HtmlReport().Write(new RunResult("0", 0, new Rational(1, 1000), [new SpecOutcome("s", "s", "s", "s", [claim])], []));
        var coordinates = Parse(page).Descendants().Attributes().Where(a => a.Name.LocalName is "x" or "y" or "x1" or "x2" or "y1" or "y2" or "cx" or "cy" or "width" or "height" or "d" or "points");
        Assert.That(coordinates.Select(a => a.Value), Is.All.Not.Contains("NaN").And.All.Not.Contains("∞").And.All.Not.Contains("Infinity").And.All.Not.Contains("E"));
    }

    [Test]
    public void Drawing_OfPointsOnTheCircle_PutsThemWhereTheyAre()
    {
        var drawing = PointDrawing.Render(new Drawing(true, [new DrawnPoint("x", "a", [1, 0]), new DrawnPoint("x", "b", [0, 1])])).ToString();
        Assert.That(drawing, Does.Contain("cx=\"226\" cy=\"130\"").And.Contain("cx=\"130\" cy=\"34\""));
    }

    [Test]
    public void Drawing_OfPointsInSpace_HidesNoneFromTheViewer()
    {
        var drawing = PointDrawing.Render(new Drawing(true, [new DrawnPoint("x", "a", [0, -1, 0]), new DrawnPoint("x", "b", [0, -0.8, 0.6])])).ToString();
        Assert.That(drawing, Does.Not.Contain("behind"));
    }

    [TestCase(1e-9, "1×10⁻⁹")]
    [TestCase(0.0123456, "0.01235")]
    [TestCase(-2.5, "−2.5")]
    [TestCase(-1e-320, "−1×10⁻³²⁰")]
    [TestCase(12345678, "1.235×10⁷")]
    [TestCase(0.0, "0")]
    [TestCase(double.NaN, "undefined")]
    public void Number_ForPeople_HasFourDigits(double value, string text) => Assert.That(NumberText.Short(value), Is.EqualTo(text));

    private static XDocument Parse(string page)
    {
        const string Doctype = "<!DOCTYPE html>\n";
        Assert.That(page, Does.StartWith(Doctype));
        return XDocument.Parse(page[Doctype.Length..]);
    }
}
