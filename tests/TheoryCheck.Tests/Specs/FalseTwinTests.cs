using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Tests.Verification;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Specs;

/// <summary>Each false twin of a shipped claim must be refuted: a checker that accepts the claim must be able to fail.</summary>
[TestFixture]
public sealed class FalseTwinTests
{
    private static IEnumerable<TestCaseData> Twins() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "tests", "TheoryCheck.Tests", "Specs", "FalseTwins"))
        .Order(StringComparer.Ordinal)
        .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileNameWithoutExtension(path)));

    [TestCaseSource(nameof(Twins))]
    public void FalseTwin_OfAShippedClaim_IsRefuted(string path)
    {
        var read = SpecReader.Read(path);
        Assert.That(read.Diagnostics.Where(d => d.Kind.Severity == Severity.Error).Select(d => d.Render()), Is.Empty);
        var result = SuiteRunner.Run([read], SpecRun.Options with { Budget = 1, Jobs = 2 }, IRunObserver.None, CancellationToken.None).Result;
        foreach (var claim in result.Specs[0].Claims)
        {
            Assert.That(
                claim.Verdict.Kind,
                Is.EqualTo(VerdictKind.Refuted),
                $"{claim.Name}: {claim.Verdict.Reason}");
        }
    }

    [Test]
    public void FalseTwins_Exist() => Assert.That(Twins().Count(), Is.GreaterThanOrEqualTo(27));
}
