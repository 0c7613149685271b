using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;
using Spectre.Console;
using TheoryCheck.Core;
using TheoryCheck.Reporting;
using TheoryCheck.Reporting.Tables;
using TheoryCheck.Rigor;
using TheoryCheck.Tests.Symbolics.Typesetting;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Reporting;

public sealed class ReportTests
{
    [Test]
    public void Formats_OfTheCatalogue_HaveDifferentNamesAndFiles()
    {
        var formats = Catalogue<ReportFormat>.Members;
        Assert.That(formats.Select(f => f.Name), Is.SupersetOf(new[] { "html", "json", "junit", "markdown" }).And.Unique);
        Assert.That(formats.Select(f => f.FileName), Is.Unique);
    }

    [TestCase("junit")]
    [TestCase("markdown")]
    public void Format_OfTheSample_MatchesItsGolden(string name)
    {
        var format = ReportDirectory.Find(name)!;
        Golden.Check(format.FileName, format.Write(SampleRun.Create()));
    }

    [Test]
    public void Lines_OfTheSample_AreWorstFirstAndMatchTheirGolden()
    {
        var lines = VerdictTable.Lines(SampleRun.Create());
        Golden.Check("verdicts.txt", string.Join("\n", lines) + "\n");
    }

    [Test]
    public void View_OnANarrowTerminal_ShowsEveryClaim()
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 100;
        console.Write(VerdictTable.View(SampleRun.Create()));
        Assert.That(writer.ToString(), Does.Contain("frobenius").And.Contain("refuted"));
    }

    [Test]
    public void View_OnSixtyColumns_PutsTheStrengthBelowTheName()
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 60;
        console.Write(VerdictTable.View(SampleRun.Create(), 60));
        var lines = writer.ToString().Split('\n');
        Assert.That(lines.Select(l => l.TrimEnd().Length), Is.All.LessThanOrEqualTo(60));
        var at = Array.FindIndex(lines, l => l.Contains("ntk-concentration/frobenius", StringComparison.Ordinal));
        Assert.That((lines[at], lines[at + 1]), Is.EqualTo((lines[at], lines[at + 1])).And.Matches<(string Name, string Note)>(p => p.Name.Contains("supported", StringComparison.Ordinal) && p.Note.StartsWith("    In each", StringComparison.Ordinal)));
    }

    [Test]
    public void View_OfAStoppedRun_CountsWhatWasNotReached()
    {
        var sample = SampleRun.Create();
        var spec = sample.Specs[0];
        var stopped = sample with { Specs = [spec with { Claims = [spec.Claims[0], spec.Claims[1] with { Verdict = new Verdict(VerdictKind.Inconclusive, Verdict.NotJudged) }] }] };
        using var writer = new StringWriter();
        AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) }).Write(VerdictTable.View(stopped));
        Assert.That(writer.ToString(), Does.Contain("1 claim not judged").And.Not.Contain("/mean"));
    }

    [Test]
    public void Lines_HostileText_ContainsNoControlCharacter()
    {
        foreach (var payload in Hostile.Payloads)
        {
            var lines = VerdictTable.Lines(Hostile.Poison(SampleRun.Create(), payload));
            Assert.That(string.Concat(lines).Any(char.IsControl), Is.False);
        }
    }

    [TestCaseSource(typeof(Hostile), nameof(Hostile.Payloads))]
    public void Files_HostileText_StayReadable(string payload)
    {
        var result = Hostile.Poison(SampleRun.Create(), payload);
        Assert.That(() => XDocument.Parse(new JUnitReport().Write(result)), Throws.Nothing);
        Assert.That(() => JsonDocument.Parse(new JsonReport().Write(result)).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Json_OfTheSample_FitsTheSchema()
    {
        using var document = JsonDocument.Parse(new JsonReport().Write(SampleRun.Create()));
        Assert.That(Schema.Errors(document.RootElement), Is.Empty);
    }

    [Test]
    public void Json_WithAnUnknownVerdictOrAMissingField_DoesNotFitTheSchema()
    {
        var text = new JsonReport().Write(SampleRun.Create());
        foreach (var broken in new[]
        {
            text.Replace("\"kind\": \"refuted\"", "\"kind\": \"wrong\"", StringComparison.Ordinal),
            text.Replace("\"seed\": \"20261121\",", "", StringComparison.Ordinal),
            text.Replace("\"toolVersion\":", "\"extra\": 1, \"toolVersion\":", StringComparison.Ordinal),
            text.Replace("\"trials\":8000", "\"trials\":\"8000\"", StringComparison.Ordinal),
        })
        {
            using var document = JsonDocument.Parse(broken);
            Assert.That(Schema.Errors(document.RootElement), Is.Not.Empty);
        }
    }

    [Test]
    public void Json_UnderAnotherCulture_IsTheSameBytes()
    {
        var before = CultureInfo.CurrentCulture;
        var plain = AllFormats();
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.That(AllFormats(), Is.EqualTo(plain));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Json_OfNumbers_RoundTripsBitForBit()
    {
        var values = new[] { 0.1, 1 / 3.0, 5e-324, double.MaxValue, -0.0, double.NaN, double.NegativeInfinity };
        var curve = new Curve("t", new PlotAxis("x"), new PlotAxis("y"), [new CurveSeries("s", [.. values], [.. values], [], [], [])]);
        var sample = SampleRun.Create();
        var claim = sample.Specs[0].Claims[0] with { Curves = [curve] };
        using var document = JsonDocument.Parse(new JsonReport().Write(sample with { Specs = [sample.Specs[0] with { Claims = [claim] }] }));
        var read = document.RootElement.GetProperty("specs")[0].GetProperty("claims")[0].GetProperty("curves")[0].GetProperty("series")[0].GetProperty("x")
            .EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Number ? e.GetDouble() : double.Parse(e.GetString()!, CultureInfo.InvariantCulture));
        Assert.That(read.Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(values.Select(BitConverter.DoubleToInt64Bits)));
    }

    [Test]
    public void Compare_WithItself_FindsNoChange()
    {
        var result = SampleRun.Create();
        Assert.That(Baseline.Compare(new JsonReport().Write(result), result, BaselineScope.All), Is.Empty);
    }

    [Test]
    public void Compare_ChangedNewAndGoneClaims_FindsExactlyThose()
    {
        var old = SampleRun.Create();
        var kernel = old.Specs[0];
        var changed = kernel.Claims[0] with { Verdict = new Verdict(VerdictKind.Refuted, "refuted", Qualifier: "numerical") };
        var digits = kernel.Claims[1] with { Verdict = kernel.Claims[1].Verdict with { Strength = "other digits" }, Name = "mean" };
        var added = kernel.Claims[1] with { Name = "added" };
        var now = old with { Specs = [kernel with { Claims = [changed, digits, added] }, old.Specs[1], old.Specs[3]] };
        Assert.That(Baseline.Compare(new JsonReport().Write(old), now, BaselineScope.All).Select(c => c.ToString()), Is.EqualTo(new[]
        {
            "gd-rate/rate: inconclusive -> (gone)",
            "gd-rate/recovery: certified -> (gone)",
            "gd-rate/separated_start: vacuous -> (gone)",
            "ntk-concentration/added: (new) -> proved",
            "ntk-concentration/frobenius: supported -> refuted (numerical)",
        }));
    }

    [TestCase("no claim of the sample has this name", "", 0)]
    [TestCase("NTK-CONCENTRATION/MEAN", "", 1)]
    [TestCase("", "specs/ntk", 4)]
    [TestCase("", "specs", 7)]
    [TestCase("", "other", 0)]
    [TestCase("mean", "specs/ntk/concentration.theory.md", 1)]
    public void Compare_WithinAScope_LeavesOutWhatWasNotAskedFor(string filter, string path, int gone)
    {
        var old = SampleRun.Create();
        var scope = new BaselineScope(path.Length == 0 ? [] : [path], new ClaimFilter(filter));
        var changes = Baseline.Compare(new JsonReport().Write(old), old with { Specs = [] }, scope);
        Assert.That(changes, Has.Count.EqualTo(gone).And.All.Property("After").Null);
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("{\"schemaVersion\": 99, \"specs\": []}")]
    [TestCase("{\"schemaVersion\": 1, \"specs\": [{\"id\": 3}]}")]
    public void Compare_WithNoResultsFile_SaysSo(string text) =>
        Assert.That(() => Baseline.Compare(text, SampleRun.Create(), BaselineScope.All), Throws.TypeOf<FormatException>());

    [Test]
    public void JUnit_OfTheSample_CountsWhatItHolds()
    {
        var root = XDocument.Parse(new JUnitReport().Write(SampleRun.Create())).Root!;
        Assert.That((int)root.Attribute("tests")!, Is.EqualTo(root.Descendants("testcase").Count()));
        Assert.That((int)root.Attribute("failures")!, Is.EqualTo(root.Descendants("failure").Count()).And.EqualTo(1));
        Assert.That((int)root.Attribute("errors")!, Is.EqualTo(root.Descendants("error").Count()).And.EqualTo(1));
        Assert.That((int)root.Attribute("skipped")!, Is.EqualTo(root.Descendants("skipped").Count()).And.EqualTo(2));
    }

    [Test]
    public void JUnit_ARefutationThatIsExpected_Passes()
    {
        var sample = SampleRun.Create();
        var claim = sample.Specs[1].Claims[0] with { Expected = VerdictKind.Refuted };
        var root = XDocument.Parse(new JUnitReport().Write(sample with { Specs = [sample.Specs[1] with { Claims = [claim] }] })).Root!;
        Assert.That(root.Descendants("failure"), Is.Empty);
    }

    [Test]
    public void Directory_OfTheSample_HoldsEveryReportAndNothingElse()
    {
        var directory = Path.Combine(TestContext.CurrentContext.WorkDirectory, "sample-report");
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        var facts = new RunFacts(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1.5), ["run", "specs"], "machine", "system", ".NET", 2, [new ClaimTime("s", "c", TimeSpan.FromSeconds(1))]);
        var files = ReportDirectory.Write(SampleRun.Create(), facts, Catalogue<ReportFormat>.Members, directory);
        Assert.That(files.Select(Path.GetFileName), Is.EquivalentTo(new[] { "report.html", "results.json", "junit.xml", "summary.md", "run.json", "positive.json", "recovery.json" }));
        Assert.That(Directory.GetFiles(directory, "*", SearchOption.AllDirectories), Is.EquivalentTo(files));
    }

    private static string AllFormats() =>
        string.Concat(Catalogue<ReportFormat>.Members.Select(f => f.Write(SampleRun.Create()))) + string.Concat(VerdictTable.Lines(SampleRun.Create()));
}
