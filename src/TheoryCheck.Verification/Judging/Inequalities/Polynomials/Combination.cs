using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Letters;

namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>
/// The polynomial, perhaps times a positive letter, or one that is not negative where it holds for 0 too, is a combination with coefficients that are not negative of what is known, products of two such and squares (Handelman's and Putinar's representations of low degree).
/// A linear program proposes the combination, and it is multiplied out again.
/// </summary>
internal sealed class Combination : SignRule
{
    private const int MostProducts = 1500, MostColumns = 400, MostDepth = 4;

    /// <inheritdoc/>
    public override int Order => 2;

    /// <inheritdoc/>
    public override bool Shows(SignQuestion question, PolynomialSigns signs)
    {
        if (question.Known.IsEmpty || signs.Depth > MostDepth)
        {
            return false;
        }

        var letters = question.Polynomial.Letters.Concat(question.Known.SelectMany(static k => k.Polynomial.Letters)).Distinct().OrderBy(static l => l.Order).ToList();
        if (IsCombination(question.Polynomial, question.IsStrict, new CombinationParts([.. question.Known, .. Signed(letters)])))
        {
            return true;
        }

        var nonnegative = signs.Products(question, letters, () => Products(question, letters, signs));
        return letters.Where(static l => l.IsPositive).Select(static l => LetterPolynomial.Of(l)).Prepend(LetterPolynomial.One)
            .Any(factor => IsCombination(signs.WithoutSquares(question.Polynomial * factor), question.IsStrict, nonnegative))
            || (!question.IsStrict && question.Polynomial.Letters.Where(static l => l is { IsNonnegative: true, IsPositive: false }).Any(letter =>
                IsCombination(signs.WithoutSquares(question.Polynomial * LetterPolynomial.Of(letter)), isStrict: false, nonnegative) && signs.Show(question.Of(question.Polynomial.At(letter, LetterPolynomial.Zero)))));
    }

    private static CombinationParts Products(SignQuestion question, List<Letter> letters, PolynomialSigns signs)
    {
        var signed = Signed(letters).ToList();
        var signedPairs = Pairs(signed).ToList();
        var mixed = question.Known.SelectMany(k => signed.Concat(signedPairs).Select(s => Product(k, s)));
        var numbers = letters.Where(static l => l.Vectors is null && l.Stepped is null).Select(static l => LetterPolynomial.Of(l)).ToList();
        var distances = Distances([.. letters.SelectMany(static l => l.Vectors is (var u, var v) ? new[] { u, v } : []).Distinct()], signs).ToList();
        var squares = numbers.SelectMany((x, i) => numbers.Skip(i + 1).SelectMany(y => new[] { (x + y) * (x + y), (x - y) * (x - y) }).Append(x * x)).Concat(distances)
            .Concat(question.Known.SelectMany(k => distances.Select(d => d * k.Polynomial))).Concat(numbers.SelectMany(x => signed.Select(s => x * x * s.Polynomial))).Select(static s => new KnownSign(s, false));
        return new([.. question.Known.Concat(signed).Concat(signedPairs).Concat(Pairs([.. question.Known])).Concat(squares).Concat(mixed).Select(k => k with { Polynomial = signs.WithoutSquares(k.Polynomial) }).Where(static k => k.Polynomial.Constant is null).Distinct().Take(MostProducts)]);
    }

    private static IEnumerable<KnownSign> Signed(List<Letter> letters) => letters.Where(static l => l.IsNonnegative).Select(static l => new KnownSign(LetterPolynomial.Of(l), l.IsPositive));

    private static KnownSign Product(KnownSign one, KnownSign other) => new(one.Polynomial * other.Polynomial, one.IsStrict && other.IsStrict);

    private static IEnumerable<KnownSign> Pairs(List<KnownSign> all) => all.SelectMany((a, i) => all.Skip(i).Select(b => Product(a, b)));

    // |u + v|² and |u - v|².
    private static IEnumerable<LetterPolynomial> Distances(List<SummedVector> vectors, PolynomialSigns signs) => vectors.SelectMany((u, i) => vectors.Skip(i + 1).SelectMany(v =>
        (signs.Inner(u, u), signs.Inner(v, v), signs.Inner(u, v)) is ({ } first, { } second, { } both) ? new[] { first + second + both.Times(2), first + second - both.Times(2) } : []));

    private static bool IsCombination(LetterPolynomial target, bool isStrict, CombinationParts known)
    {
        if (known.TakingPart(target) is not { Count: <= MostColumns } parts)
        {
            return false;
        }

        var rows = target.Terms.Select(static t => t.Key).Concat(parts.SelectMany(static p => p.Polynomial.Terms.Select(static t => t.Key))).Append(default).Distinct().Order().ToList();
        var places = rows.Select(static (key, i) => (key, i)).ToDictionary(static p => p.key, static p => p.i);
        var asked = target.Terms.ToDictionary();
        var free = new RationalBounds(Rational.Zero, null);
        RationalColumn Column(LetterPolynomial polynomial, Rational cost, RationalBounds bounds) => new(cost, bounds, [.. polynomial.Terms.Select(t => (places[t.Key], t.Value))]);
        var strict = parts.Where(static p => p.IsStrict).Select(static p => p.Polynomial).Append(LetterPolynomial.One).ToList();
        var all = parts.Select(static p => p.Polynomial).Append(LetterPolynomial.One).Concat(isStrict ? strict : []).ToList();
        var program = new RationalProgram(
            ObjectiveSense.Maximise,
            [.. rows.Select(key => asked.GetValueOrDefault(key)).Select(static value => new RationalBounds(value, value))],
            [.. all.Select((polynomial, j) => j > parts.Count ? Column(polynomial, Rational.One, new(Rational.Zero, Rational.One)) : Column(polynomial, Rational.Zero, free))],
            Rational.Zero);
        if (RationalOptimum.Of(program, withUniqueness: false).Outcome?.Certificate is not { Primal: var weights, Value: var gain } || (isStrict && gain.Sign <= 0))
        {
            return false;
        }

        var sum = all.Zip(weights).Aggregate(LetterPolynomial.Zero, static (total, part) => total + part.First.Times(part.Second));
        return weights.All(static w => w.Sign >= 0) && sum.Equals(target);
    }
}
