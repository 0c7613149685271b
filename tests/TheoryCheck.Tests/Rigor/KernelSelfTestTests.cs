using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Doubles;

namespace TheoryCheck.Tests.Rigor;

public sealed class KernelSelfTestTests
{
    [Test]
    public void SelfTest_OnThisHost_Passes()
    {
        Assert.That(KernelSelfTest.Reason, Is.Empty);
        Assert.That(KernelSelfTest.Passed, Is.True);
        Assert.That(Golden.Shipped().Count(), Is.GreaterThanOrEqualTo(200));
    }

    [Test]
    public void SelfTest_OfWrongArithmetic_NamesTheFailure()
    {
        static double Truncated(double exact, double other) => Rounded.Sum(exact, other) is var sum && sum.Error * Math.Sign(sum.Nearest) < 0
            ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(sum.Nearest) - 1)
            : sum.Nearest;
        static double Flushed(double a, double b) => Math.Abs(a * b) < 2.2250738585072014E-308 ? 0 : a * b;
        static double Upward(double a, double b) => Rounded.Product(a, b) is var p && p.Error > 0 ? double.BitIncrement(p.Nearest) : p.Nearest;
        Assert.That(KernelSelfTest.Examine(Truncated, static (a, b) => a * b, []), Does.Contain("sums"));
        Assert.That(KernelSelfTest.Examine(static (a, b) => (float)(a + b), static (a, b) => a * b, []), Does.Contain("sums"));
        Assert.That(KernelSelfTest.Examine(static (a, b) => a + b, Upward, []), Does.Contain("products"));
        Assert.That(KernelSelfTest.Examine(static (a, b) => a + b, static (a, b) => (float)(a * b), []), Does.Contain("products"));
        Assert.That(KernelSelfTest.Examine(static (a, b) => a + b, Flushed, []), Does.Contain("subnormal"));
        var wrong = Golden.Shipped().First(p => p.Function == "exp" && p.Up < 1e300) with { Up = double.MaxValue };
        Assert.That(KernelSelfTest.Examine(static (a, b) => a + b, static (a, b) => a * b, [wrong]), Does.Contain("exp"));
    }

    [Test]
    public void ProductError_BySplitting_EqualsTheFusedOne()
    {
        var samples = new Samples(61);
        for (var i = 0; i < 500; i++)
        {
            var (a, b) = (samples.Next(40).ToDouble(), samples.Next(40).ToDouble());
            Assert.That(ErrorFree.SplitProductError(a, b, a * b), Is.EqualTo(Math.FusedMultiplyAdd(a, b, -(a * b))));
        }
    }
}
