using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tapes;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Line;

/// <summary>
/// The supremum of any function of one number by branch and bound, the piece with the greatest bound first. A piece on which an enclosure of the first derivative has one sign, or the second is
/// not negative, has its supremum at an end; one on which the second is below -m has it at most (f'(x)²)/(2m) above f(x) for every x in it. Rational
/// places and multiples of π at which the derivative is proved to be 0 are exact.
/// </summary>
/// <param name="exact">The values of the other symbols.</param>
/// <param name="symbol">The number.</param>
/// <param name="body">The function.</param>
/// <param name="domain">The interval, not empty.</param>
[Cites("hansen-walster-2004", "chapter 11")]
internal sealed class LineSearch(Interpreter<Rational> exact, Symbol symbol, Term body, LineDomain domain)
{
    private const int MostPieces = 1500;

    // Where bounds are close, an exact place of the supremum is still looked for in so many pieces.
    private const int ClosePieces = 48;
    private const int Precision = 160;
    private const int NewtonSteps = 9;
    private const int PlaceBits = 150;
    private const int SimpleBits = 24;

    private static readonly Interval Reading = Interval.FromRational(Rational.One, Precision);
    private static readonly Rational Tolerance = Rational.Power(2, -44);
    private static readonly Rational NoBound = Rational.Power(2, 1100);

    private readonly PriorityQueue<Piece, (Rational, int)> open = new(Comparer<(Rational Bound, int Order)>.Create(static (a, b) => b.Bound.CompareTo(a.Bound) is var order and not 0 ? order : a.Order.CompareTo(b.Order)));
    private readonly List<LineCandidate> candidates = [];
    private readonly HashSet<(Rational, Rational)> seen = [];
    private Rational? best;
    private Term? slope;
    private int pieces;

    /// <summary>What the supremum may be; null where no bound is found.</summary>
    public LineSupremum? Solve()
    {
        foreach (var (low, high) in Start())
        {
            if (!TryAdd(low, high))
            {
                return null;
            }
        }

        while (open.TryDequeue(out var piece, out var bound))
        {
            if (best is { } known && bound.Item1 <= known)
            {
                break;
            }

            var isClose = best is { } least && bound.Item1 - least <= Tolerance * (Rational.One + (least.Sign < 0 ? -least : least));
            if ((isClose && (pieces > ClosePieces || piece.Low is null || piece.High is null)) || pieces > MostPieces)
            {
                // What is left of the bounds counts.
                candidates.Add(new(best ?? bound.Item1, bound.Item1, best is not null, null, true));
                continue;
            }

            var middle = piece.Middle;
            if (!TryAdd(piece.Low, middle) || !TryAdd(middle, piece.High))
            {
                return null;
            }
        }

        return LineSupremum.Of(candidates, []) is { Infinite: 0 } supremum && supremum.High - supremum.Low <= Rational.One / 1000 * (Rational.One + (supremum.Low.Sign < 0 ? -supremum.Low : supremum.Low)) ? supremum : null;
    }

    private IEnumerable<(Rational? Low, Rational? High)> Start() => (domain.Low, domain.High) switch
    {
        (null, null) => [(null, -Rational.One), (-Rational.One, Rational.One), (Rational.One, null)],
        var ends => [ends],
    };

    // Bounds a piece: done with it where its supremum is at places that are then candidates, else it waits with its bound. False where there is no bound however small it is.
    private bool TryAdd(Rational? low, Rational? high)
    {
        pieces++;
        var box = (low, high) switch
        {
            ({ } a, { } b) => Interval.FromBounds(a, b, Precision),
            ({ } a, null) => Interval.AtLeast(a, Precision),
            (null, { } b) => Interval.AtMost(b, Precision),
            _ => Interval.Line(Precision),
        };
        var piece = new Piece(low, high);
        var (value, first, second) = Derivatives(box);
        if (!IsNumber(value) && low is { } from && high is { } to && to - from < Rational.Power(2, -60))
        {
            return false;
        }

        var zero = Reading.Literal(Rational.Zero);
        bool Is(Interval? of, Relation relation) => of is { } known && Interval.Compare(relation, known, zero) == Certainty.True;
        (bool Low, bool High)? ends = Is(first, Relation.GreaterOrEqual) ? (false, true) : Is(first, Relation.LessOrEqual) ? (true, false) : Is(second, Relation.GreaterOrEqual) ? (true, true) : null;
        if (ends is var (atLow, atHigh) && !(atLow && low is null) && !(atHigh && high is null))
        {
            return (!atLow || AtEnd(low!.Value)) && (!atHigh || AtEnd(high!.Value));
        }

        if (second is { } h && low is { } left && high is { } right && h.IsBounded && h.Upper.Sign < 0 && Peak(left, right, -h.Upper))
        {
            return true;
        }

        if (low is { } end && high is { } other)
        {
            Note(end);
            Note(other);
        }

        var bound = value.IsUndecided || double.IsPositiveInfinity(value.UpperDouble) ? NoBound : value.Upper;
        open.Enqueue(piece, (bound, pieces));
        return true;
    }

    private static bool IsNumber(Interval value) => !value.IsUndecided && value.IsBounded;

    // Value and derivatives over a box; derivatives where the function is one smooth piece there.
    private (Interval Value, Interval? First, Interval? Second) Derivatives(Interval box)
    {
        try
        {
            var recorder = new TapeRecorder<Interval>();
            var input = recorder.Input(box);
            var inside = exact.Over(q => recorder.Constant(q, Reading)).With(symbol, new Value<Recorded<Interval>>.Real(input));
            if (recorder.Finish(inside.EvaluateScalar(body)).In(Reading).Run([box]) is { } run)
            {
                var (first, second) = (run.Gradient()[0], run.Hessian()[0]);
                return (run.Value, first.IsUndecided ? null : first, second.IsUndecided ? null : second);
            }
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            // A case is not decided over the box: the value alone.
        }

        try
        {
            return (At(new Value<Interval>.Real(box)), null, null);
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            return (Interval.Line(Precision), null, null);
        }
    }

    private Interval At(Value<Interval> place) => exact.Over(static q => Interval.FromRational(q, Precision)).With(symbol, place).EvaluateScalar(body);

    // The value at an end of a piece counts for the supremum; false where there is none.
    private bool AtEnd(Rational point)
    {
        var value = At(new Value<Interval>.Exact(point));
        return IsNumber(value) && Found(RealRoot.Of(point), value);
    }

    // A place at which the function reaches, or at an open end of the domain comes close to, the supremum of a piece.
    private bool Found(RealRoot place, Interval value)
    {
        if (seen.Add((place.Low, place.High)))
        {
            candidates.Add(new(value.Lower, value.Upper, true, place, !(place.Low == domain.Low && domain.IsLowOpen) && !(place.High == domain.High && domain.IsHighOpen)));
            best = best is { } known && known >= value.Lower ? known : value.Lower;
        }

        return true;
    }

    // A value that bounds the supremum from below and is no candidate for it.
    private void Note(Rational point)
    {
        if ((domain.Low == point && domain.IsLowOpen) || (domain.High == point && domain.IsHighOpen))
        {
            return;
        }

        var value = At(new Value<Interval>.Exact(point));
        best = !IsNumber(value) || best >= value.Lower ? best : value.Lower;
    }

    // The supremum of a piece on which the second derivative is at most -m.
    private bool Peak(Rational low, Rational high, Rational modulus)
    {
        var point = (low + high) / 2;
        var (value, steep) = (default(Interval), default(Interval));
        for (var step = 0; step < NewtonSteps; step++)
        {
            var (at, first, second) = Derivatives(Interval.FromRational(point, Precision));
            if (first is not { IsBounded: true } g || second is not { IsBounded: true } h || !IsNumber(at) || h.Midpoint.IsZero)
            {
                return false;
            }

            (value, steep) = (at, g);
            var next = Fractions.Rounded(point - (g.Midpoint / h.Midpoint), PlaceBits);
            next = next < low ? low : next > high ? high : next;
            if (next == point || step == NewtonSteps - 1)
            {
                break;
            }

            point = next;
        }

        // Rising up to the upper end, or falling from the lower one.
        if ((point == high && steep.Lower.Sign >= 0) || (point == low && steep.Upper.Sign <= 0))
        {
            return Found(RealRoot.Of(point), value);
        }

        var most = Interval.Abs(steep).Upper;
        var above = most * most / (2 * modulus);
        if (above > Tolerance)
        {
            return false;
        }

        // No place at which the piece is greatest is farther than this.
        var reach = most / modulus;
        if (Closed(point, reach + Rational.Power(2, -70), low, high) is { } place)
        {
            return Found(place, At(place.IsRational ? new Value<Interval>.Exact(place.Low) : new Value<Interval>.Real(place.In(Reading))));
        }

        var isInside = !(domain.IsLowOpen && point - reach <= domain.Low) && !(domain.IsHighOpen && point + reach >= domain.High);
        candidates.Add(new(value.Lower, value.Upper + above, true, isInside ? new(point - reach, point + reach) : null, true));
        best = best is { } least && least >= value.Lower ? least : value.Lower;
        return true;
    }

    // A simple number near a place, inside of its piece, at which the derivative is exactly 0.
    private RealRoot? Closed(Rational point, Rational reach, Rational low, Rational high)
    {
        var overPi = Interval.FromBounds(point - reach, point + reach, Precision) / Interval.Pi(Precision);
        RealRoot[] proposals = [RealRoot.Of(Rational.SimplestBetween(point - reach, point + reach)), .. overPi.Lower.Sign * overPi.Upper.Sign > 0 ? [RealRoot.OfPi(Rational.SimplestBetween(overPi.Lower, overPi.Upper))] : (RealRoot[])[]];
        foreach (var place in proposals.Where(p => p.Low >= low && p.High <= high && (!p.IsRational || p.Low.Denominator.GetBitLength() <= SimpleBits)))
        {
            try
            {
                slope ??= Differentiation.Partial(body, new Variable(Build.Ref(symbol), [])).Value;
                var at = exact.Over(ExactReal.FromRational).With(symbol, new Value<ExactReal>.Real(place.In(ExactReal.FromRational(Rational.One))));
                if (at.EvaluateScalar(slope).IsZero)
                {
                    return place;
                }
            }
            catch (Exception e) when (e is NotRepresentableException or UndefinedException or NoClosedFormException)
            {
                // Not a number whose derivative is known exactly.
            }
        }

        return null;
    }

    private sealed record Piece(Rational? Low, Rational? High)
    {
        public Rational Middle => (Low, High) switch
        {
            ({ } a, { } b) => (a + b) / 2,
            ({ } a, null) => a.Sign > 0 ? 2 * a : Rational.One,
            (null, { } b) => b.Sign < 0 ? 2 * b : -Rational.One,
            _ => Rational.Zero,
        };
    }
}
