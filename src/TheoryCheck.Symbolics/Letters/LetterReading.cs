using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Predicates;
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
    private readonly Dictionary<(SummedVector First, SummedVector Second), LetterPolynomial?> products = [];

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
        return products.TryGetValue((first, second), out var known) ? known : products[(first, second)] = Multiplied(first, second);
    }

    /// <summary>The Euclidean length of a vector, the root of its inner product with itself.</summary>
    public LetterPolynomial? Norm(SummedVector vector) => Inner(vector, vector) switch
    {
        null => null,
        { Constant: { IsOne: true } } one => one,
        var square => LetterPolynomial.Of(Root(square.Written(), square)),
    };

    private LetterPolynomial? Multiplied(SummedVector first, SummedVector second)
    {
        if (!first.Lower.Equals(second.Lower) || !first.Upper.Equals(second.Upper) || !Equals(first.Form, second.Form))
        {
            return null;
        }

        if (first is { Element: Number, Form: null } && second.Element is Number)
        {
            return Exact(Build.Add(Build.Subtract(first.Upper, first.Lower), Number.One));
        }

        var (low, high) = TermOrder.Instance.Compare(first.Element, second.Element) <= 0 ? (first, second) : (second, first);
        var (k, l) = (new Binder(Build.Index("k"), new IndexRange(low.Lower, low.Upper)), new Binder(Build.Index("l"), new IndexRange(low.Lower, low.Upper)));
        Term Along(SummedVector vector, Binder index) => vector.Element.Replace(Place, Build.Ref(index.Symbol));
        var sum = low.Form is { } form
            ? Build.Bind<Sum>([k, l], Build.Multiply(Build.At(form, Build.Ref(k.Symbol), Build.Ref(l.Symbol)), Along(low, k), Along(high, l)))
            : Build.Bind<Sum>([k], Build.Multiply(Along(low, k), Along(high, k)));
        var normalizer = new Normalizer(facts);
        return normalizer.Parse(sum).Summands is [{ Coefficient.IsOne: true } only] && (low.Form is null ? only.Ranges.Length > 0 && Joined(only.Ranges[0], only.Ranges, only.Factors).Count == only.Ranges.Length : only.Ranges.Length == 2) && only.Factors.All(f => only.Ranges.Any(r => f.Base.Mentions(r.Symbol)))
            ? LetterPolynomial.Of(Letter(Closing.Skeleton(only), term => new Letter(letters.Count, term, low.Equals(high) ? Signs.Nonnegative : Definedness.SignOf(term, facts)) { Vectors = (low, high) }))
            : Exact(sum);
    }

    private Letter Root(Term inside, LetterPolynomial square) => Letter(
        Build.Power(inside, new Number(new Rational(1, 2))),
        term => new Letter(letters.Count, term, Definedness.IsPositive(inside, facts) ? Signs.Positive : Signs.Nonnegative) { Square = square });

    private LetterPolynomial? Exact(Term scalar) => Read(scalar, isExact: true);

    private LetterPolynomial? Read(Term scalar, bool isExact)
    {
        try
        {
            var summands = new Normalizer(facts).Parse(scalar).Summands.Select(s => new Summand(s.Coefficient, s.Ranges, [.. s.Factors.SelectMany(f => Cleared(f, s.Ranges))])).ToList();
            var below = summands.SelectMany(static s => s.Factors.Where(f => f.Exponent.Sign < 0 && !s.Ranges.Any(r => f.Base.Mentions(r.Symbol))))
                .GroupBy(static f => f.Base, static f => -f.Exponent).Select(static g => new Factor(g.Key, g.Max())).ToList();
            return (isExact && below.Count > 0) || !below.TrueForAll(IsPositive) ? null : Total(summands.Select(s => Summand(s, below)));
        }
        catch (NoClosedFormException)
        {
            return null;
        }
    }

    // √(p/b²) as √p/b: divisors in front of roots, where they are multiplied away.
    private IEnumerable<Factor> Cleared(Factor factor, IReadOnlyList<BoundIndex> ranges)
    {
        if (factor.Exponent.Denominator != 2 || factor.Base is not Arithmetic || ranges.Any(r => factor.Base.Mentions(r.Symbol)))
        {
            return [factor];
        }

        var normalizer = new Normalizer(facts);
        var inside = normalizer.Parse(factor.Base);
        var below = inside.Summands.SelectMany(static s => s.Factors.Where(f => f.Exponent.Sign < 0 && !s.Ranges.Any(r => f.Base.Mentions(r.Symbol))))
            .GroupBy(static f => f.Base, static f => -f.Exponent).Select(static g => new Factor(g.Key, -2 * Rational.Floor(-g.Max() / 2))).ToList();
        return below.Count == 0 || !below.TrueForAll(f => Definedness.IsPositive(f.Base, facts)) ? [factor]
            : [new Factor(normalizer.Write(below.Aggregate(inside, (product, f) => normalizer.Multiply(product, Polynomial.Atom(f.Base, f.Exponent)))), factor.Exponent), .. below.Select(f => new Factor(f.Base, -f.Exponent * factor.Exponent))];
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

    // One inner product for each of the parts that are joined by factors; two indices that the entries of a semidefinite matrix join are the form of another.
    private List<LetterPolynomial?>? Separate(Summand summand, List<Factor> inner)
    {
        var sums = new List<LetterPolynomial?>();
        var (ranges, factors) = (summand.Ranges.ToList(), inner.ToList());
        foreach (var entry in inner.Where(static f => f.Exponent.IsOne))
        {
            if (Form(entry, ranges) is var (form, row, column) && Element(row) is { } u && Element(column) is { } v)
            {
                sums.Add(Inner(new(u, row.Lower, row.Upper, form), new(v, column.Lower, column.Upper, form)));
                ranges.RemoveAll(r => r == row || r == column);
                factors.RemoveAll(f => f == entry || f.Base.Mentions(row.Symbol) || f.Base.Mentions(column.Symbol));
            }

            // The product of the other factors at an index, where it is one factor or none.
            Term? Element(BoundIndex index) => factors.FindAll(f => f != entry && f.Base.Mentions(index.Symbol)) switch
            {
                [] => Number.One,
                [{ Exponent.IsOne: true, Base: var own }] when !summand.Ranges.Any(r => r.Symbol != index.Symbol && own.Mentions(r.Symbol)) => own.Replace(index.Symbol, Build.Ref(Place)),
                _ => null,
            };
        }

        while (ranges.Count > 0)
        {
            var joined = Joined(ranges[0], ranges, factors);
            if (Halves(joined, [.. factors.Where(f => joined.Exists(r => f.Base.Mentions(r.Symbol)))]) is not var (first, second))
            {
                return null;
            }

            sums.Add(Inner(first, second));
            ranges.RemoveAll(joined.Contains);
        }

        return sums;
    }

    // The ranges that factors and ends join to one.
    private static List<BoundIndex> Joined(BoundIndex first, IReadOnlyList<BoundIndex> ranges, IReadOnlyList<Factor> factors)
    {
        var joined = new List<BoundIndex> { first };
        for (var i = 0; i < joined.Count; i++)
        {
            var at = joined[i];
            joined.AddRange(ranges.Where(r => !joined.Contains(r) && (factors.Any(f => f.Base.Mentions(at.Symbol) && f.Base.Mentions(r.Symbol)) || AreNested(at, r) || AreNested(r, at))));
        }

        return joined;
    }

    private static bool AreNested(BoundIndex outer, BoundIndex inner) => inner.Lower.Mentions(outer.Symbol) || inner.Upper.Mentions(outer.Symbol);

    // Two vectors of which the sum is the inner product: factors at one index, and sums over the other indices that only it joins; two equal ones where there are some, else such that they are made of as many sums.
    private static (SummedVector First, SummedVector Second)? Halves(List<BoundIndex> ranges, List<Factor> factors)
    {
        if (ranges.Exists(r => r.Upper is Constant || ranges.Exists(o => AreNested(r, o))) || !factors.TrueForAll(static f => f.Exponent is { IsInteger: true, Sign: > 0 }))
        {
            return null;
        }

        var found = new List<(SummedVector First, SummedVector Second, int Uneven)>();
        foreach (var range in ranges)
        {
            var others = ranges.Where(r => r != range).ToList();
            var elements = factors.Where(f => !others.Exists(o => f.Base.Mentions(o.Symbol))).SelectMany(static f => Enumerable.Repeat((Element: f.Base, Sums: 0), (int)Rational.Min(f.Exponent, 3).Numerator)).ToList();
            while (others.Count > 0 && elements.Count <= 2)
            {
                var part = Joined(others[0], others, factors);
                elements.Add((Closing.Skeleton(new Summand(Rational.One, [.. part], [.. factors.Where(f => part.Exists(r => f.Base.Mentions(r.Symbol)))])), part.Count));
                others.RemoveAll(part.Contains);
            }

            if (elements.Count is 1 or 2)
            {
                SummedVector Vector(Term element) => new(element.Replace(range.Symbol, Build.Ref(Place)), range.Lower, range.Upper);
                var (first, second) = (elements[0], elements.Count == 1 ? (Number.One, ranges.Count + 1) : elements[1]);
                found.Add((Vector(first.Element), Vector(second.Element), Math.Abs(first.Sums - second.Sums)));
            }
        }

        return found.Count == 0 ? null : found.OrderBy(static h => h.First.Equals(h.Second) ? 0 : 1).ThenBy(static h => h.Uneven).Select(static h => (h.First, h.Second)).First();
    }

    // A matrix that is semidefinite by its declaration, between two indices of one range.
    private static (Term Form, BoundIndex Row, BoundIndex Column)? Form(Factor entry, List<BoundIndex> ranges)
    {
        if (entry.Base is not Element { Tensor: Reference { Symbol: var matrix } whole, Indices: [.., Reference row, Reference column] indices } || MatrixPredicate.Of(matrix) is not Psd
            || indices.Take(indices.Count - 2).ToArray() is not { } outer
            || ranges.FindIndex(r => r.Symbol == row.Symbol) is not (>= 0 and var first) || ranges.FindIndex(r => r.Symbol == column.Symbol) is not (>= 0 and var second) || first == second
            || ranges.Exists(r => Array.Exists(outer, o => o.Mentions(r.Symbol)) || ranges.Exists(o => r.Lower.Mentions(o.Symbol) || r.Upper.Mentions(o.Symbol)))
            || !ranges[first].Lower.Equals(ranges[second].Lower) || !ranges[first].Upper.Equals(ranges[second].Upper))
        {
            return null;
        }

        return (outer.Length == 0 ? whole : Build.At(whole, outer), ranges[first], ranges[second]);
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
