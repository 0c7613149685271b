using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>The ranks of the order statistics that enclose a quantile; a missing rank is an infinite end.</summary>
/// <param name="Lower">X_(Lower) is the lower end, counted from 1; null for −∞.</param>
/// <param name="Upper">X_(Upper) is the upper end; null for +∞.</param>
/// <param name="Coverage">A lower bound of the probability that the quantile is enclosed, exact.</param>
public sealed record QuantileRanks(int? Lower, int? Upper, Rational Coverage);

/// <summary>An interval for a quantile between observed values; a missing end is infinite.</summary>
/// <param name="Lower">The lower end, or null.</param>
/// <param name="Upper">The upper end, or null.</param>
/// <param name="Coverage">A lower bound of its coverage, exact.</param>
public sealed record QuantileInterval(double? Lower, double? Upper, Rational Coverage);

/// <summary>A claim about a quantile as a claim about a frequency.</summary>
/// <param name="Event">How the variable must compare with the bound for the event to happen.</param>
/// <param name="Claim">The claim about the probability of that event.</param>
public sealed record QuantileAsFrequency(Relation Event, FrequencyClaim Claim);

/// <summary>Distribution-free statements about quantiles from a fixed number of independent values.</summary>
/// <remarks>
/// The q-quantile is Q = inf{x : P(X ≤ x) ≥ q}. P(X_(r) > Q) ≤ P(Bin(n, q) ≤ r−1) and P(X_(s) &lt; Q) ≤ P(Bin(n, q) ≥ s), with equality for
/// continuous laws; ties only help.
/// </remarks>
[Cites("davidnagaraja2003", "Section 7.1")]
public sealed class OrderStatistics : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "order statistics";

    /// <inheritdoc/>
    public override string Decides => "a confidence interval for a median or quantile, and the median of per-seed slopes";

    /// <inheritdoc/>
    public override string Guarantee => "coverage at least 1 - alpha for any law, for a fixed number of independent values";

    /// <summary>The innermost ranks with at most α/2 in each tail.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n &lt; 1, or q is 0 or 1.</exception>
    public static QuantileRanks Ranks(int count, Probability quantile, Alpha alpha)
    {
        if (count < 1 || quantile.Value.IsZero || quantile.Value.IsOne)
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, $"a quantile must lie strictly between 0 and 1 and needs at least one value, not {count}");
        }

        var half = alpha.Share(2).Value;
        var q = quantile.Value;

        // lower: the most r with P(Bin(n, q) <= r-1) <= α/2; upper: by symmetry the most r' for 1-q, counted from the top.
        var lower = Rank(count, q, half);
        var upper = Rank(count, Rational.One - q, half);
        var coverage = Rational.One - BinomialTail.Exact(count, q, lower - 1) - BinomialTail.Exact(count, Rational.One - q, upper - 1);
        return new QuantileRanks(lower == 0 ? null : lower, upper == 0 ? null : count + 1 - upper, coverage);
    }

    /// <summary>The confidence interval for a quantile; a NaN may be any number, so it sorts below all for the lower end and above all for the upper.</summary>
    public static QuantileInterval Interval(ReadOnlySpan<double> values, Probability quantile, Alpha alpha)
    {
        var ranks = Ranks(values.Length, quantile, alpha);
        var fromBelow = values.ToArray();
        var fromAbove = values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            (fromBelow[i], fromAbove[i]) = double.IsNaN(values[i]) ? (double.NegativeInfinity, double.PositiveInfinity) : (values[i], values[i]);
        }

        Array.Sort(fromBelow);
        Array.Sort(fromAbove);
        return new QuantileInterval(
            ranks.Lower is { } r && double.IsFinite(fromBelow[r - 1]) ? fromBelow[r - 1] : null,
            ranks.Upper is { } s && double.IsFinite(fromAbove[s - 1]) ? fromAbove[s - 1] : null,
            ranks.Coverage);
    }

    /// <summary>
    /// <c>quantile(q, w: e) relation c</c> as a frequency claim: Q ≤ c ⇔ P(e ≤ c) ≥ q; Q > c ⇔ P(e ≤ c) &lt; q; for ≥ and &lt; the event is
    /// e &lt; c, and support (P(e &lt; c) strictly on its side of q) implies the claim, refutation (strictly on the other) its negation.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The relation is not an inequality.</exception>
    public static QuantileAsFrequency ToFrequency(Relation relation, Probability quantile) => relation switch
    {
        Relation.LessOrEqual => new(Relation.LessOrEqual, new FrequencyClaim(Relation.GreaterOrEqual, quantile)),
        Relation.Greater => new(Relation.LessOrEqual, new FrequencyClaim(Relation.Less, quantile)),
        Relation.GreaterOrEqual => new(Relation.Less, new FrequencyClaim(Relation.LessOrEqual, quantile)),
        Relation.Less => new(Relation.Less, new FrequencyClaim(Relation.Greater, quantile)),
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, "the relation must be an inequality"),
    };

    /// <summary>
    /// Whether the median of the law of the values lies in [from, to]: supported if its confidence interval does, refuted if the two are disjoint.
    /// </summary>
    public static Decision MedianWithin(ReadOnlySpan<double> values, double from, double to, Alpha alpha)
    {
        var interval = Interval(values, Probability.Of(1, 2), alpha);
        return interval.Lower >= from && interval.Upper <= to ? Decision.Supported
            : interval.Upper < from || interval.Lower > to ? Decision.Refuted
            : Decision.Undecided;
    }

    private static int Rank(int count, Rational quantile, Rational level)
    {
        var rank = 0;
        while (rank < count && BinomialTail.AtMostIsWithin(count, quantile, rank, level) == Certainty.True)
        {
            rank++;
        }

        return rank;
    }
}
