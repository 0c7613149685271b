using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>How the trials of an <c>exists</c> claim are divided: the pilot chooses the witness, fresh trials test it.</summary>
/// <param name="PilotTrials">Trials 0..PilotTrials−1 choose.</param>
/// <param name="FreshTrials">The trials after them test; no trial does both.</param>
public sealed record PilotSplit(long PilotTrials, long FreshTrials)
{
    /// <summary>The index of the first fresh trial.</summary>
    public long FirstFresh => PilotTrials;

    /// <summary>Gives a share of a budget to the pilot, rounded down.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in [0, 1), or the budget is negative.</exception>
    public static PilotSplit Of(long budget, Rational pilotShare)
    {
        if (budget < 0 || pilotShare.Sign < 0 || pilotShare >= Rational.One)
        {
            throw new ArgumentOutOfRangeException(nameof(pilotShare), pilotShare, $"the pilot's share must lie in [0, 1), of a budget that is not negative, {budget}");
        }

        var pilot = (long)Rational.Floor(pilotShare * budget).Numerator;
        return new PilotSplit(pilot, budget - pilot);
    }

    /// <summary>The candidate with the fewest trials that failed or are unknown, the first of them on a tie.</summary>
    /// <exception cref="ArgumentException">There is no candidate, or they were not tried equally often.</exception>
    public static int Choose(Sequence<Tally> pilot) => pilot.IsEmpty || pilot.Any(t => t.Trials != pilot[0].Trials)
        ? throw new ArgumentException("the pilot must try at least one candidate, and all of them equally often", nameof(pilot))
        : Enumerable.Range(0, pilot.Count).MinBy(i => pilot[i].Failures + pilot[i].Unknowns);
}

/// <summary>
/// The test of <c>exists c: P(A_c) >= p</c> over a grid of M candidates on common trials: supported once one candidate is supported at
/// α/M; refuted only if all are refuted and an argument says why nothing between them could do better.
/// </summary>
/// <remarks>
/// Refutation needs no division: if some candidate satisfies the claim, all are refuted only if that one is, which has probability at most α.
/// </remarks>
public sealed class WitnessGrid
{
    private readonly FrequencyTest[] tests;
    private readonly string monotonicity;

    /// <summary>Starts the tests.</summary>
    /// <param name="claim">The claim about each candidate.</param>
    /// <param name="candidates">M.</param>
    /// <param name="support">The level of support of the whole, divided by M.</param>
    /// <param name="refute">The level of refutation.</param>
    /// <param name="monotonicity">The argument that lets the grid stand for all values, in words; empty if there is none.</param>
    public WitnessGrid(FrequencyClaim claim, int candidates, Alpha support, Alpha refute, string monotonicity)
    {
        var share = support.Share(candidates);
        tests = [.. Enumerable.Range(0, candidates).Select(_ => new FrequencyTest(new FrequencyRule(claim, share, refute)))];
        this.monotonicity = monotonicity;
    }

    /// <summary>The tests, one a candidate.</summary>
    public Sequence<FrequencyTest> Tests => tests.ToSequence();

    /// <summary>The first candidate that is supported, or null.</summary>
    public int? Witness => Array.FindIndex(tests, t => t.Decision == Decision.Supported) is >= 0 and var i ? i : null;

    /// <summary>What is decided of the whole.</summary>
    public Decision Decision =>
        Witness is not null ? Decision.Supported
        : monotonicity.Length > 0 && Array.TrueForAll(tests, t => t.Decision == Decision.Refuted) ? Decision.Refuted
        : Decision.Undecided;

    /// <summary>Takes the next trial of one candidate.</summary>
    public Decision Observe(int candidate, Outcome outcome)
    {
        tests[candidate].Observe(outcome);
        return Decision;
    }
}

/// <summary>Witnesses of <c>exists</c> claims, chosen on a pilot or from a grid.</summary>
[Cites("vovk2021", "Section 6")]
public sealed class Witnessing : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "witness on fresh trials";

    /// <inheritdoc/>
    public override string Decides => "exists c: P(A_c) >= p, for a c that does not depend on the trial";

    /// <inheritdoc/>
    public override string Guarantee =>
        "false support has probability at most alpha: the pilot's trials are not used again, and a grid of M candidates pays alpha/M each";

    /// <summary>Starts a test over a grid.</summary>
    public static WitnessGrid Start(FrequencyClaim claim, int candidates, Alpha alpha, string monotonicity) =>
        new(claim, candidates, alpha.Share(2), alpha.Share(2), monotonicity);
}
