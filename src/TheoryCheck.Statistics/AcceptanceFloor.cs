using TheoryCheck.Core;

namespace TheoryCheck.Statistics;

/// <summary>
/// Watches how often a claim's assumptions hold. Once the confidence sequence for that probability lies below the floor, the claim is
/// vacuous: its trials say next to nothing.
/// </summary>
/// <remarks>An assumption whose truth is unknown counts as satisfied: vacuity is never concluded from what was not decided.</remarks>
[Cites("howard2021", "Section 3.2, beta-binomial mixture")]
public sealed class AcceptanceFloor : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "acceptance floor";

    /// <inheritdoc/>
    public override string Decides => "whether the assumptions of a claim hold so rarely that it is vacuous";

    /// <inheritdoc/>
    public override string Guarantee => "a claim whose assumptions hold with at least the floor's probability is called vacuous with probability at most alpha, at any time";

    /// <summary>The floor unless said otherwise: 1/1000.</summary>
    public static Probability Default => Probability.Of(1, 1000);

    /// <summary>Whether the assumptions are shown to hold less often than the floor.</summary>
    /// <param name="tally">Success: the assumptions held.</param>
    /// <param name="floor">The least acceptable probability.</param>
    /// <param name="alpha">The level.</param>
    public static bool IsVacuous(Tally tally, Probability floor, Alpha alpha) =>
        BetaMixtureSequence.LiesBelow(tally.Trials, tally.Successes + tally.Unknowns, floor, alpha) == Certainty.True;

    /// <summary>How many draws without a single hit show vacuity: the wait to be planned for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The floor is 0.</exception>
    public static long DrawsToVacuous(Probability floor, Alpha alpha) => floor.Value.IsZero
        ? throw new ArgumentOutOfRangeException(nameof(floor), floor, "no number of draws shows a probability below 0")
        : Boundary.Bisect(1, t => BetaMixtureSequence.LiesBelow(t, 0, floor, alpha) == Certainty.True);
}
