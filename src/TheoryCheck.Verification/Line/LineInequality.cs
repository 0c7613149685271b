using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tails;

namespace TheoryCheck.Verification.Line;

/// <summary>
/// Proves that a function of one number is not negative on an interval, perhaps unbounded, or at all of its integers. Beyond a number, and beside an end at which the function has no value, it is read as a sum of
/// functions of known growth. The rest is bisected until enclosures show it: of the function; of its slope, or of its bend, with the values at the ends; around the middle; or, where the function is exactly 0 at an
/// end of a piece, of the first derivative that is not 0 there.
/// </summary>
/// <param name="function">The function.</param>
/// <param name="domain">The interval, not empty.</param>
/// <param name="isStrict">Whether it has to be positive.</param>
/// <param name="isInteger">Whether only integers count.</param>
[Cites("hansen-walster-2004", "chapter 11")]
internal sealed class LineInequality(LineDerivatives function, LineDomain domain, bool isStrict, bool isInteger)
{
    private const int MostPieces = 3000;
    private const int MostOrder = 6;
    private const int NewtonSteps = 6;
    private const int SimpleBits = 12;

    private static readonly Rational[] Starts = [4, 16, 64, 256, 1024, 1 << 14, 1 << 20];
    private static readonly Rational LeastWidth = Rational.Power(2, -40);

    /// <summary>The number of pieces that were looked at.</summary>
    public int Pieces { get; private set; }

    /// <summary>Whether the proof succeeds; false says nothing.</summary>
    public bool Holds() =>
        End(domain.Low, domain.IsLowOpen, Rational.One) is { } low && End(domain.High, domain.IsHighOpen, -Rational.One) is { } high && (low >= high ? low == high && Satisfied(low) : Between(low, high));

    private bool Between(Rational low, Rational high)
    {
        var open = new Stack<(Rational Low, Rational High)>([(low, high)]);
        while (open.TryPop(out var piece))
        {
            if (++Pieces > MostPieces)
            {
                return false;
            }

            if (Settled(piece.Low, piece.High))
            {
                continue;
            }

            if (IsFalse(piece.Low) || IsFalse(piece.High) || (!isInteger && IsFalse((piece.Low + piece.High) / 2)))
            {
                return false;
            }

            if (piece.High - piece.Low <= LeastWidth || (isInteger && piece.High - piece.Low <= Rational.One))
            {
                return false;
            }

            var middle = isInteger ? Rational.Floor((piece.Low + piece.High) / 2) : Touch(piece.Low, piece.High) ?? ((piece.Low + piece.High) / 2);
            open.Push((middle, piece.High));
            open.Push((piece.Low, middle));
        }

        return true;
    }

    // Where an end of the bisected part is: the end of the domain, or a number beyond which the inequality is proved, by the sign of the function or, where it tends to 0, of its slope. Null where there is none.
    private Rational? End(Rational? end, bool isOpen, Rational inward)
    {
        if (end is { } point && (!isOpen || function.Over(0, point, point) is not null))
        {
            return point;
        }

        foreach (var start in Starts)
        {
            var far = TailReal.Variable(start);
            var place = end is { } at ? far.Literal(at) + (far.Literal(inward) / far) : far * far.Literal(-inward);
            var reached = end is { } near ? near + (inward / start) : -inward * start;
            if (IsInside(reached) && function.Beyond(place) is { } value
                && (IsSigned(value) || (value.Vanishes && function.SlopeBeyond(place) is { } slope && IsSigned(slope * slope.Literal(inward)))))
            {
                return reached;
            }
        }

        return null;
    }

    private bool IsSigned(TailReal value) => TailReal.Compare(isStrict ? Relation.Greater : Relation.GreaterOrEqual, value, value.Literal(Rational.Zero)) == Certainty.True;

    private bool IsInside(Rational point) => !(point < domain.Low) && !(point > domain.High);

    private bool Settled(Rational low, Rational high)
    {
        if (isInteger && high - low <= Rational.One)
        {
            return Satisfied(low) && Satisfied(high);
        }

        if (function.Over(0, low, high) is not { } value)
        {
            return false;
        }

        if (IsEnough(value.Lower))
        {
            return true;
        }

        var (slope, bend) = (function.Over(1, low, high), function.Over(2, low, high));
        return function.IsSmooth(low, high)
            && ((slope is { Lower.Sign: >= 0 } && Satisfied(low))
                || (slope is { Upper.Sign: <= 0 } && Satisfied(high))
                || (bend is { Upper.Sign: <= 0 } && Satisfied(low) && Satisfied(high))
                || (bend is { } curvature && AroundMiddle(low, high, curvature))
                || Grows(low, high, low) || Grows(low, high, high));
    }

    // f(x) ≥ f(m) - |f'(m)|·r - max(0, -f'')·r²/2 for the middle m and half the width r.
    private bool AroundMiddle(Rational low, Rational high, Interval bend)
    {
        var (middle, radius) = ((low + high) / 2, (high - low) / 2);
        if (function.Over(0, middle, middle) is not { } value || function.Over(1, middle, middle) is not { } slope)
        {
            return false;
        }

        var steepest = slope.Upper > -slope.Lower ? slope.Upper : -slope.Lower;
        var hollow = bend.Lower.Sign < 0 ? bend.Lower * radius * radius / 2 : Rational.Zero;
        return IsEnough(value.Lower - (steepest * radius) + hollow);
    }

    // Where the function and its first derivatives are exactly 0 at an end of a piece, the next one at a place between decides.
    private bool Grows(Rational low, Rational high, Rational end)
    {
        var order = 0;
        while (order < MostOrder && function.IsZero(order, end))
        {
            order++;
        }

        return order > 0 && order < MostOrder && (!isStrict || IsExcluded(end)) && function.Over(order, low, high) is { } next && function.IsSmooth(low, high)
            && (end == low || order % 2 == 0 ? next : -next) is var growth && (isStrict ? growth.Lower.Sign > 0 : growth.Lower.Sign >= 0);
    }

    private bool IsFalse(Rational point) => function.Over(0, point, point) is { } value && (value.Upper.Sign < 0 || (isStrict && !IsExcluded(point) && function.IsZero(0, point)));

    private bool IsExcluded(Rational point) => (domain.Low == point && domain.IsLowOpen) || (domain.High == point && domain.IsHighOpen);

    private bool IsEnough(Rational bound) => isStrict ? bound.Sign > 0 : bound.Sign >= 0;

    private bool Satisfied(Rational point) => function.Over(0, point, point) is { } value && (IsEnough(value.Lower) || (!isStrict && function.IsZero(0, point)));

    // A simple number inside of a piece at which the function is exactly 0, near the place that Newton's method finds for its least value.
    private Rational? Touch(Rational low, Rational high)
    {
        var point = (low + high) / 2;
        for (var step = 0; step < NewtonSteps; step++)
        {
            if (function.Over(1, point, point) is not { } slope || function.Over(2, point, point) is not { Midpoint.IsZero: false } bend)
            {
                return null;
            }

            point = Fractions.Rounded(point - (slope.Midpoint / bend.Midpoint), 60);
            if (point <= low || point >= high)
            {
                return null;
            }
        }

        var near = Rational.Power(2, -30);
        var simple = Rational.SimplestBetween(point - near, point + near);
        return simple > low && simple < high && simple.Denominator.GetBitLength() <= SimpleBits && function.IsZero(0, simple) ? simple : null;
    }
}
