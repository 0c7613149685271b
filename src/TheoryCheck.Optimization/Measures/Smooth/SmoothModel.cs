using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>φ and φ' in doubles with proven errors, from Taylor polynomials of degree two on small intervals, and φ'' over ranges.</summary>
/// <remarks><i>Accuracy:</i> at a double within reach the values are within the errors that come with them, rounding included.</remarks>
internal sealed class SmoothModel
{
    private const int Fine = 16384;
    private const int MostPieces = 32;
    private const double Rounding = 1e-15;

    private readonly SmoothFeature feature;
    private readonly double reach;
    private readonly (double Value, double Slope, double Bend, double Around, double ValueError, double SlopeError)[] pieces = new (double, double, double, double, double, double)[Fine];

    internal SmoothModel(SmoothFeature feature)
    {
        (this.feature, reach) = (feature, feature.Reach);
        var width = reach / Fine * (1 + 1e-9);
        for (var piece = 0; piece < Fine; piece++)
        {
            var centre = Centre(piece);
            var (value, slope) = feature.At(DoubleInterval.FromExact(centre));
            var bend = feature.Bend(centre - width, centre + width);
            pieces[piece] = (
                Middle(value), Middle(slope), Middle(bend), Radius(bend),
                Radius(value) + (width * (Radius(slope) + (width / 2 * Radius(bend)))) + (Rounding * (Size(value) + (width * (Size(slope) + (width * Size(bend)))))),
                Radius(slope) + (width * Radius(bend)) + (Rounding * (Size(slope) + (width * Size(bend)))));
            (SteepestSlope, StrongestBend) = (Math.Max(SteepestSlope, Size(slope) + (width * Size(bend))), Math.Max(StrongestBend, Size(bend)));
        }
    }

    /// <summary>At least |φ'|.</summary>
    internal double SteepestSlope { get; }

    /// <summary>At least |φ''|.</summary>
    internal double StrongestBend { get; }

    /// <summary>φ, φ' and, roughly, φ'' at a double, and at least the errors of the first two.</summary>
    internal (double Value, double Slope, double Curvature, double ValueError, double SlopeError) At(double argument)
    {
        var piece = Piece(argument);
        var (value, slope, bend, _, valueError, slopeError) = pieces[piece];
        var step = argument - Centre(piece);
        return (value + (step * (slope + (bend / 2 * step))), slope + (bend * step), bend, valueError, slopeError);
    }

    /// <summary>φ'' over a range: a number, and at least how far it is from it anywhere.</summary>
    internal (double Middle, double Radius) Over(double low, double high)
    {
        // One piece more on either side covers the rounding.
        var (first, last) = (Math.Max(0, Piece(low) - 1), Math.Min(Fine - 1, Piece(high) + 1));
        if (last - first > MostPieces)
        {
            var bend = feature.Curvature(low, high);
            return (Middle(bend), Radius(bend));
        }

        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var piece = first; piece <= last; piece++)
        {
            var (_, _, middle, around, _, _) = pieces[piece];
            (least, greatest) = (Math.Min(least, middle - around), Math.Max(greatest, middle + around));
        }

        return ((least / 2) + (greatest / 2), (greatest - least) / 2 * (1 + 1e-9));
    }

    private int Piece(double argument) => (int)Math.Clamp((argument / reach + 1) * (Fine / 2), 0, Fine - 1);

    // The end of a piece may be missed by the rounding of the place, which the width allows for.
    private double Centre(int piece) => reach * ((2.0 * piece) + 1 - Fine) / Fine;

    private static double Middle(DoubleInterval enclosure) => (enclosure.LowerDouble / 2) + (enclosure.UpperDouble / 2);

    private static double Radius(DoubleInterval enclosure) => (enclosure.UpperDouble - enclosure.LowerDouble) / 2 * (1 + 1e-9);

    private static double Size(DoubleInterval enclosure) => Math.Max(Math.Abs(enclosure.LowerDouble), Math.Abs(enclosure.UpperDouble));
}
