using TheoryCheck.Optimization.Measures;

namespace TheoryCheck.Verification.Measures;

/// <summary>The first problems over measures that were solved while a claim was judged; collected apart from the judging, which does not know of it.</summary>
internal sealed class MetOptima
{
    private const int Most = 2;

    private static readonly AsyncLocal<MetOptima?> Current = new();
    private readonly Lock gate = new();
    private readonly List<(MeasureProblem Problem, MeasureSolution Solution)> met = [];

    /// <summary>What has been met, in order.</summary>
    public IReadOnlyList<(MeasureProblem Problem, MeasureSolution Solution)> All => met;

    /// <summary>Runs something and says what was met on the way.</summary>
    public static (T Result, MetOptima Met) During<T>(Func<T> action)
    {
        var (before, mine) = (Current.Value, new MetOptima());
        Current.Value = mine;
        try
        {
            return (action(), mine);
        }
        finally
        {
            Current.Value = before;
        }
    }

    /// <summary>Notes a problem and its solution.</summary>
    public static MeasureSolution Note(MeasureProblem problem, MeasureSolution solution)
    {
        if (Current.Value is { } here)
        {
            lock (here.gate)
            {
                if (here.met.Count < Most && !here.met.Exists(m => m.Problem.Equals(problem)))
                {
                    here.met.Add((problem, solution));
                }
            }
        }

        return solution;
    }
}
