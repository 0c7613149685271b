using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>Holm's step-down test of several hypotheses from their p-values.</summary>
[Cites("holm1979", "Section 3")]
public sealed class Holm : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "Holm";

    /// <inheritdoc/>
    public override string Decides => "which of several null hypotheses to reject, from p-values";

    /// <inheritdoc/>
    public override string Guarantee => "any false rejection has probability at most alpha, under any dependence";

    /// <summary>Which hypotheses are rejected: in order of p-value, p_(i) ≤ α/(m−i+1) until the first that fails.</summary>
    public static Sequence<bool> Reject(Sequence<Rational> pValues, Alpha alpha)
    {
        var rejected = new bool[pValues.Count];
        var remaining = pValues.Count;
        foreach (var i in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]))
        {
            if (pValues[i] * remaining > alpha.Value)
            {
                break;
            }

            rejected[i] = true;
            remaining--;
        }

        return rejected.ToSequence();
    }
}

/// <summary>The Bonferroni test of several hypotheses from their e-values.</summary>
[Cites("vovk2021", "Section 6")]
public sealed class EBonferroni : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "e-Bonferroni";

    /// <inheritdoc/>
    public override string Decides => "which of several null hypotheses to reject, from e-values";

    /// <inheritdoc/>
    public override string Guarantee => "any false rejection has probability at most alpha, under any dependence";

    /// <summary>Which hypotheses are rejected: e ≥ m/α.</summary>
    public static Sequence<bool> Reject(Sequence<Rational> eValues, Alpha alpha) => eValues.Map(e => e * alpha.Value >= eValues.Count);
}

/// <summary>The Benjamini-Hochberg procedure for e-values.</summary>
[Cites("wang2022", "Theorem 2")]
public sealed class EBenjaminiHochberg : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "e-BH";

    /// <inheritdoc/>
    public override string Decides => "which of several null hypotheses to reject, from e-values";

    /// <inheritdoc/>
    public override string Guarantee => "the expected share of false rejections among the rejections is at most alpha, under any dependence";

    /// <summary>Which hypotheses are rejected: the k* largest, k* = max{k : e_(k) ≥ m/(αk)}.</summary>
    public static Sequence<bool> Reject(Sequence<Rational> eValues, Alpha alpha)
    {
        var order = Enumerable.Range(0, eValues.Count).OrderByDescending(i => eValues[i]).ToArray();
        var count = order.Length;
        while (count > 0 && eValues[order[count - 1]] * alpha.Value * count < eValues.Count)
        {
            count--;
        }

        var rejected = new bool[order.Length];
        foreach (var i in order.AsSpan(0, count))
        {
            rejected[i] = true;
        }

        return rejected.ToSequence();
    }
}
