using System.Collections.Immutable;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Letters;

/// <summary>A polynomial in letters with rational coefficients, multiplied out.</summary>
public sealed class LetterPolynomial : IEquatable<LetterPolynomial>
{
    private readonly ImmutableArray<KeyValuePair<PowerProduct, Rational>> terms;
    private ImmutableArray<Letter> letters;
    private int? hash;

    private LetterPolynomial(ImmutableArray<KeyValuePair<PowerProduct, Rational>> terms) => this.terms = terms;

    /// <summary>0.</summary>
    public static LetterPolynomial Zero { get; } = new([]);

    /// <summary>1.</summary>
    public static LetterPolynomial One { get; } = Of(Rational.One);

    /// <summary>The products with their coefficients, none of which is 0, in the order of the letters.</summary>
    public IEnumerable<KeyValuePair<PowerProduct, Rational>> Terms => terms;

    /// <summary>How many there are.</summary>
    public int Count => terms.Length;

    /// <summary>The length of the longest numerator or denominator among the coefficients, in bits.</summary>
    public long Bits => terms.IsEmpty ? 0 : terms.Max(static t => Math.Max(t.Value.Numerator.GetBitLength(), t.Value.Denominator.GetBitLength()));

    /// <summary>The letters, in their order.</summary>
    public ImmutableArray<Letter> Letters => letters.IsDefault ? letters = [.. terms.SelectMany(static t => t.Key.Powers.Select(static p => p.Letter)).Distinct().OrderBy(static l => l.Order)] : letters;

    /// <summary>The value of a polynomial without letters; null for any other.</summary>
    public Rational? Constant => terms.IsEmpty ? Rational.Zero : terms is [{ Key.Powers.IsEmpty: true, Value: var number }] ? number : null;

    /// <summary>A number.</summary>
    public static LetterPolynomial Of(Rational number) => Of([new(default, number)]);

    /// <summary>A power of a letter.</summary>
    public static LetterPolynomial Of(Letter letter, int exponent = 1) => Of([new(new PowerProduct([(letter, exponent)]), Rational.One)]);

    /// <summary>A sum of products.</summary>
    public static LetterPolynomial Of(IEnumerable<KeyValuePair<PowerProduct, Rational>> sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        var all = sum.ToArray();
        Array.Sort(all, static (one, other) => one.Key.CompareTo(other.Key));
        var terms = ImmutableArray.CreateBuilder<KeyValuePair<PowerProduct, Rational>>(all.Length);
        for (var i = 0; i < all.Length;)
        {
            var (product, coefficient) = all[i];
            for (i++; i < all.Length && all[i].Key == product; i++)
            {
                coefficient += all[i].Value;
            }

            if (!coefficient.IsZero)
            {
                terms.Add(new(product, coefficient));
            }
        }

        return new(terms.DrainToImmutable());
    }

    /// <summary>The sum.</summary>
    public static LetterPolynomial operator +(LetterPolynomial left, LetterPolynomial right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var (mine, its) = (left.terms, right.terms);
        var sum = ImmutableArray.CreateBuilder<KeyValuePair<PowerProduct, Rational>>(mine.Length + its.Length);
        for (var (i, j) = (0, 0); i < mine.Length || j < its.Length;)
        {
            var order = i == mine.Length ? 1 : j == its.Length ? -1 : mine[i].Key.CompareTo(its[j].Key);
            var term = order < 0 ? mine[i] : order > 0 ? its[j] : KeyValuePair.Create(mine[i].Key, mine[i].Value + its[j].Value);
            if (!term.Value.IsZero)
            {
                sum.Add(term);
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return new(sum.DrainToImmutable());
    }

    /// <summary>The difference.</summary>
    public static LetterPolynomial operator -(LetterPolynomial left, LetterPolynomial right) => left + -right;

    /// <summary>The negative.</summary>
    public static LetterPolynomial operator -(LetterPolynomial polynomial) => polynomial.Times(-Rational.One);

    /// <summary>The product.</summary>
    public static LetterPolynomial operator *(LetterPolynomial left, LetterPolynomial right) =>
        Of(left.terms.SelectMany(a => right.terms.Select(b => KeyValuePair.Create(a.Key.Times(b.Key), a.Value * b.Value))));

    /// <summary>A multiple.</summary>
    public LetterPolynomial Times(Rational number) => number.IsZero ? Zero : new([.. terms.Select(t => KeyValuePair.Create(t.Key, t.Value * number))]);

    /// <summary>A power with exponent 0, 1, ..</summary>
    public LetterPolynomial Power(int exponent) => Enumerable.Repeat(this, exponent).Aggregate(One, static (product, factor) => product * factor);

    /// <summary>The coefficients of the powers 0, 1, .. of a letter.</summary>
    public IReadOnlyList<LetterPolynomial> In(Letter letter)
    {
        var parts = terms.ToLookup(t => t.Key[letter], t => KeyValuePair.Create(t.Key.Without(letter), t.Value));
        return [.. Enumerable.Range(0, terms.IsEmpty ? 1 : terms.Max(t => t.Key[letter]) + 1).Select(power => Of(parts[power]))];
    }

    /// <summary>The polynomial with another one in the place of a letter.</summary>
    public LetterPolynomial At(Letter letter, LetterPolynomial value) => In(letter).Select((coefficient, power) => coefficient * value.Power(power)).Aggregate(Zero, static (sum, part) => sum + part);

    /// <summary>The polynomial as a term.</summary>
    public Term Written()
    {
        Term Product(PowerProduct product, Rational coefficient) => product.Powers.Select(static p => p.Exponent == 1 ? p.Letter.Term : Build.Power(p.Letter.Term, new Number((Rational)p.Exponent))).ToList() is var factors
            && (coefficient.IsOne && factors.Count > 0) ? One(factors) : One([new Number(coefficient), .. factors]);
        static Term One(List<Term> factors) => factors.Count == 1 ? factors[0] : Build.Multiply([.. factors]);
        var parts = terms.Select(t => Product(t.Key, t.Value)).ToList();
        return parts.Count switch { 0 => Number.Zero, 1 => parts[0], _ => Build.Add([.. parts]) };
    }

    /// <inheritdoc/>
    public bool Equals(LetterPolynomial? other) => other is not null && terms.AsSpan().SequenceEqual(other.terms.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LetterPolynomial);

    /// <inheritdoc/>
    public override int GetHashCode() => hash ??= terms.Aggregate(0, static (hash, t) => HashCode.Combine(hash, t.Key));
}
