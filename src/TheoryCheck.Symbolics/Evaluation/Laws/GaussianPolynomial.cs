using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>A polynomial of at most the twelfth degree in numbers with a joint normal law; its mean is exact in any reading. Other functions of them are refused.</summary>
/// <remarks>E[uᵢ·m] = E uᵢ·E m + Σⱼ cov(uᵢ, uⱼ)·E ∂ⱼm, one factor after the other. <i>Accuracy:</i> that of <typeparamref name="T"/>.</remarks>
/// <typeparam name="T">The reading of the coefficients.</typeparam>
[Cites("isserlis1918formula", "moments of products of Gaussian variables")]
internal sealed class GaussianPolynomial<T> : IReal<GaussianPolynomial<T>>
    where T : IReal<T>
{
    private const int LargestDegree = 12;
    private const int MostTerms = 4096;

    private readonly T one;

    // By monomial: the numbers of its factors, in order.
    private readonly SortedDictionary<int[], T> terms = new(Monomials.Instance);

    private GaussianPolynomial(T one, IEnumerable<(int[] Factors, T Coefficient)> summands)
    {
        this.one = one.Literal(Rational.One);
        foreach (var (factors, coefficient) in summands)
        {
            terms[factors] = terms.TryGetValue(factors, out var known) ? known + coefficient : coefficient;
            if (factors.Length > LargestDegree || terms.Count > MostTerms)
            {
                throw new NotRepresentableException($"a mean of a polynomial above degree {LargestDegree} or with more than {MostTerms} terms");
            }
        }
    }

    /// <summary>Sum.</summary>
    public static GaussianPolynomial<T> operator +(GaussianPolynomial<T> left, GaussianPolynomial<T> right) => new(left.one, left.Summands.Concat(right.Summands));

    /// <summary>Difference.</summary>
    public static GaussianPolynomial<T> operator -(GaussianPolynomial<T> left, GaussianPolynomial<T> right) => left + -right;

    /// <summary>Negation.</summary>
    public static GaussianPolynomial<T> operator -(GaussianPolynomial<T> value) => new(value.one, value.Summands.Select(static s => (s.Factors, -s.Coefficient)));

    /// <summary>Product.</summary>
    public static GaussianPolynomial<T> operator *(GaussianPolynomial<T> left, GaussianPolynomial<T> right) =>
        new(left.one, left.Summands.SelectMany(a => right.Summands.Select(b => (a.Factors.Concat(b.Factors).Order().ToArray(), a.Coefficient * b.Coefficient))));

    /// <summary>Quotient by a number.</summary>
    public static GaussianPolynomial<T> operator /(GaussianPolynomial<T> left, GaussianPolynomial<T> right)
    {
        var divisor = right.Number();
        return new(left.one, left.Summands.Select(s => (s.Factors, s.Coefficient / divisor)));
    }

    /// <summary>A number.</summary>
    public static GaussianPolynomial<T> Known(T value) => new(value, [([], value)]);

    /// <summary>One of the numbers.</summary>
    /// <param name="one">Any number in the reading.</param>
    /// <param name="index">Which.</param>
    public static GaussianPolynomial<T> Variable(T one, int index) => new(one, [([index], one.Literal(Rational.One))]);

    /// <inheritdoc/>
    public static GaussianPolynomial<T> Sqrt(GaussianPolynomial<T> value) => value.Map(T.Sqrt);

    /// <inheritdoc/>
    public static GaussianPolynomial<T> Exp(GaussianPolynomial<T> value) => value.Map(T.Exp);

    /// <inheritdoc/>
    public static GaussianPolynomial<T> Log(GaussianPolynomial<T> value) => value.Map(T.Log);

    /// <inheritdoc/>
    public static GaussianPolynomial<T> Sin(GaussianPolynomial<T> value) => value.Map(T.Sin);

    /// <inheritdoc/>
    public static GaussianPolynomial<T> Cos(GaussianPolynomial<T> value) => value.Map(T.Cos);

    /// <inheritdoc/>
    public static GaussianPolynomial<T> Atan2(GaussianPolynomial<T> y, GaussianPolynomial<T> x) => Known(T.Atan2(y.Number(), x.Number()));

    /// <inheritdoc/>
    public static GaussianPolynomial<T> Floor(GaussianPolynomial<T> value) => value.Map(T.Floor);

    /// <inheritdoc/>
    public static GaussianPolynomial<T> Select(Relation relation, GaussianPolynomial<T> left, GaussianPolynomial<T> right, GaussianPolynomial<T> then, GaussianPolynomial<T> otherwise) =>
        T.Compare(relation, left.Number(), right.Number()) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => throw new NotRepresentableException("a case distinction is not decided"),
        };

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, GaussianPolynomial<T> left, GaussianPolynomial<T> right) =>
        left.IsNumber && right.IsNumber ? T.Compare(relation, left.Number(), right.Number()) : Certainty.Unknown;

    /// <inheritdoc/>
    public static bool TryExact(GaussianPolynomial<T> value, out Rational exact)
    {
        exact = Rational.Zero;
        return value.IsNumber && T.TryExact(value.Number(), out exact);
    }

    /// <summary>The mean under a law of the numbers.</summary>
    public T Mean(NormalVariables<T> law)
    {
        var known = new SortedDictionary<int[], T>(Monomials.Instance) { [[]] = one };
        return terms.Aggregate(one.Literal(Rational.Zero), (sum, t) => sum + (t.Value * Moment(t.Key)));

        T Moment(int[] factors)
        {
            if (!known.TryGetValue(factors, out var moment))
            {
                var (first, rest) = (factors[0], factors[1..]);
                moment = law.Mean[first, 0] * Moment(rest);
                for (var k = 0; k < rest.Length; k++)
                {
                    moment += law.Covariance[first, rest[k]] * Moment([.. rest[..k], .. rest[(k + 1)..]]);
                }

                known.Add(factors, moment);
            }

            return moment;
        }
    }

    /// <inheritdoc/>
    public GaussianPolynomial<T> Literal(Rational value) => Known(one.Literal(value));

    /// <inheritdoc/>
    public GaussianPolynomial<T> LiteralPi() => Known(one.LiteralPi());

    private IEnumerable<(int[] Factors, T Coefficient)> Summands => terms.Select(static t => (t.Key, t.Value));

    private bool IsNumber => terms.Keys.All(static f => f.Length == 0);

    private T Number() => !IsNumber ? throw new NotRepresentableException("a function that is no polynomial, of numbers of which only polynomials are known")
        : terms.Count == 0 ? one.Literal(Rational.Zero)
        : terms.First().Value;

    private GaussianPolynomial<T> Map(Func<T, T> function) => Known(function(Number()));

    private sealed class Monomials : IComparer<int[]>
    {
        public static Monomials Instance { get; } = new();

        public int Compare(int[]? left, int[]? right) => left.AsSpan().SequenceCompareTo(right);
    }
}
