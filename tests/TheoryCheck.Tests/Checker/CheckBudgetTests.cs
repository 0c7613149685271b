using NUnit.Framework;
using TheoryCheck.Checker;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Checker;

/// <summary>A check that takes too long is given up, and long numbers in functions cost no more than the precision asks.</summary>
[TestFixture]
internal sealed class CheckBudgetTests
{
    // Of 2^28/4096 steps all but a few are spent before the series is summed.
    [TestCase(8, false)]
    [TestCase(1 << 14, true)]
    public void Function_ThatTakesMoreStepsThanAreLeft_IsGivenUp(int left, bool isKnown)
    {
        var reals = new Reals(4096);
        for (var spent = left; spent < 1 << 16; spent++)
        {
            reals.Spend();
        }

        Assert.That(() => reals.Exp(new Rational(1, 3)), isKnown ? Throws.Nothing : Throws.TypeOf<NotShownException>().With.Message.EqualTo(CertificateChecker.TooLong));
    }

    // 1/3 and a number of 700 bits next to it: with 64 bits both have the value of the same rounded argument, and enclose exp(1/3), log(1/3) and arctan(1/3).
    [TestCase("exp", "1.3956124250860893", "1.3956124250860898")]
    [TestCase("log", "-1.0986122886681099", "-1.0986122886681096")]
    [TestCase("arctan", "0.3217505543966420", "0.3217505543966424")]
    public void Function_OfALongNumber_EnclosesItsValue(string name, string low, string high)
    {
        var jets = new Jets(new Reals(64));
        var value = Functions.Apply(jets, name, [new Rational(1, 3) + Rational.Power(2, -700)])[0];
        Assert.Multiple(() =>
        {
            Assert.That(value.Low, Is.GreaterThan(Of(low)).And.LessThan(Of(high)));
            Assert.That(value.High, Is.GreaterThan(Of(low)).And.LessThan(Of(high)));
            Assert.That(value.High - value.Low, Is.LessThan(Rational.Power(2, -55)).And.GreaterThan(Rational.Zero));
        });
    }

    private static Rational Of(string text) => Rational.TryParse(text, out var value) ? value : throw new FormatException(text);
}
