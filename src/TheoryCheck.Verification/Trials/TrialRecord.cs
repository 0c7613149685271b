using System.Runtime.InteropServices;
using TheoryCheck.Core;

namespace TheoryCheck.Verification.Trials;

/// <summary>What one trial showed.</summary>
/// <param name="Condition">Whether the condition behind <c>given</c> held; true when there is none.</param>
/// <param name="Event">Whether the event happened.</param>
/// <param name="Left">The left side of the tightest comparison, oriented so that the event wants it small; NaN when there is none.</param>
/// <param name="Right">Its right side.</param>
/// <param name="DecidedUntil">The last step at which every comparison could be decided; the horizon when nothing stopped it; -1 without steps.</param>
/// <param name="DivergedAt">The step at which a state stopped being finite, or -1.</param>
/// <param name="Value">The value asked for besides the event; NaN when there is none or nothing is known of it.</param>
/// <param name="Margin">The relative distance below which computed values are not told apart in this trial.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TrialRecord(Certainty Condition, Certainty Event, double Left, double Right, int DecidedUntil, int DivergedAt, double Value, double Margin)
{
    /// <summary>Whether a statement about steps counts as true of which not all were decided.</summary>
    public bool IsCut { get; init; }

    /// <summary>The record of a trial that tells nothing but what was decided.</summary>
    public static TrialRecord Of(Certainty condition, Certainty truth) => new(condition, truth, double.NaN, double.NaN, -1, -1, double.NaN, double.NaN);

    /// <summary>Right - Left: positive when the bound holds.</summary>
    public double Slack => Right - Left;
}
