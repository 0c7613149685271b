using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Kinds;

/// <summary>Tests that may stop at any time: K(t, S) ≥ 1/α, with K the mean of likelihood ratios over six frequencies.</summary>
[Cites("robbins1970", "Section 1")] internal sealed class SequentialTest() : FrequencyTest("sequential_test", "the trials are independent")
{
    private protected override bool IsReached(Reals reals, bool isSupport, Rational delta, int hits, int trials, Rational alpha)
    {
        Rational Least(Rational ratio) => Rational.Min(ratio * delta, (Rational.One + delta) / 2);
        var points = isSupport
            ? new (Rational Theta, int Weight)[] { (0, 2), (delta / 16, 1), (delta / 8, 1), (delta / 4, 1), (delta / 2, 2), (delta * 3 / 4, 1) }
            : [(Least(new(5, 4)), 1), (Least(new(3, 2)), 2), (Least(2), 2), (Least(4), 1), (Least(8), 1), ((Rational.One + delta) / 2, 1)];
        Enclosure Ratio(Rational t) => reals.Multiply(reals.Power(t / delta, hits), reals.Power((Rational.One - t) / (Rational.One - delta), trials - hits));
        return points.Aggregate((Enclosure)0, (sum, p) => reals.Add(sum, reals.Multiply(new Rational(p.Weight, 8), Ratio(p.Theta)))).Low >= 1 / alpha;
    }
}
