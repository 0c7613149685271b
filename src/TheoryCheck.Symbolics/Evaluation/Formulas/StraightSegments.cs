using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary>Pairs of points between which convexity is looked at.</summary>
public static class StraightSegments
{
    private const int Most = 32;

    /// <summary>From ±2·e_b to ±2·e_c for b ≤ c, those between the first and another coordinate early.</summary>
    public static IEnumerable<(Rational[] From, Rational[] To)> Of(int dimension) =>
        (from b in Enumerable.Range(0, dimension)
         from c in Enumerable.Range(b, dimension - b)
         from signs in (int[])[-1, 1, 2, -2]
         select (Multiple(dimension, b, signs is -1 or 2 ? -2 : 2), Multiple(dimension, c, signs > 0 ? 2 : -2))).Take(Most);

    private static Rational[] Multiple(int dimension, int coordinate, int factor)
    {
        var point = new Rational[dimension];
        point[coordinate] = factor;
        return point;
    }
}
