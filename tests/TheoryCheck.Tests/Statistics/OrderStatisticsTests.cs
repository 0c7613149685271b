using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;

namespace TheoryCheck.Tests.Statistics;

public sealed class OrderStatisticsTests
{
    private static readonly Probability Median = Probability.Of(1, 2);

    [TestCase(20, 6, 15, 0.9586)]
    [TestCase(50, 18, 33, 0.9672)]
    [TestCase(100, 40, 61, 0.9648)]
    [TestCase(200, 86, 115, 0.9600)]
    public void Ranks_Median_MatchTheTable(int count, int lower, int upper, double coverage)
    {
        var ranks = OrderStatistics.Ranks(count, Median, Alpha.Of(1, 20));
        Assert.That((ranks.Lower, ranks.Upper), Is.EqualTo(((int?)lower, (int?)upper)));
        Assert.That(ranks.Coverage.ToDouble(), Is.EqualTo(coverage).Within(5e-5));
    }

    [Test]
    public void Ranks_OuterQuantile_AreMirroredAndMayBeMissing()
    {
        var low = OrderStatistics.Ranks(60, Probability.Of(1, 10), Alpha.Of(1, 20));
        var high = OrderStatistics.Ranks(60, Probability.Of(9, 10), Alpha.Of(1, 20));
        Assert.That(high, Is.EqualTo(new QuantileRanks(61 - low.Upper, 61 - low.Lower, low.Coverage)));
        var few = OrderStatistics.Ranks(5, Median, Alpha.Of(1, 20));
        Assert.That(few, Is.EqualTo(new QuantileRanks(null, null, Rational.One)));
        Assert.That(OrderStatistics.Ranks(6, Median, Alpha.Of(1, 20)).Coverage, Is.EqualTo(new Rational(31, 32)));
    }

    [Test]
    public void MedianWithin_NaNs_CountAgainstBothEnds()
    {
        double[] values = [.. Enumerable.Range(1, 20).Select(i => (double)i)];
        Assert.That(OrderStatistics.Interval(values, Median, Alpha.Of(1, 20)), Is.EqualTo(new QuantileInterval(6, 15, OrderStatistics.Ranks(20, Median, Alpha.Of(1, 20)).Coverage)));
        Assert.That(OrderStatistics.MedianWithin(values, 6, 15, Alpha.Of(1, 20)), Is.EqualTo(Decision.Supported));
        Assert.That(OrderStatistics.MedianWithin(values, 7, 15, Alpha.Of(1, 20)), Is.EqualTo(Decision.Undecided));
        Assert.That(OrderStatistics.MedianWithin(values, 15.5, 19, Alpha.Of(1, 20)), Is.EqualTo(Decision.Refuted));
        values[10] = double.NaN;
        Assert.That(OrderStatistics.MedianWithin(values, 6, 15, Alpha.Of(1, 20)), Is.EqualTo(Decision.Undecided));
        Assert.That(OrderStatistics.MedianWithin(Enumerable.Repeat(double.NaN, 40).ToArray(), -1, 1, Alpha.Of(1, 20)), Is.EqualTo(Decision.Undecided));
        Assert.That(OrderStatistics.MedianWithin(values, double.NaN, 100, Alpha.Of(1, 20)), Is.EqualTo(Decision.Undecided));
    }

    /// <summary>For a discrete law given by its probabilities, support and refutation of the frequency claim imply the quantile claim or its negation.</summary>
    [Test]
    public void QuantileAsFrequency_DiscreteLaws_AgreesWithTheDefinition()
    {
        Relation[] relations = [Relation.Less, Relation.LessOrEqual, Relation.Greater, Relation.GreaterOrEqual];
        for (var a = 0; a <= 4; a++)
        {
            for (var b = 0; a + b <= 4; b++)
            {
                int[] mass = [a, b, 4 - a - b];
                for (var q = 1; q <= 3; q++)
                {
                    var quantile = Enumerable.Range(0, 3).First(x => mass.Take(x + 1).Sum() >= q);
                    foreach (var relation in relations)
                    {
                        for (var bound = 0; bound < 3; bound++)
                        {
                            var mapped = OrderStatistics.ToFrequency(relation, Probability.Of(q, 4));
                            var chance = Enumerable.Range(0, 3).Where(x => (Rational.Compare(mapped.Event, x, bound) == Certainty.True)).Sum(x => mass[x]);
                            var truth = (Rational.Compare(relation, quantile, bound) == Certainty.True);

                            // Statistics only ever speaks of frequencies strictly on one side.
                            var holds = (Rational.Compare(mapped.Claim.Relation, chance, q) == Certainty.True);
                            Assert.That(chance == q || holds == truth, $"{string.Join(',', mass)}: q={q}/4, {relation} {bound}");
                        }
                    }
                }
            }
        }
    }

    [Test]
    public void LeastSquaresSlope_Line_IsExactAndBendsShow()
    {
        Assert.That(LeastSquaresSlope.Of([3, 1, 2, 4], [7, 3, 5, 9]), Is.EqualTo(new LeastSquaresSlope(2, 2, 2)));
        var bent = LeastSquaresSlope.Of([0, 1, 2, 3, 4], [0, 1, 2, 2, 2]);
        Assert.That(bent.First, Is.EqualTo(1).Within(1e-12));
        Assert.That(bent.Second, Is.EqualTo(0).Within(1e-12));
        Assert.That(bent.Slope, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(LeastSquaresSlope.Of([1, 1], [0, 5]).Slope, Is.NaN);
        Assert.That(LeastSquaresSlope.Of([1, 2], [0, double.NaN]).Slope, Is.NaN);
        Assert.That(() => LeastSquaresSlope.Of([1], []), Throws.ArgumentException);
    }
}
