using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>Tests of a number of trials fixed beforehand: P(Bin(n, δ) ≤ S) ≤ α supports a bound δ of a frequency, P(Bin(n, δ) ≥ S) ≤ α refutes it.</summary>
[Cites("clopper1934", "Section 3")] internal sealed class BinomialTest() : FrequencyTest("binomial_test", "the trials are independent, their number was fixed")
{
    private protected override bool IsReached(Reals reals, bool isSupport, Rational delta, int hits, int trials, Rational alpha)
    {
        var (p, most) = isSupport ? (delta, hits) : (Rational.One - delta, trials - hits);
        var (tail, term, odds) = ((Enclosure)0, reals.Power(Rational.One - p, trials), p / (Rational.One - p));
        Require(most <= 1 << 14, "a tail is too long");
        for (var k = 0; k <= most; term = reals.Multiply(term, new Rational(trials - k, k + 1) * odds), k++)
        {
            tail = reals.Add(tail, term);
        }

        return tail.High <= alpha;
    }
}
