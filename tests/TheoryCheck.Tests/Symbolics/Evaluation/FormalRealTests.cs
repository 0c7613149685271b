using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;

namespace TheoryCheck.Tests.Symbolics.Evaluation;

/// <summary>Numbers as formulas: equal ones are seen to be equal, others apart, and nothing is guessed.</summary>
public sealed class FormalRealTests
{
    private static readonly FormalReal Half = FormalReal.FromRational(new Rational(1, 2));
    private static readonly FormalReal Two = FormalReal.FromRational(2);

    [Test]
    public void Comparison_OfEqualIrrationalNumbers_IsSettledByTheirCanonicalForm()
    {
        var (sum, bound) = (FormalReal.Log(FormalReal.Exp(Half) + FormalReal.Exp(Half)), Half + FormalReal.Log(Two));
        Assert.Multiple(() =>
        {
            Assert.That(FormalReal.Compare(Relation.Equal, sum, bound), Is.EqualTo(Certainty.True));
            Assert.That(FormalReal.Compare(Relation.LessOrEqual, sum, bound), Is.EqualTo(Certainty.True));
            Assert.That(FormalReal.Compare(Relation.Less, sum, bound), Is.EqualTo(Certainty.False));
            Assert.That(FormalReal.Compare(Relation.NotEqual, sum, bound), Is.EqualTo(Certainty.False));
        });
    }

    [Test]
    public void Comparison_OfDifferentNumbers_IsThatOfTheirEnclosures()
    {
        var (one, other) = (FormalReal.Sin(Two) * FormalReal.Sin(Two), FormalReal.Cos(Two) * FormalReal.Cos(Two));
        Assert.Multiple(() =>
        {
            Assert.That(FormalReal.Compare(Relation.Greater, one, other), Is.EqualTo(Certainty.True));
            Assert.That(FormalReal.Compare(Relation.Equal, one, other), Is.EqualTo(Certainty.False));
            Assert.That(FormalReal.Compare(Relation.Equal, one + other, Two / Two), Is.EqualTo(Certainty.True));
        });
    }

    [Test]
    public void Comparison_OfEqualNumbersWithoutOneForm_StaysOpen()
    {
        // 2cos(π/9)·(4cos²(π/9) - 3) = 2cos(π/3) = 1, which no rule here knows.
        var cosine = Two * FormalReal.Cos(Half.LiteralPi() / FormalReal.FromRational(9));
        var product = cosine * ((cosine * cosine) - FormalReal.FromRational(3));
        Assert.That(FormalReal.Compare(Relation.Equal, product, FormalReal.FromRational(1)), Is.Not.EqualTo(Certainty.False));
    }

    [Test]
    public void Value_ThatMayBeUndefined_IsRefused() => Assert.Multiple(() =>
    {
        var zero = FormalReal.Log(FormalReal.Exp(Half)) - Half;
        Assert.That(() => FormalReal.Log(FormalReal.FromRational(-1)), Throws.InstanceOf<UndefinedException>());
        Assert.That(() => Two / (Half - Half), Throws.InstanceOf<UndefinedException>());
        Assert.That(() => Two / zero, Throws.InstanceOf<NotRepresentableException>());
        Assert.That(() => FormalReal.Log(zero), Throws.InstanceOf<NotRepresentableException>());
    });

    [Test]
    public void Formula_BeyondFourHundredNodes_IsRefused()
    {
        var sum = FormalReal.Exp(Half);
        Assert.That(() => Enumerable.Range(0, 9).Aggregate(sum, (s, _) => s + (s * Two)), Throws.InstanceOf<NotRepresentableException>());
    }
}
