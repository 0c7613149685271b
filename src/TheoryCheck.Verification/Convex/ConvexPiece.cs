using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Convex;

/// <summary>One convex function of the unknowns that is no quadratic: what is asked of it to find a minimum and to bound it.</summary>
internal abstract class ConvexPiece
{
    /// <summary>The bits of enclosures.</summary>
    protected const int Precision = 256;

    /// <summary>The bits behind the point of places at which it is touched.</summary>
    protected const int Bits = 160;

    /// <summary>An enclosure of the value.</summary>
    public abstract Interval At(IReadOnlyList<Rational> point);

    /// <summary>The value where it is a rational that shows itself; else null.</summary>
    public virtual Rational? Exactly(IReadOnlyList<Rational> point) => null;

    /// <summary>An affine function that is nowhere above it and close at a point; null where none is proved.</summary>
    public abstract (Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)? Below(IReadOnlyList<Rational> point);

    /// <summary>Affine functions that are nowhere above it, taken about a point: among the convex combinations of their slopes are those of the piece near the point. Empty where none are proved.</summary>
    /// <param name="point">The point.</param>
    /// <param name="width">How far beside it, for a piece of one number.</param>
    public abstract IEnumerable<(Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)> About(IReadOnlyList<Rational> point, Rational width);

    /// <summary>Adds about its second derivatives at a point.</summary>
    public abstract void Bend(IReadOnlyList<Rational> point, Dictionary<(int, int), double> bends);

    /// <summary>Enclosures of its first derivatives at a point; null where it may have none.</summary>
    public virtual IReadOnlyDictionary<int, Interval>? SlopesAt(IReadOnlyList<Rational> point) => null;

    /// <summary>Adds enclosures of its second derivatives at all points no farther than a radius in each coordinate, or of less.</summary>
    public virtual void AddBendAround(IReadOnlyList<Rational> point, Rational radius, Action<int, int, DoubleInterval> add)
    {
        // A convex function bends nowhere downward: adding nothing is adding less.
    }
}
