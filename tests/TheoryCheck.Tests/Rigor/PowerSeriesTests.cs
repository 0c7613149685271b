using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using Series = TheoryCheck.Rigor.PowerSeries<TheoryCheck.Rigor.Rational>;

namespace TheoryCheck.Tests.Rigor;

public sealed class PowerSeriesTests
{
    private static readonly Series H = Series.Variable(Rational.One, 10);

    [Test]
    public void Exponential_OfH_HasTheReciprocalFactorials()
    {
        var factorial = Rational.One;
        for (var k = 0; k < 10; k++)
        {
            factorial *= k == 0 ? 1 : k;
            Assert.That(Series.Exp(H).CoefficientOf(k), Is.EqualTo(Rational.One / factorial));
        }

        Assert.That(() => Series.Exp(H).CoefficientOf(10), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Inverses_OfFunctions_GiveBackTheVariable()
    {
        var one = H.Literal(1);
        foreach (var difference in new[]
        {
            Series.Exp(Series.Log(one + H)) - one - H,
            Series.Sqrt(one + H) * Series.Sqrt(one + H) - one - H,
            (one + H) / (one + H) - one,
            Series.Sin(H) * Series.Sin(H) + Series.Cos(H) * Series.Cos(H) - one,
            Series.Atan2(Series.Sin(H), Series.Cos(H)) - H,
        })
        {
            Assert.That(difference.Start, Is.GreaterThanOrEqualTo(9));
            Assert.That(difference.IsBigO(InheritedOperations.Power(H, 9)), Is.EqualTo(Certainty.True));
        }
    }

    [Test]
    public void Kink_ReachedFromAbove_TakesTheSideOfTheLeadingTerm()
    {
        var zero = H.Literal(0);
        Assert.That(InheritedOperations.Abs(-H).CoefficientOf(1), Is.EqualTo(Rational.One));
        Assert.That(Series.Compare(Relation.Less, H * H, H), Is.EqualTo(Certainty.True));
        Assert.That(Series.Compare(Relation.Less, H * H.Literal(1000), H.Literal(new Rational(1, 1000))), Is.EqualTo(Certainty.True));
        Assert.That(InheritedOperations.Max(zero, H - H * H).CoefficientOf(1), Is.EqualTo(Rational.One));
        Assert.That(Series.Floor(H.Literal(2) - H).CoefficientOf(0), Is.EqualTo(Rational.One));
        Assert.That(Series.Floor(H.Literal(2) + H).CoefficientOf(0), Is.EqualTo((Rational)2));
    }

    [Test]
    public void Order_OfExactInstances_IsDecidedBothWays()
    {
        var remainder = Series.Exp(H) - H.Literal(1) - H;
        Assert.That(remainder.IsBigO(H * H), Is.EqualTo(Certainty.True));
        Assert.That(remainder.IsLittleO(H), Is.EqualTo(Certainty.True));
        Assert.That(remainder.IsLittleO(H * H), Is.EqualTo(Certainty.False));
        Assert.That(remainder.IsBigO(InheritedOperations.Power(H, 3)), Is.EqualTo(Certainty.False));
        Assert.That(remainder.IsTheta(H * H), Is.EqualTo(Certainty.True));
        Assert.That((H.Literal(1) / H).IsBigO(H.Literal(1)), Is.EqualTo(Certainty.False));
        Assert.That(Series.Sqrt(H * H + H * H * H).IsTheta(H), Is.EqualTo(Certainty.True));
    }

    [Test]
    public void Questions_BeyondTheKnownTerms_AreUnknown()
    {
        var gone = Series.Exp(H) - Series.Exp(H);
        Assert.That(gone.IsExactlyZero, Is.False);
        Assert.That(Series.Compare(Relation.Equal, gone, H.Literal(0)), Is.EqualTo(Certainty.Unknown));
        Assert.That(Series.Compare(Relation.GreaterOrEqual, gone, H.Literal(0)), Is.EqualTo(Certainty.Unknown));
        Assert.That(gone.IsBigO(InheritedOperations.Power(H, 10)), Is.EqualTo(Certainty.True));
        Assert.That(gone.IsBigO(InheritedOperations.Power(H, 11)), Is.EqualTo(Certainty.Unknown));
        Assert.That(() => H / gone, Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => Series.Sqrt(gone), Throws.TypeOf<NotRepresentableException>());
    }

    [Test]
    public void FunctionsWithoutASeries_AreRefused()
    {
        Assert.That(() => Series.Log(H), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => Series.Log(-H), Throws.TypeOf<UndefinedException>());
        Assert.That(() => Series.Sqrt(H), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => Series.Sqrt(-H * H), Throws.TypeOf<UndefinedException>());
        Assert.That(() => Series.Exp(H.Literal(1) / H), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => H / H.Literal(0), Throws.TypeOf<UndefinedException>());
        Assert.That(() => Series.Sin(H + H.Literal(1)), Throws.TypeOf<NotRepresentableException>());
    }
}
