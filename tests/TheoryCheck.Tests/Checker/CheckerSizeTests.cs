using NUnit.Framework;
using TheoryCheck.Checker;
using TheoryCheck.Tests.Cli;

namespace TheoryCheck.Tests.Checker;

/// <summary>The checker stays small enough to be read, and knows nothing of solver, simulator, search or the arithmetic that they use.</summary>
[TestFixture]
public sealed class CheckerSizeTests
{
    private const int MostLines = 1000;
    private const int MostColumns = 160;
    private static readonly string[] Frame = ["", "{", "}", "};", "});"];

    [Test]
    public void Checker_InLinesThatSaySomething_IsSmall()
    {
        var lines = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "TheoryCheck.Checker"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(File.ReadAllLines)
            .Select(l => l.Trim())
            .Count(l => !Frame.Contains(l, StringComparer.Ordinal) && !l.StartsWith("//", StringComparison.Ordinal) && !l.StartsWith("using ", StringComparison.Ordinal) && !l.StartsWith("namespace ", StringComparison.Ordinal));
        Assert.That(lines, Is.LessThanOrEqualTo(MostLines));
    }

    // Few lines are no help if they are long.
    [Test]
    public void Checker_InEachOfItsLines_IsNotWide() => Assert.That(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "TheoryCheck.Checker"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => File.ReadLines(f).Where(l => l.Length > MostColumns).Select(l => $"{Path.GetFileName(f)}: {l}")),
        Is.Empty);

    [Test]
    public void Checker_AmongItsReferences_HasNoSolverAndNoSimulator() =>
        Assert.That(
            typeof(CertificateChecker).Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("TheoryCheck.", StringComparison.Ordinal)),
            Is.SubsetOf(new[] { "TheoryCheck.Core", "TheoryCheck.Rigor", "TheoryCheck.Symbolics", "TheoryCheck.Language" }));

    [TestCase("Interval")]
    [TestCase("IReal<")]
    [TestCase("Interpreter<")]
    [TestCase("Unfold")]
    [TestCase("Double")]
    public void Checker_InItsText_DoesNotMention(string name) =>
        Assert.That(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "TheoryCheck.Checker"), "*.cs", SearchOption.AllDirectories)
                .Where(f => !f.Contains("obj", StringComparison.Ordinal) && System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(f), $@"(?<![A-Za-z]){System.Text.RegularExpressions.Regex.Escape(name)}(?![A-Za-z])")),
            Is.Empty);
}
