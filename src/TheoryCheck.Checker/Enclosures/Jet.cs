using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>
/// A number that may move with a variable h: enclosures of its Taylor coefficients at h = 0, which hold at every point of a box when
/// other numbers are only known to lie in one. A single coefficient is a constant, whatever h is.
/// </summary>
internal sealed class Jet(params Enclosure[] terms)
{
    public static implicit operator Jet(Enclosure value) => new(value);

    public static implicit operator Jet(Rational value) => new((Enclosure)value);

    public static implicit operator Jet(int value) => new((Enclosure)value);

    /// <summary>The coefficient of a power of h.</summary>
    public Enclosure this[int power] => power < terms.Length ? terms[power] : 0;

    /// <summary>How many coefficients are known; 1 for a constant.</summary>
    public int Length => terms.Length;

    public bool IsConstant => terms.Length == 1;

    /// <summary>Its value, where it does not move and is known exactly; else null.</summary>
    public Rational? Exact => IsConstant && terms[0].IsPoint ? terms[0].Low : null;

    /// <summary>The enclosure of a constant.</summary>
    public Enclosure Constant => IsConstant ? terms[0] : throw new NotShownException("something that is differentiated is used where only a constant is read");

    /// <summary>What grows, wherever it is as long as h is small enough.</summary>
    public Jet Near(Rational radius) => this[1].Low.Sign <= 0 ? this : new(new Enclosure(terms[0].Low - radius, terms[0].High + radius));

    /// <summary>Without the last coefficient.</summary>
    public Jet Shorter => IsConstant ? this : new(terms[..^1]);

    public static Jet operator -(Jet a) => new([.. a.Terms.Select(t => -t)]) { Poles = a.Poles, Shape = Turned(a.Shape) };

    /// <summary>A function of which nothing but the shape is known.</summary>
    public static Jet Known(Shape shape) => new(0, 0) { Shape = shape };

    /// <summary>What is known of it as a function.</summary>
    public Shape Shape { get; private init; } = Shape.All;

    /// <summary>A quotient of polynomials of which nothing but bounds of the degrees is known.</summary>
    public static Jet Quotient(int degree, int poles) => new(new Enclosure[Math.Max(1, degree) + 1]) { Poles = poles };

    /// <summary>The degree of its denominator.</summary>
    public int Poles { get; private init; }

    public IReadOnlyList<Enclosure> Terms => terms;

    private static Shape Turned(Shape s) =>
        (s & ~Shape.Affine) | (s.HasFlag(Shape.Convex) ? Shape.Concave : Shape.None) | (s.HasFlag(Shape.Concave) ? Shape.Convex : Shape.None);
}
