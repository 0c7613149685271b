using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Trials;

/// <summary>What the searches of one claim share: the records of costly pilot trials, and how often configurations may still be repaired.</summary>
internal sealed class SearchMemory
{
    private const int MostRepairs = 6000;
    private const double MostPilotOperations = 12e9;

    private readonly Dictionary<(string Place, Sequence<(Symbol Symbol, Term Value)> Values, long First, int Count), IReadOnlyList<TrialRecord>> pilots = [];

    /// <summary>How many candidate configurations may still be looked at to repair one.</summary>
    public int RepairsLeft { get; set; } = MostRepairs;

    /// <summary>How many floating-point operations the pilot runs of witnesses may still take.</summary>
    public double PilotOperationsLeft { get; set; } = MostPilotOperations;

    /// <summary>The records of pilot trials, run the first time they are asked for.</summary>
    /// <param name="key">Where they are run, the values that the event depends on, and which trials.</param>
    /// <param name="run">Runs them.</param>
    public IReadOnlyList<TrialRecord> Pilot((string Place, Sequence<(Symbol Symbol, Term Value)> Values, long First, int Count) key, Func<IReadOnlyList<TrialRecord>> run)
    {
        if (!pilots.TryGetValue(key, out var records))
        {
            records = run();
            pilots.Add(key, records);
        }

        return records;
    }
}
