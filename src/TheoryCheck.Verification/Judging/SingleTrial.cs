using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>One trial run again: whether the event happened in it, and both sides of its tightest comparison. Judges no probability.</summary>
internal static class SingleTrial
{
    /// <summary>Runs the trial.</summary>
    public static Judgement Judge(TrialRuns program, long trial, ClaimContext context)
    {
        var record = program.Run(trial, 1, 1, context.Cancellation)[0];
        var happened = record.Condition == Certainty.False ? "the condition behind 'given' does not hold"
            : record.Event switch
            {
                Certainty.True => "the event happens",
                Certainty.False => "the event does not happen",
                _ => "the event is not decided",
            };
        var sides = double.IsNaN(record.Slack) ? "" : string.Create(CultureInfo.InvariantCulture, $"; tightest comparison: {record.Left:R} against the bound {record.Right:R}, slack {record.Slack:R}");
        var diverged = record.DivergedAt >= 0 ? string.Create(CultureInfo.InvariantCulture, $"; a state stops being finite at step {record.DivergedAt}") : "";
        return new Judgement(VerdictKind.Inconclusive, string.Create(CultureInfo.InvariantCulture, $"trial {trial}: {happened}{sides}{diverged}; one trial decides nothing about a probability"))
        {
            Qualifier = "single trial",
            Trials = 1,
        };
    }
}
