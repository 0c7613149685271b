using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>A real number known to lie between two rationals; a point is known exactly.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct Enclosure(Rational Low, Rational High)
{
    public static implicit operator Enclosure(Rational value) => new(value, value);

    public static implicit operator Enclosure(int value) => new(value, value);

    public bool IsPoint => Low == High;

    /// <summary>Its value, where it is known exactly.</summary>
    public Rational Exact => IsPoint ? Low : throw new NotShownException("a number is not known exactly");

    /// <summary>The greatest absolute value in it.</summary>
    public Rational Magnitude => Rational.Max(-Low, High);

    public static Enclosure operator -(Enclosure a) => new(-a.High, -a.Low);

    public static Enclosure Hull(Enclosure a, Enclosure b) => new(Rational.Min(a.Low, b.Low), Rational.Max(a.High, b.High));

    /// <summary>Whether a relation holds for every pair, for none, or for neither of these.</summary>
    public static Certainty Compare(Relation relation, Enclosure a, Enclosure b) => relation switch
    {
        Relation.Less => a.High < b.Low ? Certainty.True : a.Low >= b.High ? Certainty.False : Certainty.Unknown,
        Relation.Equal => a.IsPoint && a == b ? Certainty.True : a.High < b.Low || b.High < a.Low ? Certainty.False : Certainty.Unknown,
        Relation.Greater => Compare(Relation.Less, b, a), _ => Compare(relation.Denied(), a, b).Not(),
    };
}
