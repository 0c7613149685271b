using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Line;

/// <summary>A polynomial in one variable with rational coefficients, and where its real roots are.</summary>
internal sealed class RationalPolynomial
{
    private readonly Rational[] coefficients;

    private RationalPolynomial(ReadOnlySpan<Rational> coefficients)
    {
        var length = coefficients.Length;
        while (length > 0 && coefficients[length - 1].IsZero)
        {
            length--;
        }

        this.coefficients = coefficients[..length].ToArray();
    }

    /// <summary>The variable.</summary>
    public static RationalPolynomial Variable { get; } = new([Rational.Zero, Rational.One]);

    /// <summary>The degree; -1 for 0.</summary>
    public int Degree => coefficients.Length - 1;

    /// <summary>The coefficient of the highest power; 0 for 0.</summary>
    public Rational Leading => Degree < 0 ? Rational.Zero : coefficients[^1];

    /// <summary>The coefficients by rising power.</summary>
    public IReadOnlyList<Rational> Coefficients => coefficients;

    public static RationalPolynomial operator +(RationalPolynomial left, RationalPolynomial right)
    {
        var sum = new Rational[Math.Max(left.coefficients.Length, right.coefficients.Length)];
        for (var k = 0; k < sum.Length; k++)
        {
            sum[k] = (k <= left.Degree ? left.coefficients[k] : Rational.Zero) + (k <= right.Degree ? right.coefficients[k] : Rational.Zero);
        }

        return new(sum);
    }

    public static RationalPolynomial operator -(RationalPolynomial left, RationalPolynomial right) => left + (right * -Rational.One);

    public static RationalPolynomial operator *(RationalPolynomial left, Rational factor) => new([.. left.coefficients.Select(c => c * factor)]);

    public static RationalPolynomial operator *(RationalPolynomial left, RationalPolynomial right)
    {
        var product = new Rational[Math.Max(0, left.coefficients.Length + right.coefficients.Length - 1)];
        for (var i = 0; i <= left.Degree; i++)
        {
            for (var j = 0; j <= right.Degree; j++)
            {
                product[i + j] += left.coefficients[i] * right.coefficients[j];
            }
        }

        return new(product);
    }

    /// <summary>A constant.</summary>
    public static RationalPolynomial Of(Rational constant) => new([constant]);

    /// <summary>Quotient and remainder.</summary>
    public (RationalPolynomial Quotient, RationalPolynomial Remainder) DividedBy(RationalPolynomial divisor)
    {
        var rest = (Rational[])coefficients.Clone();
        var quotient = new Rational[Math.Max(0, Degree - divisor.Degree + 1)];
        for (var k = quotient.Length - 1; k >= 0; k--)
        {
            quotient[k] = rest[k + divisor.Degree] / divisor.Leading;
            for (var j = 0; j <= divisor.Degree; j++)
            {
                rest[k + j] -= quotient[k] * divisor.coefficients[j];
            }
        }

        return (new(quotient), new(rest));
    }

    /// <summary>The greatest common divisor, with leading coefficient 1.</summary>
    public static RationalPolynomial Gcd(RationalPolynomial left, RationalPolynomial right)
    {
        while (right.Degree >= 0)
        {
            (left, right) = (right, left.DividedBy(right).Remainder.Monic());
        }

        return left.Monic();
    }

    /// <summary>The derivative.</summary>
    public RationalPolynomial Derivative() => new([.. coefficients.Skip(1).Select((c, k) => c * (k + 1))]);

    /// <summary>The value at a number of any reading.</summary>
    public T At<T>(T point)
        where T : IReal<T> => coefficients.Reverse().Aggregate(point.Literal(Rational.Zero), (sum, c) => (sum * point) + point.Literal(c));

    /// <summary>The real roots strictly between two numbers, rising; null for no end. All numbers are roots of 0, which has none here.</summary>
    [Cites("basu-pollack-roy-2006", "section 2.2.2")]
    public IReadOnlyList<RealRoot> Roots(Rational? low, Rational? high)
    {
        if (Degree <= 0)
        {
            return [];
        }

        var simple = DividedBy(Gcd(this, Derivative())).Quotient;
        var bound = Rational.One + simple.coefficients.Select(c => Abs(c / simple.Leading)).Max();
        var found = new List<RealRoot>();
        var chain = simple.Chain();
        Isolate(simple, chain, low ?? -bound, high ?? bound, found);
        return RealRoot.Closed(simple, found);
    }

    private RationalPolynomial Monic() => Degree < 0 ? this : this * (Rational.One / Leading);

    private static Rational Abs(Rational value) => value.Sign < 0 ? -value : value;

    private static void Isolate(RationalPolynomial simple, List<RationalPolynomial> chain, Rational low, Rational high, List<RealRoot> found)
    {
        var atEnd = simple.At(high).IsZero ? 1 : 0;
        switch (Changes(chain, low) - Changes(chain, high) - atEnd)
        {
            case <= 0:
                return;
            case 1:
                found.Add(RealRoot.Refined(simple, low, high));
                return;
            default:
                var middle = (low + high) / 2;
                Isolate(simple, chain, low, middle, found);
                if (simple.At(middle).IsZero)
                {
                    found.Add(RealRoot.Of(middle));
                }

                Isolate(simple, chain, middle, high, found);
                return;
        }
    }

    // Sturm's chain: the sign changes it loses from a to b are the roots in (a, b].
    private List<RationalPolynomial> Chain()
    {
        List<RationalPolynomial> chain = [this, Derivative()];
        while (chain[^1].Degree > 0)
        {
            // Scaling by positive numbers changes no sign and keeps the numbers short.
            var rest = chain[^2].DividedBy(chain[^1]).Remainder;
            if (rest.Degree < 0)
            {
                break;
            }

            chain.Add(rest * (-Rational.One / Abs(rest.Leading)));
        }

        return chain;
    }

    private static int Changes(List<RationalPolynomial> chain, Rational at)
    {
        var (changes, last) = (0, 0);
        foreach (var sign in chain.Select(p => p.At(at).Sign).Where(static s => s != 0))
        {
            changes += last != 0 && sign != last ? 1 : 0;
            last = sign;
        }

        return changes;
    }
}
