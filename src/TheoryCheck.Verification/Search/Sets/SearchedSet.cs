using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Search.Sets;

/// <summary>
/// A kind of domain through which a guided search can move: one file each, found by the catalogue. What it proposes is a
/// guess in doubles that it rounds to an exact member; domains of other kinds keep the values of the start.
/// </summary>
internal abstract class SearchedSet
{
    /// <summary>The points of a domain at an instance, or null when the domain is of another kind.</summary>
    /// <param name="domain">The domain in force.</param>
    /// <param name="instance">The sizes.</param>
    /// <param name="evaluate">Exact values of closed scalars; null where there is none.</param>
    public abstract SearchedPoints? At(Term domain, Instance instance, Func<Term, Instance, Rational?> evaluate);

    /// <summary>The points of a domain, whatever its kind; null where no member of the family is of it.</summary>
    public static SearchedPoints? PointsOf(Term domain, Instance instance, Func<Term, Instance, Rational?> evaluate) =>
        Catalogue<SearchedSet>.Members.Select(s => s.At(domain, instance, evaluate)).FirstOrDefault(static p => p is not null);
}

/// <summary>The points of one domain: scalars or vectors.</summary>
internal abstract class SearchedPoints
{
    /// <summary>Moves a point into the domain, in doubles; where it is convex or a sphere, to the nearest point.</summary>
    public abstract void Project(Span<double> point);

    /// <summary>The exact member nearest to a point among those whose coordinates have the given denominator (before normalisation).</summary>
    /// <param name="point">Finite coordinates.</param>
    /// <param name="denominator">A positive integer.</param>
    public abstract Rational[] Round(ReadOnlySpan<double> point, long denominator);

    /// <summary>Boxes that charts take to sets which cover the members together; an end may be infinite.</summary>
    /// <param name="length">How many coordinates a member has, at least 1.</param>
    public abstract IReadOnlyList<SetChart> Charts(int length);

    /// <summary>Whether what lies within an enclosure is a member: certainly, if all of it is.</summary>
    /// <param name="point">Enclosures of the coordinates, as a chart gives them.</param>
    public virtual Certainty Inside(ReadOnlySpan<DoubleInterval> point) => Certainty.True;

    /// <summary>Whether an exact vector is a member.</summary>
    /// <param name="entries">Its coordinates, before division.</param>
    /// <param name="isUnit">Whether it stands for itself divided by its length.</param>
    public abstract bool Contains(ReadOnlySpan<Rational> entries, bool isUnit);

    /// <summary>Whether every point between two members is one.</summary>
    public abstract bool IsConvex { get; }

    /// <summary>Whether everything of the right shape is a member.</summary>
    public virtual bool IsSpace => false;

    /// <summary>Whether the members are numbers rather than vectors.</summary>
    public virtual bool IsOfNumbers => false;

    /// <summary>Whether the member is the rounded vector divided by its length.</summary>
    public virtual bool IsNormalised => false;

    /// <summary>|v|².</summary>
    protected static Rational Squares(ReadOnlySpan<Rational> entries)
    {
        var squares = Rational.Zero;
        foreach (var entry in entries)
        {
            squares += entry * entry;
        }

        return squares;
    }

    /// <summary>The fraction with the given denominator nearest to a double, which is clamped to 10¹².</summary>
    protected static Rational Nearest(double value, long denominator) =>
        new((System.Numerics.BigInteger)Math.Round(Math.Clamp(value, -1e12, 1e12) * denominator), denominator);
}
