using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Search.Sets;

/// <summary>A box, and how its points become points of a space; enclosures of the one become enclosures of the other.</summary>
/// <param name="Sides">The ends of its sides, outside of which no member needs to be looked for.</param>
/// <param name="Point">From enclosures of the box's coordinates to those of the point's.</param>
internal sealed record SetChart((double Low, double High)[] Sides, Func<DoubleInterval[], DoubleInterval[]> Point)
{
    /// <summary>The box itself.</summary>
    public static SetChart Box(int length, double low, double high) => new([.. Enumerable.Repeat((low, high), length)], static point => point);
}
