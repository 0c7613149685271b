using TheoryCheck.Rigor.Enclosures;

namespace TheoryCheck.Rigor.Doubles;

/// <summary>The elementary functions of intervals by their ends; operands are decided and inside the domains.</summary>
/// <typeparam name="TRounding">How results are rounded; only tests use another rule than <see cref="Outward"/>.</typeparam>
internal static class EndFunctions<TRounding>
    where TRounding : struct, IRounding
{
    // π lies between these neighbours: its nearest double is 3.141592653589793116, below it.
    private const double PiBelow = 3.141592653589793;
    private const double PiAbove = 3.1415926535897936;
    private const double Tiny = 7.450580596923828e-09;
    private const int FarPrecision = 128;

    internal static Ends Pi => new(PiBelow, PiAbove);

    internal static Ends Exp(Ends value)
    {
        var low = ExpOf(value.Lower);
        return new(low.Lower, value.IsPoint ? low.Upper : ExpOf(value.Upper).Upper);
    }

    /// <summary>The logarithm of an interval with a positive lower end.</summary>
    internal static Ends Log(Ends value)
    {
        var low = LogOf(value.Lower);
        return new(low.Lower, value.IsPoint ? low.Upper : LogOf(value.Upper).Upper);
    }

    /// <summary>sin (shift 0) or cos (shift 1): the ends' values, and ±1 for each extremum between them.</summary>
    internal static Ends Wave(Ends value, int shift)
    {
        if (!double.IsFinite(value.Lower) || !double.IsFinite(value.Upper))
        {
            return new(-1, 1);
        }

        if (Math.Max(-value.Lower, value.Upper) > WaveKernel.Largest)
        {
            return FarWave(value, shift);
        }

        var (first, quarter) = WaveOf(value.Lower, shift);
        if (value.IsPoint)
        {
            return first;
        }

        var (last, end) = WaveOf(value.Upper, shift);
        var hull = Ends.Hull(first, last);
        if (end - quarter > 4)
        {
            return new(-1, 1);
        }

        // Extrema of the sine are at odd multiples m·π/2; those with ⌊lower⌋ < m ≤ ⌊upper⌋ lie between, 0 at the lower end itself.
        for (var m = value.Lower == 0 ? quarter : quarter + 1; m <= end; m++)
        {
            var phase = (m + shift) & 3;
            hull = phase == 1 ? hull with { Upper = 1 } : phase == 3 ? hull with { Lower = -1 } : hull;
        }

        return hull;
    }

    /// <summary>The angles of a box; 0 at the origin.</summary>
    internal static Ends Angle(Ends y, Ends x)
    {
        if (y.Lower == 0 && y.Upper == 0 && x.Lower >= 0)
        {
            return default;
        }

        if (y.Lower <= 0 && y.Upper >= 0 && x.Lower <= 0 && (y.Lower < 0 || x.Upper >= 0))
        {
            return Sector(y, x);
        }

        // The cut belongs to the upper half plane: y = 0 with x < 0 is the angle π.
        return y.Lower >= 0 ? UpperAngle(y, x)
            : y.Upper <= 0 ? -UpperAngle(-y, x)
            : new(-AngleOf(-y.Lower, x.Lower).Upper, AngleOf(y.Upper, x.Lower).Upper);
    }

    /// <summary>The angle in [0, π] with a cosine in an interval within [-1, 1].</summary>
    internal static Ends Acos(Ends value)
    {
        var low = AcosOf(value.Upper);
        return new(low.Lower, value.IsPoint ? low.Upper : AcosOf(value.Lower).Upper);
    }

    private static Ends ExpOf(double x)
    {
        const double Overflow = 709.782712893384;
        const double Underflow = -745.1332191019412;
        const double NearOne = 8.673617379884035e-19;
        if (x >= Overflow)
        {
            return double.IsPositiveInfinity(x) ? new(x, x) : new(double.MaxValue, double.PositiveInfinity);
        }

        if (x <= Underflow)
        {
            return double.IsNegativeInfinity(x) ? default : new(0, double.Epsilon);
        }

        if (Math.Abs(x) < NearOne)
        {
            return Beside(RoundedOperation.Exponential, 1, x);
        }

        var (mantissa, exponent) = ExponentialKernel.Of(x);
        return EndArithmetic<TRounding>.Widen(RoundedOperation.Exponential, mantissa, exponent);
    }

    private static Ends LogOf(double x) =>
        double.IsPositiveInfinity(x) ? new(x, x)
        : x == 1 ? default
        : EndArithmetic<TRounding>.Widen(RoundedOperation.Logarithm, LogarithmKernel.Of(x));

    private static (Ends Value, int Quarter) WaveOf(double x, int shift)
    {
        if (Math.Abs(x) < Tiny)
        {
            // sin x lies between x - x³/6 and x, cos x between 1 - x²/2 and 1: less than half a unit for |x| < 2⁻²⁷.
            var value = x == 0 ? new Ends(shift, shift)
                : shift == 0 ? Beside(RoundedOperation.Wave, x, -x)
                : Beside(RoundedOperation.Wave, 1, -1);
            return (value, x < 0 ? -1 : 0);
        }

        var (wave, quarter) = WaveKernel.Of(x, shift);
        var ends = EndArithmetic<TRounding>.Widen(RoundedOperation.Wave, wave);
        return (new(Math.Max(-1, ends.Lower), Math.Min(1, ends.Upper)), quarter);
    }

    /// <summary>Beyond the reduction of the kernel: the arbitrary-precision enclosure, rounded outward.</summary>
    private static Ends FarWave(Ends value, int shift)
    {
        if (value.Upper - value.Lower > 7)
        {
            return new(-1, 1);
        }

        var wide = Interval.FromBounds(Rational.FromExact(value.Lower), Rational.FromExact(value.Upper), FarPrecision);
        var wave = shift == 0 ? Interval.Sin(wide) : Interval.Cos(wide);
        return new(wave.LowerDouble, wave.UpperDouble);
    }

    /// <summary>An exact value that is off a double by less than half a unit, in a known direction.</summary>
    private static Ends Beside(RoundedOperation operation, double nearest, double error) =>
        error == 0 ? new(nearest, nearest) : new(TRounding.Down(operation, nearest, error), TRounding.Up(operation, nearest, error));

    /// <summary>The angles of the quadrants that the box meets.</summary>
    private static Ends Sector(Ends y, Ends x)
    {
        var turn = x.Lower >= 0 ? PiAbove / 2 : PiAbove;
        var low = y.Lower >= 0 ? 0 : -turn;
        var high = y.Upper <= 0 && x.Lower >= 0 ? 0 : turn;
        return new(low, high);
    }

    /// <summary>For y ≥ 0 the angle falls with x, and grows with y exactly where x ≥ 0.</summary>
    private static Ends UpperAngle(Ends y, Ends x)
    {
        var low = AngleOf(x.Upper >= 0 ? y.Lower : y.Upper, x.Upper).Lower;
        return new(low, AngleOf(x.Lower > 0 ? y.Upper : y.Lower, x.Lower).Upper);
    }

    /// <summary>The angle of a point with y ≥ 0 other than the origin; infinite ends as limits.</summary>
    private static Ends AngleOf(double y, double x)
    {
        if (y == 0 || double.IsInfinity(x))
        {
            return x > 0 ? default : Pi;
        }

        if (x == 0 || double.IsInfinity(y))
        {
            return new(PiBelow / 2, PiAbove / 2);
        }

        var (top, across) = (Math.ILogB(y), Math.ILogB(x));
        if (x > 0 && top - across < -200)
        {
            // arctan q lies between q(1 - q²) and q; an inexact quotient of doubles is further off every double than that.
            var q = Rounded.Quotient(y, x);
            return Beside(RoundedOperation.Angle, q.Nearest, q.Error == 0 ? -1 : q.Error);
        }

        // A part 2⁴⁰⁰ times smaller than the other moves an angle near a quarter or half turn by nothing that counts.
        var common = Math.Max(top, across);
        var (v, u) = (Math.Max(top - common, -400), Math.Max(across - common, -400));
        return EndArithmetic<TRounding>.Widen(
            RoundedOperation.Angle, AngleKernel.Of(Math.ScaleB(Math.ScaleB(y, -top), v), Math.ScaleB(Math.ScaleB(x, -across), u)));
    }

    private static Ends AcosOf(double x)
    {
        if (x == 1)
        {
            return default;
        }

        if (x == -1)
        {
            return Pi;
        }

        if (Math.Abs(x) < 1.2621774483536189e-29)
        {
            return new(PiBelow / 2, PiAbove / 2);
        }

        var sine = Twofold.SquareRoot(Twofold.Sum(1, -x) * Twofold.Sum(1, x));
        return EndArithmetic<TRounding>.Widen(RoundedOperation.Angle, AngleKernel.Of(sine, x));
    }
}
