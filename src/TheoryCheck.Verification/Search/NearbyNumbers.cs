using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Search.Shrinking;
using TheoryCheck.Verification.Search.Sets;

namespace TheoryCheck.Verification.Search;

/// <summary>Exact numbers that a double may stand for: the simplest fraction near it, the root of one, or a part of π. They are guesses; exact arithmetic judges them.</summary>
[Cites("graham1994", "Section 4.5")]
internal static class NearbyNumbers
{
    // How much simpler a root or a part of π has to be than the fraction.
    private const long OfRoot = 4;
    private const long OfAngle = 6;
    private const double Largest = 1e12;

    /// <summary>The fraction with the least denominator within a distance, relative beyond 1; of those the least in absolute value.</summary>
    /// <param name="value">The double, which is clamped to 10¹².</param>
    /// <param name="tolerance">The distance.</param>
    public static Rational Simplest(double value, double tolerance)
    {
        var near = double.IsFinite(value) ? Math.Clamp(value, -Largest, Largest) : 0;
        var reach = tolerance * Math.Max(1, Math.Abs(near));
        return Between(Rational.FromExact(near - reach), Rational.FromExact(near + reach));
    }

    /// <summary>The simplest of a fraction, a root of a fraction and a fraction of π.</summary>
    /// <param name="value">The double.</param>
    /// <param name="tolerance">How far the number may be from it.</param>
    public static Term Exact(double value, double tolerance)
    {
        var (fraction, square, part) = (Simplest(value, tolerance), Simplest(value * value, tolerance), Simplest(value / Math.PI, tolerance));
        var (plain, root, angle) = (SimplerNumbers.Weight(fraction), OfRoot + SimplerNumbers.Weight(square), OfAngle + SimplerNumbers.Weight(part));
        return plain <= root && plain <= angle ? new Number(fraction)
            : angle < root ? part.IsOne ? Constant.Pi : Build.Multiply(Build.Num(part), Constant.Pi)
            : value < 0 ? Build.Negate(Build.Call<Sqrt>(Build.Num(square))) : Build.Call<Sqrt>(Build.Num(square));
    }

    /// <summary>The simple vector near one of doubles; of a direction, one of entries up to 1.</summary>
    /// <param name="points">The set it is from.</param>
    /// <param name="vector">The doubles.</param>
    /// <param name="tolerance">How far each entry may be from its own.</param>
    public static Rational[] Simplest(SearchedPoints points, ReadOnlySpan<double> vector, double tolerance)
    {
        var greatest = 1.0;
        if (points.IsNormalised)
        {
            greatest = 1e-300;
            foreach (var entry in vector)
            {
                greatest = Math.Max(greatest, Math.Abs(entry));
            }
        }

        var exact = new Rational[vector.Length];
        for (var i = 0; i < exact.Length; i++)
        {
            exact[i] = Simplest(vector[i] / greatest, tolerance);
        }

        return exact;
    }

    // By continued fractions: what both ends share, and then the first integer between what is left of them.
    private static Rational Between(Rational low, Rational high)
    {
        if (low.Sign <= 0 && high.Sign >= 0)
        {
            return Rational.Zero;
        }

        if (high.Sign < 0)
        {
            return -Between(-high, -low);
        }

        var whole = Rational.Floor(low);
        return whole == low ? whole
            : whole + 1 <= high ? whole + 1
            : whole + (1 / Between(1 / (high - whole), 1 / (low - whole)));
    }
}
