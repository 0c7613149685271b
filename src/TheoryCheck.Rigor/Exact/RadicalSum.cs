using System.Numerics;

namespace TheoryCheck.Rigor.Exact;

/// <summary>Σ √r·p_r(π) over distinct square-free r: square roots of these are linearly independent over ℚ(π), so it is 0 only when every p_r is.</summary>
internal sealed class RadicalSum
{
    private const int MostTerms = 64;

    private readonly SortedDictionary<BigInteger, PiPolynomial> terms = [];

    internal static RadicalSum Of(PiPolynomial factor, BigInteger radical)
    {
        var sum = new RadicalSum();
        sum.Add(radical, factor);
        return sum;
    }

    internal bool IsZero => terms.Count == 0;

    internal IEnumerable<PiPolynomial> Factors => terms.Values;

    /// <summary>The polynomial it is when no root occurs, or null.</summary>
    internal PiPolynomial? WithoutRoots => terms.Count == 0 ? new PiPolynomial() : terms.Count == 1 && terms.TryGetValue(BigInteger.One, out var only) ? only : null;

    public static RadicalSum operator +(RadicalSum left, RadicalSum right)
    {
        var sum = new RadicalSum();
        foreach (var (radical, factor) in left.terms.Concat(right.terms))
        {
            sum.Add(radical, factor);
        }

        return sum;
    }

    public static RadicalSum operator *(RadicalSum left, RadicalSum right)
    {
        var product = new RadicalSum();
        foreach (var (a, p) in left.terms)
        {
            foreach (var (b, q) in right.terms)
            {
                // √a·√b = g·√((a/g)(b/g)) with g = gcd(a, b), and the new radicand is square-free again.
                var g = BigInteger.GreatestCommonDivisor(a, b);
                product.Add(a / g * (b / g), p * q * (Rational)g);
            }
        }

        return product;
    }

    /// <summary>Every polynomial changed by a rule that keeps nonzero ones nonzero.</summary>
    internal RadicalSum Map(Func<PiPolynomial, PiPolynomial> rule)
    {
        var result = new RadicalSum();
        foreach (var (radical, factor) in terms)
        {
            result.Add(radical, rule(factor));
        }

        return result;
    }

    /// <summary>The sum with another sign before every root that a factor of the last radicand divides; null when there is no root.</summary>
    internal RadicalSum? Conjugate()
    {
        var last = terms.Keys.LastOrDefault(BigInteger.One);
        if (last.IsOne)
        {
            return null;
        }

        var factor = Squarefree.LeastFactor(last);
        var result = new RadicalSum();
        foreach (var (radical, polynomial) in terms)
        {
            result.Add(radical, (radical % factor).IsZero ? polynomial * -1 : polynomial);
        }

        return result;
    }

    internal Interval Enclose(int precision)
    {
        var sum = Interval.FromRational(Rational.Zero, precision);
        foreach (var (radical, factor) in terms)
        {
            sum += Interval.Sqrt(sum.Literal(radical)) * factor.Enclose(precision);
        }

        return sum;
    }

    public override string ToString() => IsZero ? "0" : string.Join(" + ", terms.Select(t => t.Key.IsOne ? $"{t.Value}" : $"{t.Value}·√{t.Key}"));

    private void Add(BigInteger radical, PiPolynomial factor)
    {
        var sum = terms.TryGetValue(radical, out var present) ? present + factor : factor;
        if (sum.IsZero)
        {
            terms.Remove(radical);
            return;
        }

        terms[radical] = sum;
        if (terms.Count > MostTerms)
        {
            throw new NotRepresentableException($"more than {MostTerms} different square roots would be needed");
        }
    }
}
