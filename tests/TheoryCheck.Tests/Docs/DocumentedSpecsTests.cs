using System.Text.RegularExpressions;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Tests.Cli;

namespace TheoryCheck.Tests.Docs;

/// <summary>What the pages show as a spec is a spec. (The language reference has its own tests.)</summary>
public sealed partial class DocumentedSpecsTests
{
    private static IEnumerable<TestCaseData> Blocks() =>
        Pages().SelectMany(page => Fence().Matches(File.ReadAllText(page)).Select((m, i) =>
            new TestCaseData(m.Groups["body"].Value).SetArgDisplayNames($"{Path.GetFileName(page)} block {i + 1}")));

    [TestCaseSource(nameof(Blocks))]
    public void Block_OfAPage_BindsWithoutErrors(string block)
    {
        var read = SpecReader.Parse(new SourceText("page.theory", block));
        Assert.That(read.Diagnostics.Where(d => d.Kind.Severity == Severity.Error).Select(d => d.Render()), Is.Empty);
        Assert.That(read.Spec!.Claims, Is.Not.Empty);
    }

    [Test]
    public void Readme_ShowsASpec() => Assert.That(Fence().IsMatch(File.ReadAllText(Repository.Folder("README.md"))));

    [Test]
    public void Links_BetweenPages_LeadToFiles()
    {
        var broken = Pages().Append(Repository.Folder("CHANGELOG.md")).SelectMany(page => Link().Matches(File.ReadAllText(page))
            .Select(m => m.Groups["target"].Value)
            .Where(t => !t.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, t)))
            .Select(t => $"{Path.GetFileName(page)}: {t}"));
        Assert.That(broken, Is.Empty);
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Repository.Folder("docs"), "*.md", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is not ("language.md" or "coverage.md"))
            .Append(Repository.Folder("README.md"))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^```theory\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
