using System.Globalization;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// The evidence of the sequential tests of a probability, recomputed from their counts: K(t, S) ≥ 1/α. The level is read from the spec; the
/// outcomes of the trials, with their seed, are data of the certificate. Body: <c>seed</c>, <c>count</c>, <c>tests</c>.
/// </summary>
[Cites("robbins1970", "Section 1")]
internal sealed class SequentialTest() : CertificateKind("sequential_test", "seed", "count", "tests")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var (hasSeed, tests) = (fields[0].Number() is { IsInteger: true, Sign: >= 0 }, fields[2].Items());
        Require(hasSeed && tests.Length > 0 && tests.Length == fields[1].Integer(1, 1 << 20), "there is no seed, or not as many tests as are counted");
        var error = tests.Aggregate(Rational.Zero, (sum, test) => sum + Level(@case, test)).ToDouble().ToString("G3", CultureInfo.InvariantCulture);
        return new(Effect.Fact, $"each of {tests.Length} sequential tests reaches its threshold with the counts listed; "
            + $"together they may err with probability {error}, if the trials are independent and the counts are theirs");
    }

    private static Rational Level(Case @case, StrictJson test)
    {
        var fields = test.Object("instance", "statement", "decision", "alpha", "successes", "failures", "unknowns");
        var statement = @case.Probabilities().ElementAt(fields[1].Integer(0, 1000));
        var level = @case.Evaluator.Number(statement.Level, @case.Instance(fields[0])).Constant;
        var (isSupport, alpha) = (fields[2].String() == "supported", fields[3].Number());
        var isRead = (isSupport || fields[2].String() == "refuted") && statement.Relation is Relation.GreaterOrEqual or Relation.LessOrEqual;
        Require(isRead && alpha.Sign > 0 && alpha < Rational.One, "this test is not read");
        var counts = fields[4..7].Select(f => f.Integer(0, 1 << 30)).ToArray();

        // P(A) >= p bounds the failures by 1 - p, P(A) <= p the successes by p. Unknown trials count against whoever speaks, and
        // so does the end of the level's enclosure.
        var isLower = statement.Relation == Relation.GreaterOrEqual;
        var (reals, bound) = (@case.Evaluator.Reals, isLower ? new Enclosure(Rational.One - level.High, Rational.One - level.Low) : level);
        var delta = isSupport ? bound.Low : bound.High;
        Require(delta.Sign > 0 && delta < Rational.One, "a bound must lie strictly between 0 and 1");
        var hits = (isLower ? counts[1] : counts[0]) + (isSupport ? counts[2] : 0);
        Rational Least(Rational ratio) => Enclosure.Min(ratio * delta, (Rational.One + delta) / 2);
        var points = isSupport
            ? new (Rational Theta, int Weight)[] { (0, 2), (delta / 16, 1), (delta / 8, 1), (delta / 4, 1), (delta / 2, 2), (delta * 3 / 4, 1) }
            : [(Least(new(5, 4)), 1), (Least(new(3, 2)), 2), (Least(2), 2), (Least(4), 1), (Least(8), 1), ((Rational.One + delta) / 2, 1)];
        Enclosure Ratio(Rational theta) =>
            reals.Multiply(reals.Power(theta / delta, hits), reals.Power((Rational.One - theta) / (Rational.One - delta), counts.Sum() - hits));
        var evidence = points.Aggregate((Enclosure)0, (sum, p) => reals.Add(sum, reals.Multiply(new Rational(p.Weight, 8), Ratio(p.Theta))));
        Require(evidence.Low >= Rational.One / alpha, "the evidence does not reach its threshold");
        return alpha;
    }
}
