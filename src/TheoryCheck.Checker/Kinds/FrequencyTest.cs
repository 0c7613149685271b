using System.Globalization;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// Tests of a probability, recomputed from their counts. The level is read from the spec; the outcomes of the trials, with their seed, are data of the
/// certificate. Body: <c>seed</c>, <c>count</c>, <c>tests</c>.
/// </summary>
internal abstract class FrequencyTest(string name, string premise) : CertificateKind(name, "seed", "count", "tests")
{
    /// <inheritdoc/>
    protected sealed override Finding Check(Case @case, StrictJson[] fields)
    {
        var (hasSeed, tests) = (fields[0].Number() is { IsInteger: true, Sign: >= 0 }, fields[2].Items());
        Require(hasSeed && tests.Length > 0 && tests.Length == fields[1].Integer(1, 1 << 20), "there is no seed, or not as many tests as are counted");
        var error = tests.Aggregate(Rational.Zero, (sum, test) => sum + Level(@case, test)).ToDouble().ToString("G3", CultureInfo.InvariantCulture);
        return new(Certainty.Unknown, $"each of {tests.Length} {Name.Replace('_', ' ')}s reaches its threshold with the counts listed; "
            + $"together they may err with probability {error}, if {premise} and the counts are theirs");
    }

    /// <summary>Whether so many hits decide on a bound of their frequency.</summary>
    private protected abstract bool IsReached(Reals reals, bool isSupport, Rational delta, int hits, int trials, Rational alpha);

    private Rational Level(Case @case, StrictJson test)
    {
        var fields = test.Object("instance", "statement", "decision", "alpha", "successes", "failures", "unknowns");
        var statement = Tree.Of(@case.Claim.Closed).OfType<WithProbability>().ElementAt(fields[1].Integer(0, 1000));
        var level = @case.Evaluator.Number(statement.Level, @case.Instance(fields[0])).Constant;
        var (isSupport, alpha, isLower) = (fields[2].String() == "supported", fields[3].Number(), statement.Relation == Relation.GreaterOrEqual);
        Require((isLower || statement.Relation == Relation.LessOrEqual) && (isSupport || fields[2].String() == "refuted"), "this test is not read");
        var counts = fields[4..7].Select(f => f.Integer(0, 1 << 30)).ToArray();

        // P(A) >= p bounds the failures by 1 - p, P(A) <= p the successes by p. Unknown trials count against whoever speaks, and
        // so does the end of the level's enclosure.
        var bound = isLower ? new Enclosure(Rational.One - level.High, Rational.One - level.Low) : level;
        var (delta, hits) = (isSupport ? bound.Low : bound.High, (isLower ? counts[1] : counts[0]) + (isSupport ? counts[2] : 0));
        Require(delta.Sign > 0 && delta < 1 && alpha.Sign > 0 && alpha < 1, "a bound and an error must lie strictly between 0 and 1");
        return IsReached(@case.Evaluator.Reals, isSupport, delta, hits, counts.Sum(), alpha) ? alpha : throw new NotShownException("no threshold is reached");
    }
}
