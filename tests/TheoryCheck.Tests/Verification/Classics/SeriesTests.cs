using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Verification.Classics;

/// <summary>Series and statements about infinitely many terms.</summary>
[TestFixture]
public sealed class SeriesTests
{
    [TestCase("sum(j in 1..: 1/j^2)", true)]
    [TestCase("sum(j in 1..: j^(-3/2)*cos(j))", true)]
    [TestCase("sum(j in 1..: exp(-j))", false, TestName = "Series_OfAnExponential_IsNotDecidedByPowers")]
    public void Series_ThatConverges_IsNotRefuted(string series, bool isDecided)
    {
        var outcome = SpecRun.One($"claim c: converges({series})");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(isDecided ? VerdictKind.Unrefuted : VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }

    [TestCase("sum(j in 1..: 1/j)")]
    [TestCase("sum(j in 1..: 1/j - 1/j^2)")]
    [TestCase("sum(j in 3..: sigmoid(0)/sqrt(j))")]
    public void Series_ThatDiverges_IsRefuted(string series) =>
        Assert.That(SpecRun.One($"claim c: converges({series})").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));

    [Test]
    public void Series_OfAnInfiniteFamily_IsSearched()
    {
        const string Head = "given a[j in 1..] in reals\nclaim c: for all a where (for all j in 1..: ";
        Assert.That(SpecRun.One(Head + "a[j] <= j^(-2)): converges(sum(j in 1..: a[j]))").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
        Assert.That(SpecRun.One(Head + "abs(a[j]) <= j^(-2)): converges(sum(j in 1..: a[j]))").Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
    }

    [Test]
    public void PowerScale_OfSumsAndProducts_EnclosesTheValueAtEveryPoint()
    {
        var one = Interval.FromRational(Rational.One, 64);
        for (var x = 2; x <= 50; x += 3)
        {
            var scale = F(PowerScale<Interval>.Variable(one, 2));
            var value = F(Interval.FromRational(x, 64));
            var known = scale.Factor * Interval.Exp(Interval.FromRational(scale.Power, 64) * Interval.Log(Interval.FromRational(x, 64)));
            Assert.That(known.Overlaps(value) && known.Lower <= value.Upper && value.Lower <= known.Upper, Is.True, $"x = {x}: {value} against {known}");
            Assert.That(known.Lower <= value.Lower && value.Upper <= known.Upper, Is.True, $"x = {x}");
        }
    }

    [Test]
    public void PowerScale_Comparisons_HoldForAllPointsOrAreUnknown()
    {
        var x = PowerScale<Interval>.Variable(Interval.FromRational(Rational.One, 64), 2);
        var three = x.Literal(3);
        Assert.That(PowerScale<Interval>.Compare(Relation.Greater, x, x.Literal(1)), Is.EqualTo(Certainty.True));
        Assert.That(PowerScale<Interval>.Compare(Relation.Greater, x, three), Is.EqualTo(Certainty.Unknown));
        Assert.That(PowerScale<Interval>.Compare(Relation.Less, x * x, x), Is.EqualTo(Certainty.False));
        Assert.That(() => PowerScale<Interval>.Exp(x), Throws.TypeOf<NotRepresentableException>());
    }

    private static T F<T>(T x)
        where T : IReal<T> => T.Abs(T.Exp(x.Literal(new Rational(-3, 2)) * LogOf(x)) - (x.Literal(2) / (x * x))) + T.Sqrt(x.Literal(3) / x) + T.Cos(x);

    private static T LogOf<T>(T x)
        where T : IReal<T> => T.Log(x);
}
