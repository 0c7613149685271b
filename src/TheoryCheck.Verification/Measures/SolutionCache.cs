using TheoryCheck.Optimization.Measures;

namespace TheoryCheck.Verification.Measures;

/// <summary>Solutions of the problems met last, so that a claim that names one optimum at many places solves it once. Equal problems have equal solutions, so the memory changes no result.</summary>
internal static class SolutionCache
{
    private const int Most = 256;

    // Beyond three dimensions a search over cones may take hours; bounds that it leaves apart are said to be.
    private const int MostIterations = 200;
    private const int MostCones = 100_000;

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
                solution = new Lazy<MeasureSolution>(() => MeasureSolver.Solve(problem, Options(problem), CancellationToken.None));
                Known.Add(problem, solution);
            }
        }

        return solution.Value;
    }

    private static MeasureSolverOptions Options(MeasureProblem problem) =>
        MeasureSolverOptions.For(problem) with { MaximalIterations = MostIterations, MaximalCones = MostCones };
}
