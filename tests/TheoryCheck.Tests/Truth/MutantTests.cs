using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Tests.Verification;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Judging;
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
        // Of those that need neither runs nor trials.
        var chosen = All().Where((m, i) => i % Stride == 3 && m.Read.Spec!.Evolutions.IsEmpty && !FormulaTraits.IsRandom(m.Mutant.Claim.Closed) && !FormulaTraits.IsStatistical(m.Mutant.Claim.Closed)).ToList();
        Assert.That(chosen, Has.Count.GreaterThan(100));
        Report(chosen.Chunk(16).SelectMany(batch => Judge(batch, budget: 0.002)).ToList());
    }

    // TC_MUTANTS: a file that keeps what is judged, spec by spec, and that a later run goes on from; _SHARD: i/n, the i-th of n parts of the specs;
    // _FILTER: specs whose name contains this.
    [Test]
    [Explicit("All mutants: minutes. dotnet test --filter FullyQualifiedName~MutantTests.AllMutants")]
    public void AllMutants_OfTheShippedClaims_AreNeverAccepted()
    {
        var path = Environment.GetEnvironmentVariable("TC_MUTANTS") ?? "";
        var filter = Environment.GetEnvironmentVariable("TC_MUTANTS_FILTER") ?? "";
        var shard = (Environment.GetEnvironmentVariable("TC_MUTANTS_SHARD") ?? "1/1").Split('/').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var ledger = MutantLedger.Read(path);
        var specs = All().GroupBy(m => m.Read.Spec!.Front.Id).Where((_, i) => i % shard[1] == shard[0] - 1).Where(g => g.Key.Contains(filter, StringComparison.Ordinal));
        foreach (var spec in specs)
        {
            var clock = Stopwatch.StartNew();
            var open = spec.Where(m => ledger.Of(m.Mutant) is null).ToList();
            foreach (var batch in open.Chunk(16))
            {
                ledger.Add(Judge(batch, budget: 0.02));
            }

            var found = ledger.Take(spec.Select(m => m.Mutant));
            TestContext.Progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{spec.Key}: {MutantLedger.Counts(found)} of {found.Count}, {clock.Elapsed.TotalSeconds:0} s"));
        }

        Report(ledger.Judged);
    }

    [Test]
    public void ListedMutants_Exist()
    {
        var names = All().Select(m => m.Mutant.Name).ToHashSet(StringComparer.Ordinal);
        Assert.That(Harmless().Keys, Is.SubsetOf(names));
    }

    // Each under an id of its own, so that the run keeps them apart; check blocks are found by the claim's name. Without the text, which states what was not changed.
    private static IEnumerable<JudgedMutant> Judge((SpecResult Read, Mutant Mutant)[] batch, double budget)
    {
        var specs = batch.Select((m, i) => m.Read with
        {
            Spec = m.Read.Spec! with { Source = new SourceText(m.Read.Source.Path, ""), Claims = [m.Mutant.Claim], Front = m.Read.Spec!.Front with { Id = i.ToString("00", CultureInfo.InvariantCulture), Expect = [], Corrects = "" } },
        }).ToList();
        var options = SpecRun.Options with { Budget = budget, Jobs = Environment.ProcessorCount };
        var result = SuiteRunner.Run(specs, options, IRunObserver.None, CancellationToken.None).Result;
        return batch.Zip(result.Specs.Select(s => s.Claims[0]), (m, outcome) => JudgedMutant.Of(m.Mutant, outcome));
    }

    private static void Report(IReadOnlyCollection<JudgedMutant> judged)
    {
        var harmless = Harmless();
        foreach (var kind in judged.GroupBy(m => m.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            TestContext.Out.WriteLine($"{kind.Key,-22} {kind.Count(),5}: {MutantLedger.Counts(kind)}");
        }

        var total = judged.Count(m => m.Verdict == VerdictKind.Refuted);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"refuted: {total} of {judged.Count}, {100.0 * total / Math.Max(1, judged.Count):0.0}%"));
        Assert.That(judged.Where(m => m.IsAccepted && !harmless.ContainsKey(m.Name)), Is.Empty);
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
