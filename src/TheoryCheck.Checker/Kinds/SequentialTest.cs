using System.Globalization;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// The evidence of the sequential tests of a probability, recomputed from their counts: K(t, S) ≥ 1/α. The level is read from the spec; the
/// outcomes of the trials, with their seed, are data of the certificate. Body: <c>seed</c>, <c>count</c>, <c>tests</c>.
/// </summary>
[Cites("robbins1970", "Section 1")]
internal sealed class SequentialTest : CertificateKind
{
    /// <inheritdoc/>
    public override string Name => "sequential_test";

    /// <inheritdoc/>
    public override Finding Check(Case @case, StrictJson body)
    {
        var fields = body.Object("seed", "count", "tests");
        StrictJson.Require(fields[0].Number() is { IsInteger: true, Sign: >= 0 }, "a seed is not negative");
        var tests = fields[2].Items();
        StrictJson.Require(tests.Length > 0 && tests.Length == fields[1].Integer(1, 1 << 20), "the tests are not as many as are counted");
        var spent = tests.Aggregate(Rational.Zero, (sum, test) => sum + Level(@case, test));
        return new(Effect.Fact, string.Create(CultureInfo.InvariantCulture, $"each of {tests.Length} sequential tests reaches its threshold with the counts listed; together they may err with probability {spent.ToDouble():G3}, if the trials are independent and the counts are theirs"));
    }

    private static Rational Level(Case @case, StrictJson test)
    {
        var fields = test.Object("instance", "statement", "decision", "alpha", "successes", "failures", "unknowns");
        var statement = @case.Probabilities().ElementAtOrDefault(fields[1].Integer(0, 1000)) ?? throw new NotShownException("the claim has no such probability");
        var level = @case.Evaluator.Number(statement.Level, @case.Instance(fields[0]));
        var (isSupport, alpha) = (fields[2].Word("supported", "refuted") == "supported", fields[3].Number());
        StrictJson.Require(alpha.Sign > 0 && alpha < Rational.One && statement.Relation is Relation.GreaterOrEqual or Relation.LessOrEqual, "this test is not read");
        var counts = fields[4..7].Select(f => f.Integer(0, 1 << 30)).ToArray();

        // P(A) >= p bounds the failures by 1 - p, P(A) <= p the successes by p. Unknown trials count against whoever speaks, and
        // so does the end of the level's enclosure.
        var isLower = statement.Relation == Relation.GreaterOrEqual;
        var bound = isLower ? new Enclosure(Rational.One - level.High, Rational.One - level.Low) : level;
        var delta = isSupport ? bound.Low : bound.High;
        StrictJson.Require(delta.Sign > 0 && delta < Rational.One, "a bound must lie strictly between 0 and 1");
        var hits = (isLower ? counts[1] : counts[0]) + (isSupport ? counts[2] : 0);
        var trials = counts.Sum();
        Rational half = (Rational.One + delta) / 2;
        var points = isSupport
            ? new (Rational Theta, int Weight)[] { (0, 2), (delta / 16, 1), (delta / 8, 1), (delta / 4, 1), (delta / 2, 2), (delta * 3 / 4, 1) }
            : [.. new (Rational Ratio, int Weight)[] { (new(5, 4), 1), (new(3, 2), 2), (2, 2), (4, 1), (8, 1) }.Select(p => (Enclosure.Min(p.Ratio * delta, half), p.Weight)), (half, 1)];
        var reals = @case.Evaluator.Reals;
        var evidence = points.Aggregate((Enclosure)0, (sum, p) => reals.Add(sum, reals.Multiply(
            new Rational(p.Weight, 8),
            reals.Multiply(Power(reals, p.Theta / delta, hits), Power(reals, (Rational.One - p.Theta) / (Rational.One - delta), trials - hits)))));
        StrictJson.Require(evidence.Low >= Rational.One / alpha, "the evidence does not reach its threshold");
        return alpha;
    }

    // Long exponents in pieces that the arithmetic takes.
    private static Enclosure Power(Reals reals, Rational @base, int exponent)
    {
        const int Piece = 1 << 15;
        var (whole, rest) = Math.DivRem(exponent, Piece);
        return reals.Multiply((whole == 0 ? 1 : reals.Power(reals.Power(@base, Piece), whole)), reals.Power(@base, rest));
    }
}
