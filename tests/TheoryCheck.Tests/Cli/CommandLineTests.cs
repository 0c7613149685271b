using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Cli;

/// <summary>The command line as a shell sees it: exit codes, messages, files.</summary>
[TestFixture]
public sealed class CommandLineTests : ScratchFixture
{
    // Motzkin's polynomial, which is no sum of squares: it is searched.
    private const string True = "given a in reals, b in reals\nclaim square: a^4*b^2 + a^2*b^4 + 1 >= 3*a^2*b^2\n";
    private const string False = "given a in reals\nclaim square: a^2 > 0\n";
    private const string Slow = "x[i<2] ~ uniform(0, 1)\nclaim level: with probability >= 1/2 over x: x[0] <= x[1]\n";

    [Test]
    public void Run_OfATrueClaim_ExitsZeroAndWritesEveryReport()
    {
        var ended = Run("run", Folder.Write("a.theory", True), "--out", "out");
        Assert.Multiple(() =>
        {
            Assert.That(ended.Code, Is.EqualTo(0), ended.Error);
            Assert.That(ended.Output, Does.Contain("unrefuted").And.Contain("a/square"));
            Assert.That(Directory.EnumerateFiles(Path.Combine(Folder.Path, "out")).Select(Path.GetFileName), Does.Contain("results.json"));
        });
    }

    [Test]
    public void Run_OfAFalseClaim_ExitsOneUnlessExpected()
    {
        var expected = $"---\nid: b\ntitle: t\nsource: s\nexpect: refuted\n---\n# b\n\n```theory\n{False}```\n";
        Assert.Multiple(() =>
        {
            Assert.That(Run("run", Folder.Write("a.theory", False)).Code, Is.EqualTo(1));
            Assert.That(Run("run", Folder.Write("b.theory.md", expected)).Code, Is.EqualTo(0));
            Assert.That(Run("run", Folder.Write("c.theory.md", expected.Replace("id: b", "id: c", StringComparison.Ordinal).Replace("a^2 > 0", "a^2 >= 0", StringComparison.Ordinal))).Code, Is.EqualTo(1));
        });
    }

    [Test]
    public void Run_Interrupted_ExitsTwoAndStillReports()
    {
        Folder.Write("slow.theory", Slow);
        using var process = Product.Start(Folder.Path, "run", "slow.theory", "--out", "out", "--budget", "10000");
        SpinWait.SpinUntil(() => Directory.Exists(Path.Combine(Folder.Path, "out", "state")), 20_000);
        Thread.Sleep(300);
        Product.Interrupt(process);
        var ended = Product.End(process);
        Assert.Multiple(() =>
        {
            Assert.That(ended.Code, Is.EqualTo(2), ended.Output + ended.Error);
            Assert.That(Folder.Read("out/results.json"), Does.Contain("stopped before"));
        });
    }

    [TestCase("run", "missing.theory")]
    [TestCase("run", "a.theory", "--format", "stone")]
    [TestCase("run", "a.theory", "--alpha", "2")]
    [TestCase("run", "a.theory", "--alpha", "1/0")]
    [TestCase("run", "a.theory", "--alpha", "x")]
    [TestCase("run", "a.theory", "--jobs", "0")]
    [TestCase("run", "a.theory", "--jobs", "many")]
    [TestCase("run", "a.theory", "--budget", "-1")]
    [TestCase("run", "a.theory", "--budget", "NaN")]
    [TestCase("run", "a.theory", "--seed", "-1")]
    [TestCase("run", "a.theory", "--color", "mauve")]
    [TestCase("run", "a.theory", "--baseline", "missing.json")]
    [TestCase("run", "a.theory", "--baseline", "a.theory")]
    [TestCase("run", "a.theory", "--max-memory", "-1")]
    [TestCase("run", "a.theory", "--max-memory", "NaN")]
    [TestCase("run", "a.theory", "--out", "a.theory")]
    [TestCase("run", "a.theory", "--out", "/proc/nowhere")]
    [TestCase("run", "a.theory", "--nonsense")]
    [TestCase("run")]
    [TestCase("fly")]
    [TestCase("check", "missing.theory")]
    [TestCase("list", "missing.theory")]
    [TestCase("fmt", "missing.theory")]
    [TestCase("explain", "TC0000")]
    [TestCase("new", "no/such/folder/name")]
    public void CommandLine_WithAMistake_ExitsFourWithAnIdAndNoTrace(params string[] arguments)
    {
        Folder.Write("a.theory", True);
        var ended = Run(arguments);
        Assert.Multiple(() =>
        {
            Assert.That(ended.Code, Is.EqualTo(4), ended.Output + ended.Error);
            Assert.That(ended.Error, Does.Match("TC[0-9]{4}"));
            Assert.That(Regex.Matches(ended.Error, "error (TC[0-9]{4})").Select(m => m.Groups[1].Value).Distinct(), Is.SubsetOf(DiagnosticCatalogue.All.Select(k => k.Id)), "every id can be explained");
        });
    }

    [Test]
    public void Run_WithNothingToRun_ExitsFive()
    {
        Folder.Write("a.theory", True);
        Directory.CreateDirectory(Path.Combine(Folder.Path, "empty"));
        Assert.Multiple(() =>
        {
            Assert.That(Run("run", "a.theory", "--filter", "nothing").Code, Is.EqualTo(5));
            Assert.That(Run("run", "empty").Code, Is.EqualTo(5));
        });
    }

    [Test]
    public void Run_UnderStrict_ExitsSixForWhatIsNotExpected()
    {
        Folder.Write("a.theory", True);
        Folder.Write("p.theory", "claim c: derive 1 + 1 == 2\n");
        Assert.Multiple(() =>
        {
            Assert.That(Run("run", "a.theory", "--strict").Code, Is.EqualTo(6));
            Assert.That(Run("run", "p.theory", "--strict").Code, Is.EqualTo(0));
        });
    }

    [Test]
    public void Run_OfAFolder_RunsTheSpecsInIt()
    {
        Folder.Write("a.theory", True);
        Folder.Write("b.theory", True);
        Folder.Write("notes.md", "# nothing");
        Assert.That(Run("run", ".", "--out", "out").Output, Does.Contain("a/square").And.Contain("b/square"));
    }

    [TestCase("empty", 5)]
    [TestCase("longline", 4)]
    [TestCase("parentheses", 4)]
    [TestCase("minuses", 4)]
    [TestCase("latin1", 4)]
    [TestCase("binary", 4)]
    [TestCase("nul", 4)]
    [TestCase("crlf", 0)]
    [TestCase("bom", 0)]
    public void Run_OfAHostileFile_EndsWithItsCode(string kind, int code)
    {
        var random = new Random(1);
        var noise = new byte[100_000];
        random.NextBytes(noise);
        Folder.Write("h.theory", kind switch
        {
            "empty" => [],
            "longline" => Encoding.UTF8.GetBytes("claim c: 1" + new string('x', 1 << 20) + " > 0\n"),
            "parentheses" => Encoding.UTF8.GetBytes("claim c: " + new string('(', 100_000) + "1 > 0\n"),
            "minuses" => Encoding.UTF8.GetBytes("claim c: " + string.Concat(Enumerable.Repeat("not ", 100_000)) + "1 > 0\n"),
            "latin1" => Encoding.Latin1.GetBytes("given \u00e9 in reals\nclaim c: \u00e9 > 0\n"),
            "binary" => noise,
            "nul" => "claim c: 1 > 0\0\n"u8.ToArray(),
            "crlf" => Encoding.UTF8.GetBytes(True.Replace("\n", "\r\n", StringComparison.Ordinal)),
            _ => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(True)],
        });
        var ended = Run("run", "h.theory");
        Assert.That(ended.Code, Is.EqualTo(code), ended.Error.Length > 2000 ? ended.Error[..2000] : ended.Error);
        Assert.That(ended.Error, Has.Length.LessThan(200_000));
    }

    [Test]
    public void Baseline_WithAChangedDigit_PassesAndWithAChangedVerdictFails()
    {
        Folder.Write("a.theory", "x[i<2] ~ uniform(0, 1)\nclaim c: with probability >= 1/2 over x: x[0]*x[1] <= 9/10\n");
        Assert.That(Run("run", "a.theory", "--out", "one").Code, Is.EqualTo(0));
        var earlier = Folder.Read("one/results.json");
        var digit = earlier.Replace("\"failures\":", "\"failures\":1", StringComparison.Ordinal);
        Assert.That(digit, Is.Not.EqualTo(earlier));
        Folder.Write("digit.json", digit);
        var verdict = earlier.Replace("\"supported\"", "\"refuted\"", StringComparison.OrdinalIgnoreCase);
        Assert.That(verdict, Is.Not.EqualTo(earlier));
        Folder.Write("verdict.json", verdict);
        Assert.Multiple(() =>
        {
            Assert.That(Run("run", "a.theory", "--baseline", "one/results.json").Code, Is.EqualTo(0));
            Assert.That(Run("run", "a.theory", "--baseline", "digit.json").Code, Is.EqualTo(0));
            Assert.That(Run("run", "a.theory", "--baseline", "verdict.json").Code, Is.EqualTo(1));
        });
    }

    [Test]
    public void Results_OfTwoProcesses_AreTheSameBytes()
    {
        Folder.Write("a.theory", Slow);
        Run("run", "a.theory", "--out", "one", "--jobs", "1", "--budget", "0.02");
        Run("run", "a.theory", "--out", "two", "--jobs", "3", "--budget", "0.02");
        Assert.That(Folder.Read("two/results.json"), Is.EqualTo(Folder.Read("one/results.json")));
    }

    [Test]
    public void New_ThenRun_Works()
    {
        Assert.That(Run("new", "mine").Code, Is.EqualTo(0));
        Assert.That(Run("new", "mine").Code, Is.EqualTo(4), "an existing file is left alone");
        var ended = Run("run", "mine.theory.md");
        Assert.That(ended.Code, Is.EqualTo(0), ended.Output + ended.Error);
        Assert.That(ended.Output, Does.Contain("supported"));
    }

    [Test]
    public void Fmt_RunTwice_ChangesNothingTheSecondTime()
    {
        Folder.Write("a.theory", "given   a in reals   # why\nclaim square:a^2>=0\n");
        Assert.Multiple(() =>
        {
            Assert.That(Run("fmt", "--check", "a.theory").Code, Is.EqualTo(1));
            Assert.That(Run("fmt", "a.theory").Code, Is.EqualTo(0));
            Assert.That(Folder.Read("a.theory"), Does.Contain("claim square: a^2 >= 0").And.Contain("# why"));
            Assert.That(Run("fmt", "--check", "a.theory").Code, Is.EqualTo(0));
        });
    }

    [Test]
    public void CheckAndList_OfASpec_SayWhatIsInIt()
    {
        Folder.Write("a.theory", True);
        Assert.Multiple(() =>
        {
            Assert.That(Run("check", "a.theory").Output, Does.Contain("1 claim(s), 0 error(s)"));
            Assert.That(Run("list", "a.theory").Output, Does.Contain("a/square"));
            Assert.That(Run("list").Output, Does.Contain("normal"));
        });
    }

    [Test]
    public void Diagnostics_Explained_HaveAnExplanationEach() => Assert.Multiple(() =>
    {
        foreach (var kind in DiagnosticCatalogue.All)
        {
            Assert.That(kind.Title, Is.Not.Empty, kind.Id);
            Assert.That(kind.Explanation, Is.Not.Empty, kind.Id);
        }

        foreach (var kind in new[] { DiagnosticCatalogue.All[0], DiagnosticCatalogue.All[^1] })
        {
            Assert.That(Run("explain", kind.Id).Output, Does.Contain(kind.Title).And.Contain(kind.Explanation));
        }
    });

    private Product.Ended Run(params string[] arguments) => Product.Run(Folder.Path, arguments);
}
