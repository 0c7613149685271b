using System.Diagnostics;
using System.Reflection;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Measures;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running.State;

namespace TheoryCheck.Verification.Running;

/// <summary>Runs all claims of some specs: one error budget, any number of threads, one order of results.</summary>
public static class SuiteRunner
{
    private static readonly IEqualityComparer<Claim> Identity = ReferenceEqualityComparer.Instance as IEqualityComparer<Claim> ?? EqualityComparer<Claim>.Default;

    /// <summary>The version of the tool, as reports name it.</summary>
    public static string ToolVersion { get; } =
        typeof(SuiteRunner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Judges every claim that the filter lets through and the shard holds.</summary>
    /// <param name="specs">What the front end made of the files; a spec with errors appears with its diagnostics and no claims.</param>
    /// <param name="options">Seed, jobs, filter, alpha, budget, shard.</param>
    /// <param name="observer">Told of progress, one call at a time.</param>
    /// <param name="cancellation">Ends the run within a second or so; claims that were not settled are inconclusive.</param>
    /// <param name="state">Where finished claims are kept and looked for; null for nowhere.</param>
    /// <returns>The outcomes, a function of specs, seed, filter, alpha, budget and shard alone unless cancelled, and the time each claim took.</returns>
    /// <exception cref="DamagedStateException">A kept outcome is not what was written.</exception>
    public static (RunResult Result, Sequence<ClaimTime> Times) Run(
        IReadOnlyList<SpecResult> specs, RunOptions options, IRunObserver observer, CancellationToken cancellation, RunState? state = null)
    {
        ArgumentNullException.ThrowIfNull(specs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        var (all, statistical, each) = Work(specs, options);
        var work = all.Where((_, i) => options.Shard.Holds(i)).ToList();
        observer.Started(work.Count);

        var outcomes = Outcomes();
        var gate = new Lock();
        var (stop, closed) = (false, false);
        foreach (var (spec, claim) in work)
        {
            // A refusal is tried again: the user may have found more memory.
            if (state?.Find(spec, claim, options, each) is { Outcome.Refusal: null } kept)
            {
                outcomes[claim] = kept;
                observer.ClaimStarted(spec.Front.Id, claim.Name);
                observer.ClaimFinished(spec.Front.Id, kept.Outcome);
                stop |= options.FailFast && !kept.Outcome.IsAsExpected;
            }
        }

        ClaimWorkers.Run(work.Where(w => !outcomes.ContainsKey(w.Claim)).ToList(), options.Jobs, Settle, cancellation);
        lock (gate)
        {
            closed = true;
        }

        return Result(specs, options, work, statistical, each, outcomes);

        void Settle((Spec Spec, Claim Claim) item)
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
                cancellation)
            {
                Found = () => Tell(() => observer.CounterexampleFound(item.Spec.Front.Id, item.Claim.Name)),
            };
            var (outcome, met) = MetOptima.During(() => ClaimJudge.Judge(context));
            var kept = new KeptOutcome(outcome, clock.Elapsed);

            // What was judged while the run was being stopped may be unfinished.
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            state?.Keep(item.Spec, item.Claim, options, each, kept);
            Tell(() =>
            {
                outcomes[item.Claim] = kept;
                foreach (var (problem, solution) in met.All)
                {
                    observer.OptimumMet(item.Spec.Front.Id, item.Claim.Name, problem, solution);
                }

                observer.ClaimFinished(item.Spec.Front.Id, kept.Outcome);
            });
            if (options.FailFast && !kept.Outcome.IsAsExpected)
            {
                Volatile.Write(ref stop, true);
            }
        }

        void Tell(Action action)
        {
            lock (gate)
            {
                if (!closed)
                {
                    action();
                }
            }
        }
    }

    /// <summary>The run whose claims were judged elsewhere, in parts.</summary>
    /// <param name="specs">The same specs.</param>
    /// <param name="options">The same seed, filter, alpha and budget.</param>
    /// <param name="state">What the parts kept.</param>
    /// <param name="missing">The claims, as <c>spec/claim</c>, that no part has kept.</param>
    /// <returns>What <see cref="Run"/> without a shard would have found, if nothing is missing.</returns>
    /// <exception cref="DamagedStateException">A kept outcome is not what was written.</exception>
    public static (RunResult Result, Sequence<ClaimTime> Times) Join(IReadOnlyList<SpecResult> specs, RunOptions options, RunState state, out Sequence<string> missing)
    {
        ArgumentNullException.ThrowIfNull(specs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(state);
        var (work, statistical, each) = Work(specs, options);
        var outcomes = Outcomes();
        foreach (var (spec, claim) in work)
        {
            if (state.Find(spec, claim, options, each) is { } kept)
            {
                outcomes[claim] = kept;
            }
        }

        missing = work.Where(w => !outcomes.ContainsKey(w.Claim)).Select(w => $"{w.Spec.Front.Id}/{w.Claim.Name}").ToSequence();
        return Result(specs, options, work, statistical, each, outcomes);
    }

    private static Dictionary<Claim, KeptOutcome> Outcomes() => new(Identity);

    private static (RunResult Result, Sequence<ClaimTime> Times) Result(
        IReadOnlyList<SpecResult> specs,
        RunOptions options,
        List<(Spec Spec, Claim Claim)> work,
        HashSet<(Spec Spec, Claim Claim)> statistical,
        Rational each,
        Dictionary<Claim, KeptOutcome> outcomes)
    {
        var ledger = work.Where(w => statistical.Contains((w.Spec, w.Claim)))
            .Select(w => new LedgerEntry(w.Spec.Front.Id, w.Claim.Name, "", "all statistical tests of the claim together", each))
            .ToSequence();
        var selected = work.Select(w => w.Claim).ToHashSet(Identity);
        var corrections = new Corrections(specs.Select(s => s.Spec).OfType<Spec>());
        var results = specs
            .Select(s => SpecOutcomes.Of(s, s.Spec is null ? [] : s.Spec.Claims.Where(selected.Contains)
                .Select(c => (outcomes.GetValueOrDefault(c)?.Outcome ?? ClaimJudge.NotReached(s.Spec, c)) with { Correction = corrections.Of(s.Spec, c) }).ToSequence()))
            .Where(s => s.Claims.Count > 0 || s.Diagnostics.Any(d => d.IsError))
            .OrderBy(s => s.Id, StringComparer.Ordinal)
            .ToSequence();
        var timing = work.Where(w => outcomes.ContainsKey(w.Claim)).Select(w => new ClaimTime(w.Spec.Front.Id, w.Claim.Name, outcomes[w.Claim].Elapsed)).ToSequence();
        return (new RunResult(ToolVersion, options.Seed, options.Alpha, results, ledger), timing);
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
