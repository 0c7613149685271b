using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Tests.Verification;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Truth;

/// <summary>
/// The shipped claims with one thing changed: none may be proved or certified, save those listed with the reason why the change makes
/// no false statement. All of them are judged by the explicit test; a fixed sample always.
/// </summary>
[TestFixture]
public sealed class MutantTests
{
    private const int Stride = 7;

    [Test]
    public void SampleOfMutants_OfTheShippedClaims_IsNeverAccepted()
    {
        var chosen = All().Where((m, i) => i % Stride == 3 && m.Read.Spec!.Evolutions.IsEmpty).ToList();
        Check(chosen, budget: 0.002, seconds: 8);
        Assert.That(chosen, Has.Count.GreaterThan(30));
    }

    [Test]
    [Explicit("All mutants: hours. dotnet test --filter FullyQualifiedName~MutantTests.AllMutants")]
    public void AllMutants_OfTheShippedClaims_AreNeverAccepted() => Check(All().ToList(), budget: 0.02, seconds: 36_000);

    [Test]
    public void ListedMutants_Exist()
    {
        var names = All().Select(m => m.Mutant.Name).ToHashSet(StringComparer.Ordinal);
        Assert.That(Harmless().Keys, Is.SubsetOf(names));
    }

    private static void Check(List<(SpecResult Read, Mutant Mutant)> mutants, double budget, double seconds)
    {
        var harmless = Harmless();
        var clock = Stopwatch.StartNew();
        var table = new SortedDictionary<string, Dictionary<VerdictKind, int>>(StringComparer.Ordinal);
        var accepted = new List<string>();
        var judged = 0;
        foreach (var batch in mutants.Chunk(16))
        {
            if (clock.Elapsed.TotalSeconds > seconds)
            {
                break;
            }

            // Each under an id of its own, so that the run keeps them apart; check blocks are found by the claim's name.
            var specs = batch.Select((m, i) => m.Read with
            {
                Spec = m.Read.Spec! with { Claims = [m.Mutant.Claim], Front = m.Read.Spec!.Front with { Id = i.ToString("00", CultureInfo.InvariantCulture), Expect = [], Corrects = "" } },
            }).ToList();
            var options = SpecRun.Options with { Budget = budget, Jobs = Environment.ProcessorCount };
            var result = SuiteRunner.Run(specs, options, IRunObserver.None, CancellationToken.None).Result;
            foreach (var (mutant, outcome) in batch.Select(b => b.Mutant).Zip(result.Specs.Select(s => s.Claims[0])))
            {
                judged++;
                var kind = mutant.Kind.StartsWith("assumption", StringComparison.Ordinal) ? "assumption dropped" : mutant.Kind;
                var row = table.TryGetValue(kind, out var known) ? known : table[kind] = [];
                row[outcome.Verdict.Kind] = row.GetValueOrDefault(outcome.Verdict.Kind) + 1;
                if (outcome.Verdict.Kind is VerdictKind.Proved or VerdictKind.Certified && !harmless.ContainsKey(mutant.Name))
                {
                    accepted.Add($"{mutant.Name} | {outcome.Verdict.Kind} | {mutant.Text} | {string.Join("; ", outcome.Notes)}");
                }
            }
        }

        TestContext.Out.WriteLine($"{judged} of {mutants.Count} mutants in {clock.Elapsed.TotalSeconds:0.0} s");
        foreach (var (kind, row) in table)
        {
            TestContext.Out.WriteLine($"{kind,-22} {row.Values.Sum(),5}: {string.Join(", ", row.OrderBy(r => r.Key).Select(r => $"{r.Value} {r.Key}"))}");
        }

        var total = table.Values.Sum(r => r.GetValueOrDefault(VerdictKind.Refuted));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"refuted: {total} of {judged}, {100.0 * total / Math.Max(1, judged):0.0}%"));
        Assert.That(accepted, Is.Empty);
    }

    private static IEnumerable<(SpecResult Read, Mutant Mutant)> All() =>
        Directory.EnumerateFiles(Path.Combine(Specs.Repository.Root, "specs"), "*.theory*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(SpecReader.Read)
            .Where(read => read.Spec is not null)
            .SelectMany(read => read.Spec!.Claims.Where(c => IsTaken(read.Spec, c)).SelectMany(c => Mutations.Of(read.Spec.Front.Id, c)).Select(m => (read, m)));

    // A claim that the author expects to be false, or without value, has true mutants.
    private static bool IsTaken(Spec spec, Claim claim)
    {
        var expected = spec.Front.Expect.LastOrDefault(e => e.Claim == claim.Name) ?? spec.Front.Expect.LastOrDefault(e => e.Claim.Length == 0);
        return expected?.Verdict is not (VerdictKind.Refuted or VerdictKind.Broken or VerdictKind.Vacuous);
    }

    private static Dictionary<string, string> Harmless() =>
        File.ReadLines(Cli.Repository.Folder("tests", "TheoryCheck.Tests", "Truth", "harmless-mutants.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | "))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
