using System.Collections.Immutable;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Search.Sets;

namespace TheoryCheck.Verification.Regions;

/// <summary>A box in the coordinates of charts, one chart for each row of a region.</summary>
/// <param name="Charts">The charts.</param>
/// <param name="Sides">The ends of the box's sides, those of the first row first.</param>
internal sealed record RegionBox(ImmutableArray<SetChart> Charts, ImmutableArray<(double Low, double High)> Sides)
{
    /// <summary>The length of the longest side.</summary>
    public double Width => Sides.Select(static s => s.High - s.Low).DefaultIfEmpty(0).Max();

    /// <summary>Enclosures of all elements over the box.</summary>
    public DoubleInterval[] Elements() => Elements([.. Sides.Select(static s => DoubleInterval.FromBounds(s.Low, s.High))]);

    /// <summary>Enclosures of all elements at the middle of the box.</summary>
    public DoubleInterval[] Centre() => Elements([.. Sides.Select(static s => DoubleInterval.FromExact(Middle(s)))]);

    /// <summary>The two halves, cut across the longest side.</summary>
    public IEnumerable<RegionBox> Halves()
    {
        var width = Width;
        var side = Sides.Select(static (s, i) => (Length: s.High - s.Low, Index: i)).First(s => s.Length >= width).Index;
        var (low, high) = Sides[side];
        var middle = Middle(Sides[side]);
        return [this with { Sides = Sides.SetItem(side, (low, middle)) }, this with { Sides = Sides.SetItem(side, (middle, high)) }];
    }

    private static double Middle((double Low, double High) side) => side.Low + ((side.High - side.Low) / 2);

    private DoubleInterval[] Elements(DoubleInterval[] coordinates)
    {
        var (elements, from) = (new List<DoubleInterval>(), 0);
        foreach (var chart in Charts)
        {
            elements.AddRange(chart.Point(coordinates[from..(from + chart.Sides.Length)]));
            from += chart.Sides.Length;
        }

        return [.. elements];
    }
}
