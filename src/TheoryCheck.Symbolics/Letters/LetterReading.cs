using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Letters;

/// <summary>
/// Reads explicit numbers as polynomials in letters. Sums of products of two vectors become their inner products, whatever the length; roots and steps keep what they are of;
/// anything else is a letter of which the sign is known. Equal numbers have equal letters within one reading.
/// </summary>
/// <param name="facts">What is known of the symbols.</param>
public sealed class LetterReading(Facts facts)
{
    private readonly Dictionary<Term, Letter> letters = [];

    /// <summary>The index at which the elements of vectors are written.</summary>
    public static Symbol Place { get; } = Build.Index("c");

    /// <summary>A polynomial that has the sign of the number wherever the number is defined: what divides is positive and multiplied away.</summary>
    /// <returns>Null where a divisor is not known to be positive, or the number has no finite polynomial.</returns>
    public LetterPolynomial? Signed(Term scalar) => Read(scalar, isExact: false);

    /// <summary>The inner product of two vectors over the same indices; null where their indices differ.</summary>
    public LetterPolynomial? Inner(SummedVector first, SummedVector second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (!first.Lower.Equals(second.Lower) || !first.Upper.Equals(second.Upper))
        {
            return null;
        }

        if (first.Element is Number && second.Element is Number)
        {
            return Exact(Build.Add(Build.Subtract(first.Upper, first.Lower), Number.One));
        }

        var (low, high) = TermOrder.Instance.Compare(first.Element, second.Element) <= 0 ? (first, second) : (second, first);
        var index = Build.Index("k");
        Term Along(SummedVector vector) => vector.Element.Replace(Place, Build.Ref(index));
        var sum = Build.Bind<Sum>([new Binder(index, new IndexRange(low.Lower, low.Upper))], Build.Multiply(Along(low), Along(high)));
        var normalizer = new Normalizer(facts);
        return normalizer.Parse(sum).Summands is [{ Ranges: [_], Coefficient.IsOne: true } only] && only.Factors.All(f => f.Base.Mentions(only.Ranges[0].Symbol))
            ? LetterPolynomial.Of(Letter(Closing.Skeleton(only), term => new Letter(letters.Count, term, low.Equals(high) ? Signs.Nonnegative : Definedness.SignOf(term, facts)) { Vectors = (low, high) }))
            : Exact(sum);
    }

    /// <summary>The Euclidean length of a vector, the root of its inner product with itself.</summary>
    public LetterPolynomial? Norm(SummedVector vector) => Inner(vector, vector) switch
    {
        null => null,
        { Constant: { IsOne: true } } one => one,
        var square => LetterPolynomial.Of(Root(square.Written(), square)),
    };

    private Letter Root(Term inside, LetterPolynomial square) => Letter(
        Build.Power(inside, new Number(new Rational(1, 2))),
        term => new Letter(letters.Count, term, Definedness.IsPositive(inside, facts) ? Signs.Positive : Signs.Nonnegative) { Square = square });

    private LetterPolynomial? Exact(Term scalar) => Read(scalar, isExact: true);

    private LetterPolynomial? Read(Term scalar, bool isExact)
    {
        try
        {
            var summands = new Normalizer(facts).Parse(scalar).Summands;
            var below = summands.SelectMany(static s => s.Factors.Where(f => f.Exponent.Sign < 0 && !s.Ranges.Any(r => f.Base.Mentions(r.Symbol))))
                .GroupBy(static f => f.Base, static f => -f.Exponent).Select(static g => new Factor(g.Key, g.Max())).ToList();
            return (isExact && below.Count > 0) || !below.TrueForAll(IsPositive) ? null : Total(summands.Select(s => Summand(s, below)));
        }
        catch (NoClosedFormException)
        {
            return null;
        }
    }

    private bool IsPositive(Factor factor) => SignArithmetic.Power(Definedness.SignOf(factor.Base, facts), factor.Exponent) == Signs.Positive;

    private static LetterPolynomial? Total(IEnumerable<LetterPolynomial?> parts) =>
        parts.Aggregate((LetterPolynomial?)LetterPolynomial.Zero, static (sum, part) => sum is null || part is null ? null : sum + part);

    private static LetterPolynomial? Product(IEnumerable<LetterPolynomial?> parts) =>
        parts.Aggregate((LetterPolynomial?)LetterPolynomial.One, static (product, part) => product is null || part is null ? null : product * part);

    private LetterPolynomial? Summand(Summand summand, List<Factor> below)
    {
        var bound = summand.Ranges.Select(static r => r.Symbol).ToHashSet();
        var free = summand.Factors.Where(f => !f.Base.ReachedSymbols().Any(bound.Contains)).ToList();
        var raised = free.Concat(below).GroupBy(static f => f.Base, static f => f.Exponent).Select(static g => new Factor(g.Key, g.Aggregate(static (a, b) => a + b)));
        var inner = summand.Factors.Where(f => !free.Contains(f)).ToList();
        var sums = Separate(summand, inner)
            ?? [LetterPolynomial.Of(Opaque(Closing.Skeleton(new Summand(Rational.One, summand.Ranges, [.. inner]))))];
        return Product([LetterPolynomial.Of(summand.Coefficient), .. raised.Select(Power), .. sums]);
    }

    // One inner product for each range, if no factor and no range speaks of two.
    private List<LetterPolynomial?>? Separate(Summand summand, List<Factor> inner)
    {
        var sums = new List<LetterPolynomial?>();
        foreach (var range in summand.Ranges)
        {
            var own = inner.Where(f => f.Base.Mentions(range.Symbol)).ToList();
            var others = summand.Ranges.Where(r => r.Symbol != range.Symbol).Select(static r => r.Symbol).ToList();
            var isAlone = !others.Exists(o => range.Lower.Mentions(o) || range.Upper.Mentions(o) || own.Exists(f => f.Base.Mentions(o)));
            if (!isAlone || range.Upper is Constant || !own.TrueForAll(static f => f.Exponent is { IsInteger: true, Sign: > 0 }) || own.Sum(static f => f.Exponent.ToDouble()) is not (1 or 2))
            {
                return null;
            }

            var elements = own.SelectMany(f => Enumerable.Repeat(f.Base.Replace(range.Symbol, Build.Ref(Place)), (int)f.Exponent.Numerator)).Append(Number.One);
            SummedVector Vector(Term element) => new(element, range.Lower, range.Upper);
            sums.Add(Inner(Vector(elements.First()), Vector(elements.ElementAt(1))));
        }

        return sums;
    }

    private LetterPolynomial? Power(Factor factor)
    {
        var (root, exponent) = factor;
        if (exponent.IsZero)
        {
            return LetterPolynomial.One;
        }

        var (times, part) = ((int)exponent.Numerator, (int)exponent.Denominator);
        return part switch
        {
            _ when exponent.Sign < 0 || times > 16 => null,
            1 when root is Arithmetic or Binding { Form: Sum } or Number => Exact(root)?.Power(times),
            1 => LetterPolynomial.Of(Letter(root, Atom), times),
            2 when Exact(root) is { } square => LetterPolynomial.Of(Root(root, square), times),
            _ => LetterPolynomial.Of(Opaque(Build.Power(root, new Number(new Rational(1, part)))), times),
        };
    }

    private Letter Opaque(Term term) => Letter(term, known => new Letter(letters.Count, known, Definedness.SignOf(known, facts)));

    private Letter Atom(Term term)
    {
        var stepped = term is Call { Operation: Step, Arguments: [var inside] } ? Signed(inside) : null;
        return new(letters.Count, term, Definedness.SignOf(term, facts)) { Stepped = stepped };
    }

    private Letter Letter(Term term, Func<Term, Letter> make) => letters.TryGetValue(term, out var known) ? known : letters[term] = make(term);
}
