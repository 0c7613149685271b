using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>Finitely many different directions θ = t/|t| on the sphere, given by vectors t of length 1, exactly or as rounded draws.</summary>
public sealed record DirectionList
{
    // A draw from the sphere is known to a few units of rounding.
    private static readonly Rational Rounding = new(1, 1L << 40);

    private DirectionList(Sequence<Sequence<Rational>> points) => Points = points;

    /// <summary>The vectors t, shape (P, d).</summary>
    public Sequence<Sequence<Rational>> Points { get; }

    /// <summary>Whether all of them have length 1 exactly.</summary>
    public bool IsExact => Points.All(t => SquaredLength(t).IsOne);

    /// <summary>Keeps of some points those that are on the sphere: of length 1, or within the rounding of a draw.</summary>
    public static DirectionList OnSphere(IEnumerable<Sequence<Rational>> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return new(points.Where(t => SquaredLength(t) - Rational.One is var excess && excess <= Rounding && -excess <= Rounding).Distinct().ToSequence());
    }

    /// <summary>|t|².</summary>
    public static Rational SquaredLength(Sequence<Rational> point) => point.Items.Aggregate(Rational.Zero, (sum, c) => sum + c * c);
}
