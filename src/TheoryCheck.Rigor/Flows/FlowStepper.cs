using System.Globalization;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Flows;

/// <summary>
/// Makes validated steps. One of length h counts only where a box B is found with Σ xₖ[0, h]ᵏ + xₚ(B)[0, h]ᵖ in the interior of B, the sum over k &lt; p for all starts in the set: then all solutions that start there exist over the
/// whole step and stay in B, so that Taylor's theorem holds with what is left over in xₚ(B).
/// </summary>
/// <remarks>
/// A step shrinks until no case distinction of f changes on B. Where that makes it very short the solution is at a kink or jump of f: over a short step x(t + τ) ∈ x(t) + τ·f(B) with all cases in f(B), which holds
/// of every solution, in Filippov's sense too. How long steps are is a matter of doubles and of powers by products, the same everywhere.
/// </remarks>
/// <param name="rates">f.</param>
/// <param name="order">p.</param>
/// <param name="work">How many operations are made at most.</param>
[Cites("nedialkov1999validated", "Section 5, high-order enclosures: existence and uniqueness")]
[Cites("filippov1988differential", "Section 7, Theorem 1: existence where the right-hand side is discontinuous")]
internal sealed class FlowStepper(IFlowRates rates, int order, long work)
{
    private const int MostHalvings = 12;
    private const int MostHullTrials = 3;

    private const double ShortestPart = 1e-12;
    private const double KinkPart = 1e-10;
    private const double LostDigits = 64;
    private const double WidestPart = 1e-3;
    private const double Least = StepLength.Least;
    private const string TooWide = "the enclosure grows too wide";

    private long rest = work;
    private VectorField? piece;
    private VectorField? varied;
    private double lastLength = StepLength.Most;
    private double kinkLength;

    /// <summary>The part of the states below which terms of the highest order have to be for a step to be tried; below 2⁻⁵³ they lose nothing in doubles.</summary>
    public double Aim { get; init; } = 1.1102230246251565e-16;

    /// <summary>Why the last step was not made.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The step from a set; null where none is validated.</summary>
    /// <param name="set">The set.</param>
    public FlowStep? From(FlowSet set)
    {
        var box = set.Hull();
        var n = box.Length;
        var now = DoubleInterval.FromRational(set.Time);
        if (!Array.TrueForAll(box, static x => x.IsBounded))
        {
            Reason = TooWide;
            return null;
        }

        if (Expand(box, now) is not var (field, wide))
        {
            return rest < 0 ? Spent() : AcrossKink(set, box, kinkLength > 0 ? 2 * kinkLength : KinkPart);
        }

        var middle = TaylorCoefficients.Of(field, [.. set.Middle.Select(DoubleInterval.FromExact)], now, order);
        if (middle is null)
        {
            return AcrossKink(set, box, KinkPart);
        }

        var natural = StepLength.Longest(box, middle, order, Aim);
        var shortest = ShortestPart * set.Time.ToDouble();
        var length = Math.Min(natural, 2 * lastLength);
        for (var halvings = 0; halvings <= MostHalvings && length > 0 && length >= shortest; length /= 2)
        {
            if (Validated(field, wide, set.Time, length, out var isCase) is { } remainder)
            {
                (lastLength, kinkLength) = (length, 0);
                var coefficients = Copied(n, order, middle.Of);
                var slopes = Copied(n * n, order, (at, k) => wide.Of(n + at, k));
                return new(set, length, order, coefficients, remainder, slopes);
            }

            if (rest < 0)
            {
                return Spent();
            }

            if (isCase && length < Math.Min(natural, 1) * KinkPart)
            {
                return AcrossKink(set, box, length);
            }

            halvings += isCase ? 0 : 1;
        }

        Reason = box.Max(static x => x.Width) > WidestPart * StepLength.Largest(box) ? TooWide
            : string.Create(CultureInfo.InvariantCulture, $"the solution is not shown to exist beyond: a state is about {StepLength.Largest(box):G3} there, and no step is short enough");
        return null;
    }

    private FlowStep? Spent()
    {
        Reason = "the work that an enclosure may take is spent";
        return null;
    }

    // The piece of f over a box with the coefficients of the solutions and of their derivatives by the start; null where a case is not decided.
    private (VectorField Field, TaylorCoefficients Wide)? Expand(DoubleInterval[] box, DoubleInterval now)
    {
        var n = box.Length;
        var start = new DoubleInterval[n + (n * n)];
        box.CopyTo(start, 0);
        for (var i = 0; i < n; i++)
        {
            start[n + (i * n) + i] = DoubleInterval.FromExact(1);
        }

        for (var isNew = piece is null; ; isNew = true)
        {
            try
            {
                if (isNew)
                {
                    piece = rates.Piece(box, now);
                    varied = piece?.Varied(box, now);
                }
            }
            catch (Exception e) when (e is NotRepresentableException or UndefinedException)
            {
                piece = null;
            }

            if (piece is null || varied is null)
            {
                return null;
            }

            if (Coefficients(varied, start, now) is { } wide)
            {
                return (piece, wide);
            }

            if (isNew || rest < 0)
            {
                return null;
            }
        }
    }

    private TaylorCoefficients? Coefficients(VectorField field, DoubleInterval[] start, DoubleInterval time)
    {
        rest -= (long)field.Steps.Count * order * order / 2;
        return rest < 0 ? null : TaylorCoefficients.Of(field, start, time, order);
    }

    // xₚ(B) for a box B that proves the step, or null.
    private DoubleInterval[]? Validated(VectorField field, TaylorCoefficients wide, Rational from, double length, out bool isCase)
    {
        var n = field.Dimension;
        var time = DoubleInterval.FromBounds(0, length);
        var power = DoubleInterval.Power(time, order);
        var times = DoubleInterval.FromRational(from) + time;
        var polynomial = new DoubleInterval[n];
        var terms = new DoubleInterval[n];
        for (var i = 0; i < n; i++)
        {
            polynomial[i] = wide.Polynomial(i, time);
            terms[i] = wide.Of(i, order) * power;
        }

        isCase = false;
        for (var trial = 0; trial < 2; trial++)
        {
            if (Widened(polynomial, terms) is not { } box)
            {
                return null;
            }

            if (Coefficients(field, box, times) is not { } over)
            {
                isCase = true;
                return null;
            }

            var remainder = new DoubleInterval[n];
            var isInside = true;
            for (var i = 0; i < n; i++)
            {
                remainder[i] = over.Of(i, order);
                terms[i] = remainder[i] * power;
                isInside &= IsInside(polynomial[i] + terms[i], box[i]);
            }

            if (isInside)
            {
                return IsNegligible(terms, polynomial, wide) ? remainder : null;
            }
        }

        return null;
    }

    // A proved step that loses digits beyond those that the set has lost is too long: half of it loses a part in 2ᵖ.
    private bool IsNegligible(DoubleInterval[] terms, DoubleInterval[] polynomial, TaylorCoefficients wide)
    {
        var width = Enumerable.Range(0, terms.Length).Max(i => wide.Of(i, 0).Width);
        return StepLength.Largest(terms) <= Math.Max(LostDigits * Aim * StepLength.Largest(polynomial), Math.Max(width / LostDigits, Least / Aim));
    }

    // A step over which cases of f may change, as long as its box is proved.
    private FlowStep? AcrossKink(FlowSet set, DoubleInterval[] box, double length)
    {
        for (var halvings = 0; halvings <= MostHalvings; halvings++, length /= 2)
        {
            if (Around(box, DoubleInterval.FromRational(set.Time), length) is { } rate)
            {
                kinkLength = length;
                var n = box.Length;
                var slopes = Copied(n * n, 1, (at, _) => DoubleInterval.FromExact(at / n == at % n ? 1 : 0));
                return new(set, length, 1, [.. set.Middle.Select(DoubleInterval.FromExact)], rate, slopes);
            }
        }

        Reason = "the rates have no enclosure there";
        return null;
    }

    // f(B) for a box B with x + [0, h]·f(B) in its interior, or null.
    private DoubleInterval[]? Around(DoubleInterval[] box, DoubleInterval now, double length)
    {
        var time = DoubleInterval.FromBounds(0, length);
        var moved = new DoubleInterval[box.Length];
        Array.Fill(moved, DoubleInterval.FromExact(0));
        for (var trial = 0; trial < MostHullTrials && Widened(box, moved) is { } around; trial++)
        {
            rest -= (long)order * order * box.Length;
            if (rest < 0 || rates.Enclose(around, now + time) is not { } rate)
            {
                return null;
            }

            var isInside = true;
            for (var i = 0; i < box.Length; i++)
            {
                moved[i] = rate[i] * time;
                isInside &= IsInside(box[i] + moved[i], around[i]);
            }

            if (isInside)
            {
                return rate;
            }
        }

        return null;
    }

    private static DoubleInterval[]? Widened(DoubleInterval[] box, DoubleInterval[] by)
    {
        var widened = new DoubleInterval[box.Length];
        for (var i = 0; i < box.Length; i++)
        {
            var sum = box[i] + by[i];
            var radius = (2 * StepLength.Magnitude(by[i])) + (1e-15 * StepLength.Magnitude(box[i])) + Least;
            if (!sum.IsBounded || !double.IsFinite(radius))
            {
                return null;
            }

            widened[i] = DoubleInterval.Hull(box[i], sum) + DoubleInterval.FromBounds(-radius, radius);
        }

        return Array.TrueForAll(widened, static x => x.IsBounded) ? widened : null;
    }

    private static bool IsInside(DoubleInterval inner, DoubleInterval outer) =>
        inner.IsBounded && inner.LowerDouble > outer.LowerDouble && inner.UpperDouble < outer.UpperDouble;

    private static DoubleInterval[] Copied(int rows, int columns, Func<int, int, DoubleInterval> entry)
    {
        var copy = new DoubleInterval[rows * columns];
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = entry(i / columns, i % columns);
        }

        return copy;
    }
}
