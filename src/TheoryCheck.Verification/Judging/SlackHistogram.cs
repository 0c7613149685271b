using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Judging;

/// <summary>How the slack of the trials was distributed, in equal cells with an edge at 0.</summary>
internal static class SlackHistogram
{
    private const int Cells = 24;

    /// <summary>The histogram over all cases, or null when nothing was measured.</summary>
    public static Histogram? Of(IEnumerable<CaseEvidence> cases)
    {
        var slacks = cases.SelectMany(c => c.Slacks).Where(double.IsFinite).Order().ToArray();
        if (slacks.Length < 8)
        {
            return null;
        }

        // The lowest and highest percent would flatten the rest; they are counted in the outer cells.
        var low = Math.Min(0, slacks[slacks.Length / 100]);
        var high = Math.Max(slacks[slacks.Length - 1 - (slacks.Length / 100)], low + 1e-12);
        var width = (high - low) / Cells;
        var counts = new long[Cells];
        foreach (var slack in slacks)
        {
            counts[(int)Math.Clamp((slack - low) / width, 0, Cells - 1)]++;
        }

        return new Histogram("slack: (bound - value) / bound", Enumerable.Range(0, Cells + 1).Select(i => low + (i * width)).ToSequence(), Sequence.Create<long>(counts)) { Marker = 0 };
    }
}
