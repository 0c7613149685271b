using System.Runtime.CompilerServices;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Doubles;

/// <summary>
/// The four operations, roots and powers of intervals by their ends. Undecided operands (NaN ends) give undecided results;
/// operands outside a domain are the business of <see cref="DoubleInterval"/>.
/// </summary>
/// <typeparam name="TRounding">How results are rounded; only tests use another rule than <see cref="Outward"/>.</typeparam>
[Cites("hickey2001", "Section 4")]
internal static class EndArithmetic<TRounding>
    where TRounding : struct, IRounding
{
    // 2⁻⁶², with which the kernels of the elementary functions compare their errors, and 2⁻¹⁰⁰.
    private const double FunctionWidth = 2.168404344971009e-19;
    private const double PowerWidth = 7.888609052210118e-31;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Ends Add(Ends left, Ends right)
    {
        var (low, high) = (Rounded.Sum(left.Lower, right.Lower), Rounded.Sum(left.Upper, right.Upper));
        return new(TRounding.Down(RoundedOperation.Add, low.Nearest, low.Error), TRounding.Up(RoundedOperation.Add, high.Nearest, high.Error));
    }

    internal static Ends Multiply(Ends left, Ends right)
    {
        if (left.Lower >= 0)
        {
            return right.Lower >= 0 ? Products(left.Lower, right.Lower, left.Upper, right.Upper)
                : right.Upper <= 0 ? Products(left.Upper, right.Lower, left.Lower, right.Upper)
                : Products(left.Upper, right.Lower, left.Upper, right.Upper);
        }

        if (left.Upper <= 0)
        {
            return right.Lower >= 0 ? Products(left.Lower, right.Upper, left.Upper, right.Lower)
                : right.Upper <= 0 ? Products(left.Upper, right.Upper, left.Lower, right.Lower)
                : Products(left.Lower, right.Upper, left.Lower, right.Lower);
        }

        // NaN ends of either operand come here, and both products of the hull carry them on.
        return right.Lower >= 0 ? Products(left.Lower, right.Upper, left.Upper, right.Upper)
            : right.Upper <= 0 ? Products(left.Upper, right.Lower, left.Lower, right.Lower)
            : Ends.Hull(
                Products(left.Lower, right.Upper, left.Lower, right.Lower),
                Products(left.Upper, right.Lower, left.Upper, right.Upper));
    }

    /// <summary>The quotient by an interval that does not hold 0.</summary>
    internal static Ends Divide(Ends left, Ends right)
    {
        if (right.Upper < 0)
        {
            return Divide(-left, -right);
        }

        var low = Rounded.Quotient(left.Lower, left.Lower >= 0 ? right.Upper : right.Lower);
        var high = Rounded.Quotient(left.Upper, left.Upper >= 0 ? right.Lower : right.Upper);
        return new(TRounding.Down(RoundedOperation.Divide, low.Nearest, low.Error), TRounding.Up(RoundedOperation.Divide, high.Nearest, high.Error));
    }

    /// <summary>The root of an interval without negative numbers.</summary>
    internal static Ends SquareRoot(Ends value)
    {
        var (low, high) = (Rounded.SquareRoot(value.Lower), Rounded.SquareRoot(value.Upper));
        return new(
            TRounding.Down(RoundedOperation.SquareRoot, low.Nearest, low.Error),
            TRounding.Up(RoundedOperation.SquareRoot, high.Nearest, high.Error));
    }

    /// <summary>xⁿ for n ≥ 1.</summary>
    internal static Ends Power(Ends value, int exponent)
    {
        if (value.IsUndecided || exponent == 1)
        {
            return value;
        }

        if ((exponent & 1) == 1)
        {
            return value.Lower >= 0 ? PowerOfPositive(value, exponent)
                : value.Upper <= 0 ? -PowerOfPositive(-value, exponent)
                : new(-PowerOfPositive(new(0, -value.Lower), exponent).Upper, PowerOfPositive(new(0, value.Upper), exponent).Upper);
        }

        return value.Lower >= 0 ? PowerOfPositive(value, exponent)
            : value.Upper <= 0 ? PowerOfPositive(-value, exponent)
            : PowerOfPositive(new(0, Math.Max(-value.Lower, value.Upper)), exponent);
    }

    /// <summary>A bound of (mantissa ± width·|mantissa|)·2ᵏ on both sides; sound for kernels whose relative error is below half the width.</summary>
    internal static Ends Widen(RoundedOperation operation, Twofold mantissa, int exponent = 0, double width = FunctionWidth)
    {
        var room = Math.Abs(mantissa.High) * width;
        var low = Rounded.Sum(mantissa.High, mantissa.Low - room);
        var high = Rounded.Sum(mantissa.High, mantissa.Low + room);
        var ends = new Ends(TRounding.Down(operation, low.Nearest, low.Error), TRounding.Up(operation, high.Nearest, high.Error));
        if (exponent == 0)
        {
            return ends;
        }

        var (down, up) = (Rounded.Scaled(ends.Lower, exponent), Rounded.Scaled(ends.Upper, exponent));
        return new(TRounding.Down(RoundedOperation.Scale, down.Nearest, down.Error), TRounding.Up(RoundedOperation.Scale, up.Nearest, up.Error));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Ends Products(double lowLeft, double lowRight, double highLeft, double highRight)
    {
        var (low, high) = (Rounded.Product(lowLeft, lowRight), Rounded.Product(highLeft, highRight));
        return new(TRounding.Down(RoundedOperation.Multiply, low.Nearest, low.Error), TRounding.Up(RoundedOperation.Multiply, high.Nearest, high.Error));
    }

    private static Ends PowerOfPositive(Ends value, int exponent)
    {
        var low = PowerOf(value.Lower, exponent);
        return new(low.Lower, value.IsPoint ? low.Upper : PowerOf(value.Upper, exponent).Upper);
    }

    private static Ends PowerOf(double value, int exponent)
    {
        if (value == 0 || double.IsPositiveInfinity(value))
        {
            return new(value, value);
        }

        if (exponent == 2)
        {
            return Products(value, value, value, value);
        }

        if (PowerKernel.Exactly(value, exponent) is { } exact)
        {
            return new(exact, exact);
        }

        var (mantissa, shift) = PowerKernel.Of(value, exponent);
        return Widen(RoundedOperation.Power, mantissa, shift, exponent * PowerWidth);
    }
}
