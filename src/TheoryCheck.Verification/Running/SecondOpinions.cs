using System.Collections.Immutable;
using System.Diagnostics;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Discretised;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Running;

/// <summary>
/// Watches a run for optima over measures and, when it has ended, asks the oracles for linear programs about them. No outcome depends on what
/// they say.
/// </summary>
/// <param name="watcher">Who else watches the run.</param>
public sealed class SecondOpinions(IRunObserver watcher) : IRunObserver
{
    /// <summary>The longest time for one program.</summary>
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(5);

    /// <summary>The longest time after which another program is begun.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(20);

    private readonly List<(string Spec, string Claim, MeasureProblem Problem, MeasureSolution Solution)> met = [];

    /// <inheritdoc/>
    public void Started(int claims) => watcher.Started(claims);

    /// <inheritdoc/>
    public void ClaimStarted(string spec, string claim) => watcher.ClaimStarted(spec, claim);

    /// <inheritdoc/>
    public void ClaimProgressed(string spec, string claim, double fraction) => watcher.ClaimProgressed(spec, claim, fraction);

    /// <inheritdoc/>
    public void CounterexampleFound(string spec, string claim) => watcher.CounterexampleFound(spec, claim);

    /// <inheritdoc/>
    public void ClaimFinished(string spec, ClaimOutcome outcome) => watcher.ClaimFinished(spec, outcome);

    /// <inheritdoc/>
    public void OptimumMet(string spec, string claim, MeasureProblem problem, MeasureSolution solution)
    {
        met.Add((spec, claim, problem, solution));
        watcher.OptimumMet(spec, claim, problem, solution);
    }

    /// <summary>Asks about all that was met, by spec and claim; an answer serves all claims that met the same problem.</summary>
    /// <param name="oracles">The oracles, the preferred first; none to ask nothing.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public Sequence<OpinionFact> Ask(ImmutableArray<LinearProgramOracle> oracles, CancellationToken cancellation) =>
        Ask(oracles, LinearProgramRequest.Default with { TimeLimit = Each, Cancellation = cancellation });

    internal Sequence<OpinionFact> Ask(ImmutableArray<LinearProgramOracle> oracles, LinearProgramRequest request)
    {
        if (oracles.IsEmpty)
        {
            return [];
        }

        var clock = Stopwatch.StartNew();
        var (facts, known) = (new List<OpinionFact>(), new Dictionary<MeasureProblem, SecondOpinion>());
        foreach (var (spec, claim, problem, solution) in met.OrderBy(m => m.Spec, StringComparer.Ordinal).ThenBy(m => m.Claim, StringComparer.Ordinal))
        {
            if (!known.TryGetValue(problem, out var opinion))
            {
                if (clock.Elapsed > Together || request.Cancellation.IsCancellationRequested)
                {
                    break;
                }

                known.Add(problem, opinion = SecondOpinion.Ask(problem, solution, oracles, request));
            }

            facts.Add(new(spec, claim, opinion));
        }

        return facts.ToSequence();
    }
}
