using System.Diagnostics;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Tests.Verification;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Specs;

/// <summary>The shipped specs: every one is well-formed and documented, and the cheap ones give the verdict they announce.</summary>
[TestFixture]
public sealed class ShippedSpecTests
{
    private static IEnumerable<TestCaseData> Files() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "specs"), "*.theory*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));

    [TestCaseSource(nameof(Files))]
    public void ShippedSpec_Read_IsWellFormedAndDocumented(string path)
    {
        var read = SpecReader.Read(path);
        Assert.That(read.Diagnostics.Where(d => d.Kind.Severity == Severity.Error).Select(d => d.Render()), Is.Empty);
        var front = read.Spec!.Front;
        Assert.Multiple(() =>
        {
            Assert.That(front.Id, Is.EqualTo(Path.GetFileName(path).Replace(".theory.md", "", StringComparison.Ordinal)));
            Assert.That(front.Title, Is.Not.Empty);
            Assert.That(front.Source, Is.Not.Empty);
            Assert.That(read.Spec.Prose.Trim(), Is.Not.Empty);
            Assert.That(read.Spec.Claims, Is.Not.Empty);
            Assert.That(front.Expect.Where(e => e.Claim.Length > 0).Select(e => e.Claim), Is.SubsetOf(read.Spec.Claims.Select(c => c.Name)));
            Assert.That(front.Corrects.Length > 0, Is.EqualTo(front.Id.EndsWith(".corrected", StringComparison.Ordinal)));
            Assert.That(front.Change.Length > 0, Is.EqualTo(front.Corrects.Length > 0));
        });
    }

    [Test]
    public void ShippedSpecs_Ids_AreUnique() =>
        Assert.That(Files().Select(f => Path.GetFileName((string)f.Arguments[0]!)), Is.Unique);

    [Test]
    [CancelAfter(60_000)]
    public void CheapClaims_OfTheShippedSpecs_GiveTheirExpectedVerdicts()
    {
        // Derivations alone: what costs trials is judged in full by the run of all specs.
        var clock = Stopwatch.StartNew();
        var unexpected = new List<string>();
        var judged = 0;
        foreach (var read in Files().Select(f => SpecReader.Read((string)f.Arguments[0]!)).Where(r => r.Spec is not null))
        {
            foreach (var expectation in read.Spec!.Front.Expect.Where(e => e.Verdict is VerdictKind.Proved))
            {
                if (clock.Elapsed.TotalSeconds > 15)
                {
                    break;
                }

                var filter = $"{read.Spec.Front.Id}/{expectation.Claim}";
                var outcomes = SuiteRunner.Run([read], SpecRun.Options with { Filter = filter }, IRunObserver.None, CancellationToken.None).Result.Specs.SelectMany(s => s.Claims);
                foreach (var outcome in outcomes)
                {
                    judged++;
                    if (!outcome.IsAsExpected)
                    {
                        unexpected.Add($"{filter}{outcome.Name}: {outcome.Verdict.Kind}, {outcome.Verdict.Reason}");
                    }
                }
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(unexpected, Is.Empty);
            Assert.That(judged, Is.Positive);
        });
    }
}
