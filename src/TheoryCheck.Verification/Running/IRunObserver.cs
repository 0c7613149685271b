using TheoryCheck.Optimization.Measures;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Running;

/// <summary>Watches a run; called from several threads, one call at a time. What is not overridden is not watched.</summary>
public interface IRunObserver
{
    /// <summary>Watches nothing.</summary>
    static IRunObserver None { get; } = new Nobody();

    /// <summary>The run knows its work.</summary>
    /// <param name="claims">How many claims will be judged.</param>
    void Started(int claims)
    {
    }

    /// <summary>A claim begins.</summary>
    void ClaimStarted(string spec, string claim)
    {
    }

    /// <summary>A claim has made progress.</summary>
    /// <param name="spec">The spec's id.</param>
    /// <param name="claim">The claim's name.</param>
    /// <param name="fraction">Between 0 and 1, an estimate.</param>
    void ClaimProgressed(string spec, string claim, double fraction)
    {
    }

    /// <summary>A search has found values that refute what they were sought for; what follows makes them smaller. Perhaps more than once for a claim.</summary>
    void CounterexampleFound(string spec, string claim)
    {
    }

    /// <summary>An optimum over measures was solved while a claim was judged; told once the claim is judged, for the first few of each claim.</summary>
    void OptimumMet(string spec, string claim, MeasureProblem problem, MeasureSolution solution)
    {
    }

    /// <summary>A claim is judged.</summary>
    void ClaimFinished(string spec, ClaimOutcome outcome)
    {
    }

    private sealed class Nobody : IRunObserver;
}
