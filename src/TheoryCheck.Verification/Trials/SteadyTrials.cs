using TheoryCheck.Core;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// Trials whose answers survive rounding. Where trials follow trajectories, the first ones are run again with their states disturbed a
/// little above rounding; if one of them changes its answer, so are all others. What changes its answer is unknown: rounding
/// made it. A trial is a function of its number, whatever the number of threads, as long as batches are asked for in one order.
/// </summary>
/// <param name="program">The trials.</param>
internal sealed class SteadyTrials(TrialRuns program)
{
    private const long ProbedTrials = 64;
    private const ulong Disturbance = 1;

    /// <summary>Whether a probed trial changed its answer.</summary>
    public bool IsSensitive { get; private set; }

    /// <summary>Runs consecutive trials and returns their records in order.</summary>
    public IReadOnlyList<TrialRecord> Run(long first, int count, int threads, CancellationToken cancellation)
    {
        var records = program.Run(first, count, threads, cancellation);
        if (!program.HasTrajectory || (!IsSensitive && first >= ProbedTrials))
        {
            return records;
        }

        var probed = IsSensitive ? count : (int)Math.Min(count, ProbedTrials - first);
        var again = program.Run(first, probed, threads, cancellation, Disturbance);
        var steady = records.Select((record, i) => i < probed ? Common(record, again[i]) : record).ToList();
        if (IsSensitive || !steady.Where((record, i) => record.Event != records[i].Event).Any())
        {
            return steady;
        }

        IsSensitive = true;
        return probed == count ? steady : Run(first, count, threads, cancellation);
    }

    // What both runs say; a value is as uncertain as the runs are apart.
    private static TrialRecord Common(TrialRecord record, TrialRecord again)
    {
        var apart = Math.Abs(record.Value - again.Value) / Math.Max(Math.Abs(record.Value), double.Epsilon);
        return record with
        {
            Condition = record.Condition == again.Condition ? record.Condition : Certainty.Unknown,
            Event = record.Event == again.Event ? record.Event : Certainty.Unknown,
            Margin = Math.Max(record.Margin, NumericDecision.FlowMarginFactor * apart),
        };
    }
}
