using System.Runtime.Intrinsics;
using NUnit.Framework;
using TheoryCheck.Numerics.Elementary;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Numerics.Elementary;

[TestFixture]
internal sealed class ElementaryFunctionsTests
{
    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.5, -0.5, double.Epsilon, -double.Epsilon, 1e-310, -1e-310, 2.2250738585072014e-308, double.MaxValue, double.MinValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI, Math.PI / 2, 1e22, 709.78, 709.79, -745.13, -745.14, -708.5, 1 + 1e-15, 1 - 1e-15,
    ];

    private static IEnumerable<TestCaseData> Functions()
    {
        yield return Case("exp", ElementaryFunctions.Exp, ElementaryFunctions.Exp, Math.Exp, -740, 709, 2);
        yield return Case("expm1", ElementaryFunctions.Expm1, ElementaryFunctions.Expm1, x => Compensated.Expm1(x), -30, 30, 3);
        yield return Case("log", ElementaryFunctions.Log, ElementaryFunctions.Log, Math.Log, 1e-300, 1e10, 2);
        yield return Case("log near 1", ElementaryFunctions.Log, ElementaryFunctions.Log, Math.Log, 0.5, 2, 2);
        yield return Case("tanh", ElementaryFunctions.Tanh, ElementaryFunctions.Tanh, Math.Tanh, -20, 20, 4);
        yield return Case("sin", ElementaryFunctions.Sin, ElementaryFunctions.Sin, Math.Sin, -1e5, 1e5, 2);
        yield return Case("cos", ElementaryFunctions.Cos, ElementaryFunctions.Cos, Math.Cos, -1e5, 1e5, 2);
        yield return Case("sin small", ElementaryFunctions.Sin, ElementaryFunctions.Sin, Math.Sin, -2, 2, 2);
        yield return Case("cos small", ElementaryFunctions.Cos, ElementaryFunctions.Cos, Math.Cos, -2, 2, 2);
        yield return Case("sin beyond 2^20", ElementaryFunctions.Sin, ElementaryFunctions.Sin, Math.Sin, -2e6, 2e6, 2);
        yield return Case("atan", x => ElementaryFunctions.Atan2(x, Vector512<double>.One), x => ElementaryFunctions.Atan2(x, 1), Math.Atan, -30, 30, 3);
        yield return Case("sigmoid", ElementaryFunctions.Sigmoid, ElementaryFunctions.Sigmoid, x => 1 / (1 + Math.Exp(-x)), -30, 700, 6);
    }

    [TestCaseSource(nameof(Functions))]
    public void Function_OnRandomArguments_AgreesWithTheLibrary(
        Func<Vector512<double>, Vector512<double>> vector,
        Func<double, double> scalar,
        Func<double, double> expected,
        double from,
        double to,
        int ulps)
    {
        var worst = 0.0;
        for (var i = 0; i < 8000; i++)
        {
            var x = from + (to - from) * Weyl(i);
            worst = Math.Max(worst, Ulps(scalar(x), expected(x)));
        }

        Assert.That(worst, Is.LessThanOrEqualTo(ulps));
    }

    [TestCaseSource(nameof(Functions))]
    public void Function_InAnyLane_GivesTheScalarBits(
        Func<Vector512<double>, Vector512<double>> vector,
        Func<double, double> scalar,
        Func<double, double> expected,
        double from,
        double to,
        int ulps)
    {
        Span<double> lanes = stackalloc double[8];
        for (var i = 0; i < 600; i++)
        {
            for (var lane = 0; lane < 8; lane++)
            {
                var k = 8 * i + lane;
                lanes[lane] = k % 5 == 0 ? Special[k / 5 % Special.Length] : from + (to - from) * Weyl(k);
            }

            var result = vector(Vector512.Create<double>(lanes));
            for (var lane = 0; lane < 8; lane++)
            {
                Assert.That(
                    BitConverter.DoubleToInt64Bits(result[lane]),
                    Is.EqualTo(BitConverter.DoubleToInt64Bits(scalar(lanes[lane]))),
                    () => "a lane differs from the scalar call");
            }
        }
    }

    [TestCase(double.NaN, double.NaN)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity, 0)]
    [TestCase(0, 1)]
    [TestCase(-0.0, 1)]
    [TestCase(709.782712893384, 1.7976931348622732E+308)]
    [TestCase(709.7827128933841, double.PositiveInfinity)]
    [TestCase(-745.1332191019411, double.Epsilon)]
    [TestCase(-745.1332191019412, double.Epsilon)]
    [TestCase(-745.1332191019413, 0)]
    [TestCase(1e308, double.PositiveInfinity)]
    [TestCase(-1e308, 0)]
    public void Exp_AtTheEdges_IsExact(double x, double expected) =>
        Assert.That(ElementaryFunctions.Exp(x), Is.EqualTo(expected).Within(4).Ulps);

    [TestCase(double.NaN, double.NaN)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity, double.NaN)]
    [TestCase(-1, double.NaN)]
    [TestCase(-double.Epsilon, double.NaN)]
    [TestCase(0, double.NegativeInfinity)]
    [TestCase(-0.0, double.NegativeInfinity)]
    [TestCase(1, 0)]
    [TestCase(double.Epsilon, -744.4400719213812)]
    [TestCase(double.MaxValue, 709.782712893384)]
    public void Log_AtTheEdges_IsExact(double x, double expected) =>
        Assert.That(ElementaryFunctions.Log(x), Is.EqualTo(expected));

    [Test]
    public void Exp_IntoTheSubnormals_IsRoundedOnce()
    {
        for (var i = 0; i < 2000; i++)
        {
            var x = -745 + 37 * Weyl(i);
            Assert.That(ElementaryFunctions.Exp(x), Is.EqualTo(Math.Exp(x)).Within(2).Ulps);
        }
    }

    [TestCase(1, 1, Math.PI / 4)]
    [TestCase(0, 0, 0)]
    [TestCase(0, -1, Math.PI)]
    [TestCase(-0.0, -1, Math.PI)]
    [TestCase(1, 0, Math.PI / 2)]
    [TestCase(-1, 0, -Math.PI / 2)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity, Math.PI / 4)]
    [TestCase(double.PositiveInfinity, double.NegativeInfinity, 3 * Math.PI / 4)]
    [TestCase(1, double.PositiveInfinity, 0)]
    [TestCase(1, double.NegativeInfinity, Math.PI)]
    [TestCase(-1, double.NegativeInfinity, -Math.PI)]
    [TestCase(double.NegativeInfinity, 3, -Math.PI / 2)]
    [TestCase(double.MaxValue, double.MaxValue, Math.PI / 4)]
    [TestCase(double.Epsilon, double.Epsilon, Math.PI / 4)]
    [TestCase(double.Epsilon, double.MaxValue, 0)]
    [TestCase(double.NaN, 1, double.NaN)]
    [TestCase(1, double.NaN, double.NaN)]
    [TestCase(double.NaN, double.PositiveInfinity, double.NaN)]
    [TestCase(double.PositiveInfinity, double.NaN, double.NaN)]
    public void Atan2_AtTheEdges_IsTheAngle(double y, double x, double expected) =>
        Assert.That(ElementaryFunctions.Atan2(y, x), Is.EqualTo(expected));

    [Test]
    public void Atan2_OnRandomPoints_AgreesWithTheLibrary()
    {
        var worst = 0.0;
        for (var i = 0; i < 50000; i++)
        {
            var (y, x) = (2 * Weyl(i) - 1, (2 * Weyl(7 * i + 3) - 1) * Math.Pow(2, i % 40 - 20));
            worst = Math.Max(worst, Ulps(ElementaryFunctions.Atan2(y, x), Math.Atan2(y, x)));
        }

        Assert.That(worst, Is.LessThanOrEqualTo(3));
    }

    [TestCase(1e22, -0.8522008497671888, 0.52321478539513899)]
    [TestCase(6381956970095103.0 * 1.4821387422376473e+240, double.NaN, double.NaN)]
    [TestCase(double.PositiveInfinity, double.NaN, double.NaN)]
    public void SinCos_OfHugeAngles_UsesAllOfPi(double x, double sin, double cos)
    {
        var (s, c) = ElementaryFunctions.SinCos(x);
        if (double.IsFinite(x) && double.IsNaN(sin))
        {
            Assert.That(s * s + c * c, Is.EqualTo(1).Within(1e-15));
            Assert.That(s, Is.EqualTo(Math.Sin(x)).Within(4).Ulps);
            Assert.That(c, Is.EqualTo(Math.Cos(x)).Within(4).Ulps);
        }
        else
        {
            Assert.That((s, c), Is.EqualTo((sin, cos)));
        }
    }

    [Test]
    public void SinCosTurns_AtQuarters_IsExact()
    {
        for (var k = -8; k <= 8; k++)
        {
            var (sin, cos) = ElementaryFunctions.SinCosTurns(k / 4.0);
            Assert.That(Math.Abs(sin), Is.EqualTo(k % 2 == 0 ? 0 : 1));
            Assert.That(Math.Abs(cos), Is.EqualTo(k % 2 == 0 ? 1 : 0));
        }

        for (var i = 0; i < 1000; i++)
        {
            var (sin, cos) = ElementaryFunctions.SinCosTurns(Weyl(i));
            Assert.That(sin, Is.EqualTo(Math.Sin(2 * Math.PI * Weyl(i))).Within(1e-15));
            Assert.That(cos, Is.EqualTo(Math.Cos(2 * Math.PI * Weyl(i))).Within(1e-15));
        }
    }

    // Values to 17 digits computed with 60-digit arithmetic.
    [TestCase(0.1, 0.11246291601828489, 0.88753708398171511)]
    [TestCase(0.5, 0.52049987781304654, 0.47950012218695346)]
    [TestCase(0.99, 0.83850806955536984, 0.16149193044463016)]
    [TestCase(1, 0.84270079294971487, 0.15729920705028513)]
    [TestCase(2, 0.99532226501895273, 0.0046777349810472658)]
    [TestCase(5, 0.99999999999846254, 1.5374597944280349e-12)]
    [TestCase(10, 1, 2.0884875837625448e-45)]
    [TestCase(26, 1, 5.6631924088561428e-296)]
    [TestCase(-2, -0.99532226501895273, 1.9953222650189527)]
    [TestCase(double.PositiveInfinity, 1, 0)]
    [TestCase(double.NegativeInfinity, -1, 2)]
    [TestCase(double.NaN, double.NaN, double.NaN)]
    public void Erf_AtKnownPoints_IsAccurate(double x, double erf, double erfc)
    {
        Assert.That(ElementaryFunctions.Erf(x), Is.EqualTo(erf).Within(4).Ulps);
        Assert.That(ElementaryFunctions.Erfc(x), Is.EqualTo(erfc).Within(8).Ulps);
    }

    [TestCase(1e-20)]
    [TestCase(-1e-20)]
    [TestCase(1e-310)]
    [TestCase(0.0)]
    public void SmallArguments_AreKept(double x)
    {
        Assert.That(ElementaryFunctions.Expm1(x), Is.EqualTo(x));
        Assert.That(ElementaryFunctions.Log1p(x), Is.EqualTo(x));
        Assert.That(ElementaryFunctions.Tanh(x), Is.EqualTo(x));
        Assert.That(ElementaryFunctions.Sin(x), Is.EqualTo(x));
        Assert.That(ElementaryFunctions.Atan2(x, 1), Is.EqualTo(x));
    }

    [TestCase(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, 1.0, 1.0)]
    [TestCase(double.NegativeInfinity, -1.0, double.NaN, -1.0, 0.0)]
    [TestCase(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN)]
    public void Tails_AreTheLimits(double x, double expm1, double log1p, double tanh, double sigmoid)
    {
        Assert.That(ElementaryFunctions.Expm1(x), Is.EqualTo(expm1));
        Assert.That(ElementaryFunctions.Log1p(x), Is.EqualTo(log1p));
        Assert.That(ElementaryFunctions.Tanh(x), Is.EqualTo(tanh));
        Assert.That(ElementaryFunctions.Sigmoid(x), Is.EqualTo(sigmoid));
    }

    [Test]
    public void Log1p_InvertsExpm1()
    {
        for (var i = 0; i < 5000; i++)
        {
            var x = (2 * Weyl(i) - 1) * Math.Pow(2, -(i % 40));
            Assert.That(ElementaryFunctions.Log1p(ElementaryFunctions.Expm1(x)), Is.EqualTo(x).Within(12).Ulps);
        }
    }

    // The stated accuracy, against enclosures of the exact values with 128 bits.
    [TestCase("exp", -700, 700, 1.0)]
    [TestCase("exp", -1, 1, 1.0)]
    [TestCase("log", 0, 10, 1.0)]
    [TestCase("log", 0, 1e300, 1.0)]
    [TestCase("sin", -4, 4, 1.0)]
    [TestCase("sin", -1e6, 1e6, 1.0)]
    [TestCase("sin", -1e200, 1e200, 1.0)]
    [TestCase("cos", -4, 4, 1.0)]
    [TestCase("cos", -1e6, 1e6, 1.0)]
    [TestCase("atan", -1, 1, 2.0)]
    [TestCase("atan", -50, 50, 2.0)]
    [TestCase("tanh", -3, 3, 3.0)]
    [TestCase("tanh", -1e-3, 1e-3, 3.0)]
    [TestCase("sigmoid", -40, 40, 3.0)]
    [TestCase("expm1", -2, 2, 2.0)]
    [TestCase("expm1", -40, 700, 2.0)]
    [TestCase("log1p", -0.9, 2, 2.0)]
    public void Function_ComparedWithExactEnclosures_KeepsItsStatedError(string name, double from, double to, double ulps)
    {
        for (var i = 1; i <= 400; i++)
        {
            var x = from + (to - from) * Weyl(i);
            var exact = Enclose(name, Interval.FromExact(x, 256));
            var value = Rational.FromExact(Compute(name, x));
            var magnitude = Math.Abs(exact.LowerDouble);
            var unit = Rational.FromExact(Math.BitIncrement(magnitude) - magnitude);
            var error = Interval.Abs(Interval.FromRational(value, 256) - exact);
            Assert.That(error.Upper <= unit * Rational.FromExact(ulps), Is.True, () => $"{name}({x:R}) is off by {error.UpperDouble / unit.ToDouble()} ulp");
        }
    }

    private static double Compute(string name, double x) => name switch
    {
        "exp" => ElementaryFunctions.Exp(x),
        "log" => ElementaryFunctions.Log(x),
        "sin" => ElementaryFunctions.Sin(x),
        "cos" => ElementaryFunctions.Cos(x),
        "atan" => ElementaryFunctions.Atan2(x, 1),
        "tanh" => ElementaryFunctions.Tanh(x),
        "sigmoid" => ElementaryFunctions.Sigmoid(x),
        "expm1" => ElementaryFunctions.Expm1(x),
        _ => ElementaryFunctions.Log1p(x),
    };

    private static Interval Enclose(string name, Interval x)
    {
        var one = x.Literal(1);
        return name switch
        {
            "exp" => Interval.Exp(x),
            "log" => Interval.Log(x),
            "sin" => Interval.Sin(x),
            "cos" => Interval.Cos(x),
            "atan" => Interval.Atan2(x, one),
            "tanh" => (Interval.Exp(x + x) - one) / (Interval.Exp(x + x) + one),
            "sigmoid" => one / (one + Interval.Exp(-x)),
            "expm1" => Interval.Exp(x) - one,
            _ => Interval.Log(one + x),
        };
    }

    private static TestCaseData Case(
        string name,
        Func<Vector512<double>, Vector512<double>> vector,
        Func<double, double> scalar,
        Func<double, double> expected,
        double from,
        double to,
        int ulps) => new TestCaseData(vector, scalar, expected, from, to, ulps).SetArgDisplayNames(name);

    /// <summary>A Weyl sequence in [0, 1): reproducible and evenly spread.</summary>
    private static double Weyl(int i) => unchecked((ulong)i * 0x9E3779B97F4A7C15UL >> 11) * (1.0 / 9007199254740992);

    private static double Ulps(double left, double right) =>
        left.Equals(right) ? 0 : Math.Abs(left - right) / (Math.BitIncrement(Math.Abs(right)) - Math.Abs(right));

    private static class Compensated
    {
        /// <summary>Kahan's formula (u - 1)·x/log(u) with u = exp(x).</summary>
        public static double Expm1(double x)
        {
            var u = Math.Exp(x);
            return u == 1 ? x : u - 1 == -1 ? -1 : (u - 1) * x / Math.Log(u);
        }
    }
}
