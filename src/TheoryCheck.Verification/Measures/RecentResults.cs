using TheoryCheck.Optimization.Measures;

namespace TheoryCheck.Verification.Measures;

/// <summary>What was computed of the problems met last, each once. Equal problems have equal results, so the memory changes none.</summary>
/// <param name="compute">The computation, a function of the problem alone.</param>
internal sealed class RecentResults<TResult>(Func<MeasureProblem, TResult> compute)
{
    private const int Most = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<MeasureProblem, Lazy<TResult>> known = [];
    private readonly Queue<MeasureProblem> order = new();

    /// <summary>The result for a problem.</summary>
    public TResult Of(MeasureProblem problem)
    {
        Lazy<TResult>? result;
        lock (gate)
        {
            if (!known.TryGetValue(problem, out result))
            {
                if (order.Count == Most)
                {
                    known.Remove(order.Dequeue());
                }

                order.Enqueue(problem);
                result = new Lazy<TResult>(() => compute(problem));
                known.Add(problem, result);
            }
        }

        return result.Value;
    }
}
