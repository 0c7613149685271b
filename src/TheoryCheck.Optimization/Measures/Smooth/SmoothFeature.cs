using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tapes;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>A twice differentiable activation φ, on a range of arguments on which no case distinction is met.</summary>
public sealed class SmoothFeature
{
    private const int Bins = 64;
    private const double Room = 1e-9;

    private readonly Tape tape;
    private readonly TapeReading<DoubleReal> points;
    private readonly TapeReading<DoubleInterval> enclosures;
    private readonly DoubleInterval[] curvatures = new DoubleInterval[Bins];

    /// <summary>Takes the function on [-reach, reach].</summary>
    /// <param name="tape">φ of one input.</param>
    /// <param name="reach">The greatest argument that matters, positive.</param>
    /// <exception cref="NotRepresentableException">A case distinction comes out differently at different arguments, or φ'' is not bounded.</exception>
    public SmoothFeature(Tape tape, double reach)
    {
        ArgumentNullException.ThrowIfNull(tape);
        (this.tape, Reach) = (tape, reach * (1 + Room));
        (points, enclosures) = (tape.In(new DoubleReal(0)), tape.In(DoubleInterval.FromExact(0)));
        for (var bin = 0; bin < Bins; bin++)
        {
            curvatures[bin] = Bend(End(bin), End(bin + 1));
        }
    }

    /// <summary>The greatest argument that matters.</summary>
    internal double Reach { get; }

    /// <summary>φ, φ' and φ'' in doubles.</summary>
    internal (double Value, double Slope, double Curvature) At(double argument)
    {
        var run = points.Run([argument]) ?? throw Beyond();
        return (run.Value.Value, run.Gradient()[0].Value, run.HessianColumn(0)[0].Value);
    }

    /// <summary>Enclosures of φ and φ'.</summary>
    internal (DoubleInterval Value, DoubleInterval Slope) At(DoubleInterval argument)
    {
        var run = enclosures.Run([argument]) ?? throw Beyond();
        return (run.Value, run.Gradient()[0]);
    }

    /// <summary>An enclosure of φ'' over an interval, computed there.</summary>
    internal DoubleInterval Bend(double low, double high) => enclosures.Run([DoubleInterval.FromBounds(low, high)])?.HessianColumn(0)[0] is { IsBounded: true } known
        ? known
        : throw new NotRepresentableException("a feature that is not proved to be twice differentiable with a bounded second derivative");

    /// <summary>An enclosure of φ in the precision of the argument.</summary>
    internal Interval At(Interval argument) => (tape.In(argument.Literal(0)).Run([argument]) ?? throw Beyond()).Value;

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
