using TheoryCheck.Core;

namespace TheoryCheck.Rigor;

/// <summary>
/// The elementary functions in doubles, from the four operations and the square root alone, so that every machine computes the
/// same bits. The only place where <see cref="DoubleReal"/> gets them from.
/// </summary>
/// <remarks><i>Accuracy:</i> no guarantee; the errors measured against <see cref="Interval"/> are below one unit in the last place, two for the angle, and the suite asserts that on its samples.</remarks>
[Cites("fdlibm", "e_exp.c, e_log.c, k_sin.c, k_cos.c, s_atan.c, e_atan2.c")]
internal static class ElementaryDouble
{
    private const double LogTwoHigh = 6.93147180369123816490e-01;
    private const double LogTwoLow = 1.90821492927058770002e-10;
    private const double InverseLogTwo = 1.44269504088896338700e+00;

    // π/2 in three parts of 33 bits, so that the products with n below 2²⁰ are exact.
    private const double HalfPiFirst = 1.57079632673412561417e+00;
    private const double HalfPiSecond = 6.07710050630396597660e-11;
    private const double HalfPiThird = 2.02226624871116645580e-21;
    private const double HalfPiRest = 8.47842766036889956997e-32;
    private const double InverseHalfPi = 6.36619772367581382433e-01;
    private const double PiLow = 1.2246467991473531772e-16;

    private static readonly double[] ArctanHigh = [4.63647609000806093515e-01, 7.85398163397448278999e-01, 9.82793723247329054082e-01, 1.57079632679489655800e+00];
    private static readonly double[] ArctanLow = [2.26987774529616870924e-17, 3.06161699786838301793e-17, 1.39033110312309984516e-17, 6.12323399573676603587e-17];

    private static readonly double[] ArctanSeries =
    [
        3.33333333333329318027e-01, -1.99999999998764832476e-01, 1.42857142725034663711e-01, -1.11111104054623557880e-01,
        9.09088713343650656196e-02, -7.69187620504482999495e-02, 6.66107313738753120669e-02, -5.83357013379057348645e-02,
        4.97687799461593236017e-02, -3.65315727442169155270e-02, 1.62858201153657823623e-02,
    ];

    internal static double Exp(double x)
    {
        if (double.IsNaN(x) || x > 709.782712893383973096 || x < -745.13321910194110842)
        {
            return double.IsNaN(x) ? x : x > 0 ? double.PositiveInfinity : 0;
        }

        var k = Math.Floor(InverseLogTwo * x + 0.5);
        var high = x - k * LogTwoHigh;
        var low = k * LogTwoLow;
        var r = high - low;
        var t = r * r;
        var c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 + t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
        return Math.ScaleB(1 - (low - r * c / (2 - c) - high), (int)k);
    }

    internal static double Log(double x)
    {
        if (double.IsNaN(x) || x <= 0 || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : x < 0 ? double.NaN : x;
        }

        var k = Math.ILogB(x);
        var m = Math.ScaleB(x, -k);
        if (m > 1.41421356237309504880)
        {
            m /= 2;
            k++;
        }

        var f = m - 1;
        var half = 0.5 * f * f;
        var s = f / (2 + f);
        var z = s * s;
        var w = z * z;
        var even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
        var odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
        return k * LogTwoHigh - (half - (s * (half + even + odd) + k * LogTwoLow) - f);
    }

    internal static double Sin(double x) => Wave(x, 0);

    internal static double Cos(double x) => Wave(x, 1);

    internal static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        if (y == 0)
        {
            return x >= 0 ? 0 : Math.PI;
        }

        if (x == 0 || double.IsInfinity(x) || double.IsInfinity(y))
        {
            return Axis(y, x);
        }

        var quotient = Math.Abs(y / x);
        var angle = quotient > 1e19 ? Math.PI / 2 + 0.5 * PiLow : x < 0 && quotient < 1e-19 ? 0 : Arctan(quotient);
        angle = x > 0 ? angle : Math.PI - (angle - PiLow);
        return y < 0 ? -angle : angle;
    }

    private static double Axis(double y, double x)
    {
        var angle = double.IsInfinity(y) ? (double.IsPositiveInfinity(x) ? Math.PI / 4 : double.IsNegativeInfinity(x) ? 3 * Math.PI / 4 : Math.PI / 2)
            : x == 0 ? Math.PI / 2
            : x > 0 ? 0 : Math.PI;
        return y < 0 ? -angle : angle;
    }

    private static double Arctan(double x)
    {
        var interval = -1;
        if (x >= 0.4375)
        {
            (interval, x) = x < 0.6875 ? (0, (2 * x - 1) / (2 + x))
                : x < 1.1875 ? (1, (x - 1) / (x + 1))
                : x < 2.4375 ? (2, (x - 1.5) / (1 + 1.5 * x))
                : (3, -1 / x);
        }

        var z = x * x;
        var sum = 0.0;
        for (var i = ArctanSeries.Length - 1; i >= 0; i--)
        {
            sum = z * (ArctanSeries[i] + sum);
        }

        return interval < 0 ? x - x * sum : ArctanHigh[interval] - (x * sum - ArctanLow[interval] - x);
    }

    private static double Wave(double x, int shift)
    {
        if (!double.IsFinite(x))
        {
            return double.NaN;
        }

        if (Math.Abs(x) > 1e6)
        {
            // Beyond the three-part reduction: the enclosure at 128 bits is narrower than a double there.
            var exact = Interval.FromExact(x, 128);
            return (shift == 0 ? Interval.Sin(exact) : Interval.Cos(exact)).Midpoint.ToDouble();
        }

        var n = Math.Abs(x) <= 0.78539816339744827 ? 0 : Math.Floor(x * InverseHalfPi + 0.5);
        var (r, tail) = Reduce(x, n);
        var quadrant = (int)(((n + shift) % 4 + 4) % 4);
        var value = (quadrant & 1) == 0 ? SinKernel(r, tail) : CosKernel(r, tail);
        return quadrant >= 2 ? -value : value;
    }

    /// <summary>x - n·π/2 as an unevaluated sum, each subtraction with its exact error (Knuth's two-sum).</summary>
    private static (double High, double Low) Reduce(double x, double n)
    {
        if (n == 0)
        {
            return (x, 0);
        }

        var first = x - n * HalfPiFirst;
        var (second, error) = TwoSum(first, -(n * HalfPiSecond));
        var (third, rest) = TwoSum(second, -(n * HalfPiThird));
        return TwoSum(third, error + rest - n * HalfPiRest);
    }

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, a - (sum - part) + (b - part));
    }

    private static double SinKernel(double x, double y)
    {
        var z = x * x;
        var v = z * x;
        var r = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
        return x - (z * (0.5 * y - v * r) - y - v * -1.66666666666666324348e-01);
    }

    private static double CosKernel(double x, double y)
    {
        var z = x * x;
        var r = z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * (2.48015872894767294178e-05 + z * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
        var half = 0.5 * z;
        var w = 1 - half;
        return w + (1 - w - half + (z * r - x * y));
    }
}
