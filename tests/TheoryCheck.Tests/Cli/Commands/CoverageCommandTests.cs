using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using TheoryCheck.Cli;
using TheoryCheck.Cli.Commands;
using TheoryCheck.Reporting;
using TheoryCheck.Tests.Reporting;

namespace TheoryCheck.Tests.Cli.Commands;

public sealed partial class CoverageCommandTests
{
    [Test]
    public void CoveragePage_ListsExactlyTheShippedSpecs()
    {
        var shipped = Directory.EnumerateFiles(Repository.Folder("specs"), "*.theory.md", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'));
        var listed = Row().Matches(File.ReadAllText(Repository.Folder("docs", "coverage.md"))).Select(m => m.Groups["file"].Value);
        Assert.That(listed, Is.EquivalentTo(shipped));
    }

    [Test]
    public void Page_OfTheSample_HasARowForEachSpecAndAVerdictForEachClaim()
    {
        var sample = SampleRun.Create();
        using var document = JsonDocument.Parse(new JsonReport().Write(sample));
        var page = CoverageCommand.Page(document.RootElement);
        foreach (var spec in sample.Specs)
        {
            Assert.That(page, Does.Contain($"[{spec.Id}]"));
            foreach (var claim in spec.Claims)
            {
                Assert.That(page, Does.Contain($"`{claim.Name}`: **{claim.Verdict.Kind.ToString().ToLowerInvariant()}**"));
            }
        }
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("{\"specs\": 3}")]
    public void Coverage_NoResultsFile_IsBadInput(string text) => ConsoleRun.WithSpec(text, path =>
        Assert.That(ConsoleRun.Of(new CoverageCommand(), path).Code, Is.EqualTo(ExitCode.BadInput)));

    [GeneratedRegex(@"^\| \[[^\]]+\]\(\.\./(?<file>[^)]+)\)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
