using System.Diagnostics;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Benchmarks;

/// <summary>For each shipped claim that its spec expects to be refuted: the time to the first counterexample of the search, and to the verdict with a small one.</summary>
internal sealed class SearchComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "search";

    /// <inheritdoc/>
    public override bool Run()
    {
        if (!Directory.Exists("specs"))
        {
            Console.Error.WriteLine("compare search: no folder 'specs' here: run it from the root of the repository");
            return false;
        }

        var agrees = true;
        var specs = Directory.EnumerateFiles("specs", "*.theory.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(SpecReader.Read);
        foreach (var read in specs.Where(r => r.Spec is not null))
        {
            foreach (var claim in read.Spec!.Claims.Where(c => read.Spec.Front.ExpectationOf(c.Name) == VerdictKind.Refuted))
            {
                var watch = new Watch();
                var options = new RunOptions { Jobs = 1, Filter = $"{read.Spec.Front.Id}/{claim.Name}" };
                var outcome = SuiteRunner.Run([read], options, watch, CancellationToken.None).Result.Specs[0].Claims.Single(c => c.Name == claim.Name);
                agrees &= outcome.Verdict.Kind == VerdictKind.Refuted;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{options.Filter,-52} {Shown(watch.Found),12}   {Shown(watch.Finished),12}   {outcome.Verdict.Kind} {outcome.Verdict.Qualifier}"));
            }
        }

        return agrees;
    }

    private static string Shown(TimeSpan? time) => time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalMilliseconds:F1} ms") : "-";

    private sealed class Watch : IRunObserver
    {
        private readonly Stopwatch clock = new();

        public TimeSpan? Found { get; private set; }

        public TimeSpan? Finished { get; private set; }

        public void ClaimStarted(string spec, string claim) => clock.Restart();

        public void CounterexampleFound(string spec, string claim) => Found ??= clock.Elapsed;

        public void ClaimFinished(string spec, ClaimOutcome outcome) => Finished = clock.Elapsed;
    }
}
