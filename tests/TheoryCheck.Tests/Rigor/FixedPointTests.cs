using System.Numerics;
using NUnit.Framework;
using TheoryCheck.Rigor.Enclosures;

namespace TheoryCheck.Tests.Rigor;

public sealed class FixedPointTests
{
    private const int Bits = 64;
    private const int Fine = 320;

    [TestCase("exp")]
    [TestCase("log")]
    [TestCase("arctan")]
    [TestCase("sin")]
    [TestCase("cos")]
    public void Bounds_OfEachDirection_LieOnTheirSideAndSwappedOnesAreCaught(string name)
    {
        var samples = new Samples(41);
        var swappedCaught = 0;
        for (var i = 0; i < 100; i++)
        {
            var argument = (new BigInteger(samples.Integer(1 << 30)) << 34) + samples.Integer(1 << 30);
            argument += name == "log" ? BigInteger.One << Bits : BigInteger.Zero;
            var low = Evaluate(name, argument, Bits, Direction.Down);
            var high = Evaluate(name, argument, Bits, Direction.Up);
            var fineLow = Evaluate(name, argument << (Fine - Bits), Fine, Direction.Down);
            var fineHigh = Evaluate(name, argument << (Fine - Bits), Fine, Direction.Up);
            Assert.That(low << (Fine - Bits) <= fineLow && fineHigh <= high << (Fine - Bits), Is.True, $"{name} of {argument}");
            Assert.That(high - low, Is.LessThan((BigInteger)64));
            swappedCaught += high << (Fine - Bits) > fineLow && low << (Fine - Bits) < fineHigh ? 1 : 0;
        }

        Assert.That(swappedCaught, Is.GreaterThan(95));
    }

    [Test]
    public void Constants_AtTwoLengths_AreNestedAndSharp()
    {
        foreach (var constant in new Func<int, Direction, BigInteger>[] { FixedConstant.Pi, FixedConstant.LogTwo })
        {
            Assert.That(constant(64, Direction.Down) << 256 <= constant(320, Direction.Down), Is.True);
            Assert.That(constant(64, Direction.Up) << 256 >= constant(320, Direction.Up), Is.True);
            Assert.That(constant(320, Direction.Up) - constant(320, Direction.Down), Is.InRange(BigInteger.One, (BigInteger)2));
        }
    }

    private static BigInteger Evaluate(string name, BigInteger argument, int w, Direction direction) => name switch
    {
        "exp" => FixedPoint.Exp(argument, w, direction),
        "log" => FixedPoint.Log(argument, w, direction),
        "arctan" => FixedPoint.Arctan(argument, w, direction),
        "sin" => FixedPoint.Sin(argument, w, direction),
        _ => FixedPoint.Cos(argument, w, direction),
    };
}
