namespace TheoryCheck.Verification.Measures;

/// <summary>What was computed of the problems met last, each once. Equal problems have equal results, so the memory changes none.</summary>
/// <param name="compute">The computation, a function of the problem alone.</param>
internal sealed class RecentResults<TProblem, TResult>(Func<TProblem, TResult> compute)
    where TProblem : notnull
{
    private const int Most = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<TProblem, Lazy<TResult>> known = [];
    private readonly Queue<TProblem> order = new();

    /// <summary>The result for a problem.</summary>
    public TResult Of(TProblem problem)
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
