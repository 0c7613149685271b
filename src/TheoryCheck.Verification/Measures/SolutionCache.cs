using TheoryCheck.Optimization.Measures;

namespace TheoryCheck.Verification.Measures;

/// <summary>Solutions of the problems met last, so that a claim that names one optimum at many places solves it once. Equal problems have equal solutions, so the memory changes no result.</summary>
internal static class SolutionCache
{
    private const int Most = 256;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<MeasureProblem, Lazy<MeasureSolution>> Known = [];
    private static readonly Queue<MeasureProblem> Order = new();

    /// <summary>The solution of a problem.</summary>
    public static MeasureSolution Of(MeasureProblem problem)
    {
        Lazy<MeasureSolution>? solution;
        lock (Gate)
        {
            if (!Known.TryGetValue(problem, out solution))
            {
                if (Order.Count == Most)
                {
                    Known.Remove(Order.Dequeue());
                }

                Order.Enqueue(problem);
                solution = new Lazy<MeasureSolution>(() => MeasureSolver.Solve(problem));
                Known.Add(problem, solution);
            }
        }

        return solution.Value;
    }
}
