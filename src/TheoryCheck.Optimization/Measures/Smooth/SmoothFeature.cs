using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tapes;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>An activation φ with a slope that is Lipschitz: twice differentiable between finitely many knots, on a range of arguments.</summary>
public sealed class SmoothFeature
{
    private const int Bins = 64;
    private const double Room = 1e-9;

    private readonly Tape[] tapes;
    private readonly Rational[] knots;
    private readonly DoubleInterval[] ends;
    private readonly TapeReading<DoubleReal>[] points;
    private readonly TapeReading<DoubleInterval>[] enclosures;
    private readonly DoubleInterval[] curvatures = new DoubleInterval[Bins];
    private readonly Lazy<SmoothModel> model;

    /// <summary>Takes a function without knots on [-reach, reach].</summary>
    /// <param name="tape">φ of one input.</param>
    /// <param name="reach">The greatest argument that matters, positive.</param>
    /// <exception cref="NotRepresentableException">A case distinction comes out differently at different arguments, or φ'' is not bounded.</exception>
    public SmoothFeature(Tape tape, double reach)
        : this([tape], [], reach)
    {
    }

    /// <summary>Takes a function on [-reach, reach] that has one tape below the first knot, and one from each knot to the next; value and slope are continuous.</summary>
    /// <param name="tapes">φ of one input, piece by piece.</param>
    /// <param name="knots">Where pieces meet, ascending; one fewer.</param>
    /// <param name="reach">The greatest argument that matters, positive.</param>
    /// <exception cref="NotRepresentableException">A case distinction comes out differently at different arguments, or φ'' is not bounded.</exception>
    public SmoothFeature(IEnumerable<Tape> tapes, IEnumerable<Rational> knots, double reach)
    {
        ArgumentNullException.ThrowIfNull(tapes);
        ArgumentNullException.ThrowIfNull(knots);
        (this.tapes, this.knots, Reach) = ([.. tapes], [.. knots], reach * (1 + Room));
        ends = Array.ConvertAll(this.knots, DoubleInterval.FromRational);
        (points, enclosures) = (Array.ConvertAll(this.tapes, static t => t.In(new DoubleReal(0))), Array.ConvertAll(this.tapes, static t => t.In(DoubleInterval.FromExact(0))));
        for (var bin = 0; bin < Bins; bin++)
        {
            curvatures[bin] = Bend(End(bin), End(bin + 1));
            var (value, _) = At(DoubleInterval.FromBounds(End(bin), End(bin + 1)));
            Range = bin > 0 ? DoubleInterval.Hull(Range, value) : value;
        }

        model = new(() => new SmoothModel(this));
    }

    /// <summary>φ, φ' and φ'' from tables.</summary>
    internal SmoothModel Model => model.Value;

    /// <summary>An enclosure of all values.</summary>
    internal DoubleInterval Range { get; }

    /// <summary>The greatest argument that matters.</summary>
    internal double Reach { get; }

    /// <summary>φ, φ' and φ'' in doubles.</summary>
    internal (double Value, double Slope, double Curvature) At(double argument)
    {
        var piece = Array.FindLastIndex(ends, e => e.LowerDouble <= argument) + 1;
        var run = points[piece].Run([argument]) ?? throw Beyond();
        return (run.Value.Value, run.Gradient()[0].Value, run.HessianColumn(0)[0].Value);
    }

    /// <summary>Enclosures of φ and φ'.</summary>
    internal (DoubleInterval Value, DoubleInterval Slope) At(DoubleInterval argument)
    {
        (DoubleInterval Value, DoubleInterval Slope)? hull = null;
        foreach (var (piece, part) in Parts(argument))
        {
            var run = enclosures[piece].Run([part]) ?? throw Beyond();
            hull = hull is var (value, slope) ? (DoubleInterval.Hull(value, run.Value), DoubleInterval.Hull(slope, run.Gradient()[0])) : (run.Value, run.Gradient()[0]);
        }

        return hull!.Value;
    }

    /// <summary>An enclosure of φ'' between knots over an interval, computed there.</summary>
    internal DoubleInterval Bend(double low, double high)
    {
        DoubleInterval? hull = null;
        foreach (var (piece, part) in Parts(DoubleInterval.FromBounds(low, high)))
        {
            var bend = enclosures[piece].Run([part])?.HessianColumn(0)[0] is { IsBounded: true } known
                ? known
                : throw new NotRepresentableException("a feature that is not proved to be twice differentiable between finitely many knots, with a bounded second derivative");
            hull = hull is { } before ? DoubleInterval.Hull(before, bend) : bend;
        }

        return hull!.Value;
    }

    /// <summary>An enclosure of φ in the precision of the argument.</summary>
    internal Interval At(Interval argument)
    {
        Interval? hull = null;
        for (var piece = 0; piece < tapes.Length; piece++)
        {
            var low = piece > 0 && argument.Lower < knots[piece - 1] ? knots[piece - 1] : argument.Lower;
            var high = piece < knots.Length && argument.Upper > knots[piece] ? knots[piece] : argument.Upper;
            if (low <= high)
            {
                var value = (tapes[piece].In(argument.Literal(0)).Run([knots.Length == 0 ? argument : Interval.Hull(argument.Literal(low), argument.Literal(high))]) ?? throw Beyond()).Value;
                hull = hull is { } before ? Interval.Hull(before, value) : value;
            }
        }

        return hull!.Value;
    }

    // The parts of an interval that may belong to each piece.
    private IEnumerable<(int Piece, DoubleInterval Part)> Parts(DoubleInterval argument)
    {
        if (knots.Length == 0)
        {
            yield return (0, argument);
            yield break;
        }

        for (var piece = 0; piece < tapes.Length; piece++)
        {
            var low = piece > 0 ? Math.Max(argument.LowerDouble, ends[piece - 1].LowerDouble) : argument.LowerDouble;
            var high = piece < ends.Length ? Math.Min(argument.UpperDouble, ends[piece].UpperDouble) : argument.UpperDouble;
            if (low <= high)
            {
                yield return (piece, DoubleInterval.FromBounds(low, high));
            }
        }
    }

    /// <summary>An enclosure of φ'' over [low, high], as far as this is within reach, from a table.</summary>
    internal DoubleInterval Curvature(double low, double high)
    {
        var (first, last) = (Bin(low), Bin(high));
        var hull = curvatures[first];
        for (var bin = first + 1; bin <= last; bin++)
        {
            hull = DoubleInterval.Hull(hull, curvatures[bin]);
        }

        return hull;
    }

    // One bin more on either side covers the rounding.
    private int Bin(double argument)
    {
        var place = (int)Math.Floor(Math.Clamp((argument / Reach + 1) * (Bins / 2), 0, Bins - 1));
        return argument < End(place) ? Math.Max(0, place - 1) : argument > End(place + 1) ? Math.Min(Bins - 1, place + 1) : place;
    }

    private double End(int bin) => Reach * (2.0 * bin / Bins - 1);

    private static NotRepresentableException Beyond() => new("a feature beyond the arguments on which it is known to be smooth");
}
