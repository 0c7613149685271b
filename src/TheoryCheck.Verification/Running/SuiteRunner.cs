using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Running;

/// <summary>Runs all claims of some specs: one error budget, any number of threads, one order of results.</summary>
public static class SuiteRunner
{
    /// <summary>The version of the tool, as reports name it.</summary>
    public static string ToolVersion { get; } =
        typeof(SuiteRunner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Judges every claim that the filter lets through.</summary>
    /// <param name="specs">What the front end made of the files; a spec with errors appears with its diagnostics and no claims.</param>
    /// <param name="options">Seed, jobs, filter, alpha, budget.</param>
    /// <param name="observer">Told of progress, one call at a time.</param>
    /// <param name="cancellation">Ends the run; claims that were not reached are inconclusive.</param>
    /// <returns>The outcomes, a function of specs, seed, filter, alpha and budget alone unless cancelled, and the time each claim took.</returns>
    public static (RunResult Result, Sequence<ClaimTime> Times) Run(
        IReadOnlyList<SpecResult> specs, RunOptions options, IRunObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(specs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        var (work, statistical, each) = Work(specs, options);
        observer.Started(work.Count);

        var outcomes = new ConcurrentDictionary<Claim, ClaimOutcome>(ReferenceEqualityComparer.Instance as IEqualityComparer<Claim> ?? EqualityComparer<Claim>.Default);
        var times = new ConcurrentDictionary<Claim, TimeSpan>();
        var gate = new Lock();
        var stop = false;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Jobs) };
        Parallel.ForEach(Partitioner.Create(work, EnumerablePartitionerOptions.NoBuffering), parallel, item =>
        {
            if (cancellation.IsCancellationRequested || Volatile.Read(ref stop))
            {
                return;
            }

            Tell(() => observer.ClaimStarted(item.Spec.Front.Id, item.Claim.Name));
            var clock = Stopwatch.StartNew();
            var progress = 0.0;
            var context = new ClaimContext(
                item.Spec,
                item.Claim,
                new CheckSettings(item.Spec, item.Claim.Name),
                options,
                each,
                step =>
                {
                    progress = Math.Min(1, progress + step);
                    Tell(() => observer.ClaimProgressed(item.Spec.Front.Id, item.Claim.Name, progress));
                },
                cancellation);
            var outcome = ClaimJudge.Judge(context);
            outcomes[item.Claim] = outcome;
            times[item.Claim] = clock.Elapsed;
            if (options.FailFast && !outcome.IsAsExpected)
            {
                Volatile.Write(ref stop, true);
            }

            Tell(() => observer.ClaimFinished(item.Spec.Front.Id, outcome));
        });

        var ledger = work.Where(w => statistical.Contains((w.Spec, w.Claim)))
            .Select(w => new LedgerEntry(w.Spec.Front.Id, w.Claim.Name, "", "all statistical tests of the claim together", each))
            .ToSequence();
        var selected = work.Select(w => w.Claim).ToHashSet(ReferenceEqualityComparer.Instance as IEqualityComparer<Claim> ?? EqualityComparer<Claim>.Default);
        var corrections = new Corrections(specs.Select(s => s.Spec).OfType<Spec>());
        var results = specs
            .Select(s => SpecOutcomes.Of(s, s.Spec is null ? [] : s.Spec.Claims.Where(selected.Contains)
                .Select(c => (outcomes.GetValueOrDefault(c) ?? ClaimJudge.NotReached(s.Spec, c)) with { Correction = corrections.Of(s.Spec, c) }).ToSequence()))
            .Where(s => s.Claims.Count > 0 || s.Diagnostics.Any(d => d.IsError))
            .OrderBy(s => s.Id, StringComparer.Ordinal)
            .ToSequence();
        var timing = work.Where(w => times.ContainsKey(w.Claim)).Select(w => new ClaimTime(w.Spec.Front.Id, w.Claim.Name, times[w.Claim])).ToSequence();
        return (new RunResult(ToolVersion, options.Seed, options.Alpha, results, ledger), timing);

        void Tell(Action action)
        {
            lock (gate)
            {
                action();
            }
        }
    }

    /// <summary>The claims to judge, those of them that may spend error budget, and the share of each.</summary>
    internal static (List<(Spec Spec, Claim Claim)> All, HashSet<(Spec Spec, Claim Claim)> Statistical, Rational Each) Work(IReadOnlyList<SpecResult> specs, RunOptions options)
    {
        var filter = new ClaimFilter(options.Filter);
        var work = specs
            .Where(s => s.Spec is not null)
            .SelectMany(s => s.Spec!.Claims.Select(c => (Spec: s.Spec!, Claim: c)))
            .Where(w => filter.Passes(w.Spec.Front.Id, w.Spec.Front.Tags, w.Claim.Name))
            .OrderBy(w => w.Spec.Front.Id, StringComparer.Ordinal)
            .ToList();
        var statistical = work.Where(w => FormulaTraits.IsStatistical(w.Claim.Closed)).Select(w => (w.Spec, w.Claim)).ToHashSet();
        return (work, statistical, statistical.Count == 0 ? options.Alpha : options.Alpha / statistical.Count);
    }
}
