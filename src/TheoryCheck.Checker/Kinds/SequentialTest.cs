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
        Require(fields[0].Number() is { IsInteger: true, Sign: >= 0 }, "a seed is not negative");
        var tests = fields[2].Items();
        Require(tests.Length > 0 && tests.Length == fields[1].Integer(1, 1 << 20), "the tests are not as many as are counted");
        var spent = tests.Aggregate(Rational.Zero, (sum, test) => sum + Level(@case, test));
        var error = spent.ToDouble().ToString("G3", CultureInfo.InvariantCulture);
        return new(Effect.Fact, $"each of {tests.Length} sequential tests reaches its threshold with the counts listed; "
            + $"together they may err with probability {error}, if the trials are independent and the counts are theirs");
    }

    private static Rational Level(Case @case, StrictJson test)
    {
        var fields = test.Object("instance", "statement", "decision", "alpha", "successes", "failures", "unknowns");
        var number = fields[1].Integer(0, 1000);
        var statement = @case.Probabilities().ElementAtOrDefault(number) ?? throw new NotShownException("the claim has no such probability");
        var level = @case.Evaluator.Number(statement.Level, @case.Instance(fields[0])).Constant;
        var (isSupport, alpha) = (fields[2].String() == "supported", fields[3].Number());
        Require(isSupport || fields[2].String() == "refuted", "a test supports or refutes");
        Require(alpha.Sign > 0 && alpha < Rational.One && statement.Relation is Relation.GreaterOrEqual or Relation.LessOrEqual, "this test is not read");
        var counts = fields[4..7].Select(f => f.Integer(0, 1 << 30)).ToArray();

        // P(A) >= p bounds the failures by 1 - p, P(A) <= p the successes by p. Unknown trials count against whoever speaks, and
        // so does the end of the level's enclosure.
        var isLower = statement.Relation == Relation.GreaterOrEqual;
        var bound = isLower ? new Enclosure(Rational.One - level.High, Rational.One - level.Low) : level;
        var delta = isSupport ? bound.Low : bound.High;
        Require(delta.Sign > 0 && delta < Rational.One, "a bound must lie strictly between 0 and 1");
        var hits = (isLower ? counts[1] : counts[0]) + (isSupport ? counts[2] : 0);
        var (trials, half) = (counts.Sum(), (Rational.One + delta) / 2);
        Rational Least(Rational ratio) => Enclosure.Min(ratio * delta, half);
        var points = isSupport
            ? new (Rational Theta, int Weight)[] { (0, 2), (delta / 16, 1), (delta / 8, 1), (delta / 4, 1), (delta / 2, 2), (delta * 3 / 4, 1) }
            : [(Least(new(5, 4)), 1), (Least(new(3, 2)), 2), (Least(2), 2), (Least(4), 1), (Least(8), 1), (half, 1)];
        var reals = @case.Evaluator.Reals;
        var evidence = points.Aggregate((Enclosure)0, (sum, p) => reals.Add(sum, reals.Multiply(
            new Rational(p.Weight, 8),
            reals.Multiply(reals.Power(p.Theta / delta, hits), reals.Power((Rational.One - p.Theta) / (Rational.One - delta), trials - hits)))));
        Require(evidence.Low >= Rational.One / alpha, "the evidence does not reach its threshold");
        return alpha;
    }
}
