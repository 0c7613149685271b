using System.Collections.Immutable;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Numerics.Tensors;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Letters;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging.Inequalities.Polynomials;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>The sides are polynomials in numbers, inner products of vectors of any length, roots and steps: squares are completed, roots squared, and what is assumed is multiplied and added.</summary>
internal sealed class PolynomialCertificate : InequalityProof
{
    private const int MostVectors = 6, MostProducts = 4;

    /// <inheritdoc/>
    public override string Name => "squares and products";

    /// <inheritdoc/>
    public override string? Prove(Inequality inequality)
    {
        if (!inequality.IsDefined)
        {
            return null;
        }

        var reading = new LetterReading(inequality.Facts);
        if (reading.Signed(inequality.Difference) is not { } difference)
        {
            return null;
        }

        Letter[] letters = [.. Inside(difference)];
        var vectors = Vectors(inequality.Difference, letters);
        var hypotheses = inequality.Hypotheses.SelectMany(h => Comparisons(h, vectors)).ToList();
        // An index of a sum need not have a value: there is none below n = 0.
        var assumed = hypotheses.SelectMany(c => Read(c, reading)).ToList();
        var known = assumed.Concat(hypotheses.Append(inequality.Difference).SelectMany(static t => t.FreeSymbols()).Distinct().SelectMany(Ends).Concat(Spectral(inequality, hypotheses, vectors)).Concat(Eigenvalues.Norms([inequality.Difference, .. hypotheses], vectors)).SelectMany(c => Read(c, reading))).Concat(Lengths(letters, reading)).ToList();
        known.AddRange(LetterBounds.Of(known.SelectMany(static k => k.Polynomial.Letters).Concat(letters).Distinct(), inequality.Facts).SelectMany(c => Read(c, reading)));
        var lengthwise = Lengthwise(assumed.SelectMany(static k => k.Polynomial.Letters).Except(letters), reading).Concat(Triangles(letters).SelectMany(c => Read(c, reading)));
        bool IsShown(IEnumerable<KnownSign> what, bool isShort = false) => new PolynomialSigns(reading, new SignQuestion(difference, inequality.IsStrict, [.. what.Where(static k => k.Polynomial.Constant is null).Distinct()])).Show(isShort);
        return IsShown(known) || (lengthwise.ToList() is { Count: > 0 } further && IsShown(known.Concat(further), isShort: true))
            ? $"the difference of the sides, up to positive factors, is made of completed squares and of products of what is known to be {(inequality.IsStrict ? "positive" : "not negative")}"
            : null;
    }

    // What is assumed of numbers, of all vectors, as far as the difference speaks of them, of all indices, summed, and what equations between vectors say of inner products.
    private static IEnumerable<Comparison> Comparisons(Term hypothesis, IReadOnlyList<Term> vectors) => Unfold.Definitions(hypothesis) switch
    {
        Connective { Kind: ConnectiveKind.And } and => and.Children.SelectMany(c => Comparisons(c, vectors)),
        Comparison { Relations.Count: 1 } comparison when comparison.Children.Any(static c => c is Call { Operation: OpNorm }) && Eigenvalues.Of(comparison) is { } meant => Comparisons(meant, vectors),
        Comparison comparison when comparison.Children.All(static side => side.Type.IsScalar && side.Type is not TruthType) => [comparison],
        Comparison { Relations: [Relation.Equal], Children: [{ Type: TensorType { Axes: [{ Lower: Number { Value.IsZero: true }, Length: var length }] } } left, var right] } =>
            Of(length, vectors).Select(v => new Comparison(Build.Call<Dot>(v, left), Relation.Equal, right.Type.IsScalar ? right : Build.Call<Dot>(v, right))),
        Call { Operation: Predicate predicate } call when predicate.Expand(call.Arguments) is { } meant => Comparisons(meant, vectors),
        Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Where: null, RangesOver: Call { Operation: VectorSpace, Arguments: [var length] }, Symbol: { Indices.IsEmpty: true } any }] } all =>
            Of(length, vectors).SelectMany(v => Comparisons(all.Body.Replace(any, v), vectors)),
        Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Where: null, Domain: IndexRange { Upper: not Constant } } index], Body: Comparison { Relations: [not Relation.NotEqual and var relation], Children: [{ Type.IsScalar: true } left, { Type.IsScalar: true } right] } } =>
            [new Comparison(Build.Bind<Sum>([index], left), Summed(relation), Build.Bind<Sum>([index], right))],
        _ => [],
    };

    // There may be no terms.
    private static Relation Summed(Relation relation) => relation switch { Relation.Less => Relation.LessOrEqual, Relation.Greater => Relation.GreaterOrEqual, _ => relation };

    private static IEnumerable<Term> Of(Term length, IReadOnlyList<Term> vectors) => vectors.Where(v => ((TensorType)v.Type).Axes[0].Length.Equals(length));

    // What is known of the eigenvalues of matrices, of the vectors that the difference speaks of and of their images.
    private static IEnumerable<Comparison> Spectral(Inequality inequality, IReadOnlyList<Comparison> hypotheses, IReadOnlyList<Term> vectors)
    {
        foreach (var bounds in SpectralBound.Of(hypotheses, inequality.Difference, inequality.Facts).GroupBy(static b => b.Matrix, static b => b).Select(static g => g.ToList()))
        {
            var (matrix, length) = (bounds[0].Matrix, ((TensorType)bounds[0].Matrix.Type).Axes[0].Length);
            foreach (var vector in vectors.Where(v => ((TensorType)v.Type).Axes[0].Length.Equals(length)))
            {
                Term image = Build.Call<Matmul>(matrix, vector);
                yield return new(Number.Zero, Relation.LessOrEqual, Build.Call<Dot>(image, image));
                foreach (var (one, i) in bounds.Select(static (b, i) => (b, i)))
                {
                    yield return one.At(vector);
                    yield return one.At(image);
                    foreach (var (other, j) in bounds.Select(static (b, j) => (b, j)).Skip(i + 1))
                    {
                        yield return one.With(other, vector);
                        yield return one.With(other, image);
                        foreach (var third in bounds.Skip(j + 1))
                        {
                            yield return one.With(other, third, vector);
                        }
                    }
                }
            }

            foreach (var order in bounds.SelectMany(one => bounds.Select(one.Order)).OfType<Comparison>())
            {
                yield return order;
            }
        }
    }

    private static List<Term> Vectors(Term difference, Letter[] letters)
    {
        var named = difference.FreeSymbols().Where(static s => s is { Indices.IsEmpty: true, Type: TensorType { Axes.Count: 1 } }).Select(static s => (Term)Build.Ref(s));
        var summed = CompletedSquare.Vectors(letters).Where(static v => v.Lower is Number { Value.IsZero: true }).Select(Coordinate).OfType<Element>().Where(static e => e.Indices.Count > 1)
            .Select(static e => Build.At(e.Tensor, [.. e.Indices.Take(e.Indices.Count - 1)]));
        return [.. named.Concat(summed).Distinct().Take(MostVectors)];
    }

    // The letters of a polynomial, and those in what they are roots and steps of.
    private static IEnumerable<Letter> Inside(LetterPolynomial polynomial) =>
        polynomial.Letters.SelectMany(static l => new[] { l.Square, l.Stepped }.OfType<LetterPolynomial>().SelectMany(Inside).Prepend(l)).Distinct();

    // |v|² ≤ 1 for members of a ball.
    private static IEnumerable<KnownSign> Lengths(Letter[] letters, LetterReading reading) => CompletedSquare.Vectors(letters)
        .Where(static v => v.Form is null && Coordinate(v) is { Tensor: Reference { Symbol: { Role: not SymbolRole.Draw, Domain: Call { Operation: Ball } } family } } entry && entry.Indices.Count == family.Indices.Count + 1)
        .Select(v => reading.Inner(v, v)).OfType<LetterPolynomial>().Select(static square => new KnownSign(LetterPolynomial.One - square, IsStrict: false));

    // |Σ v| ≤ Σ |v| for sums of vectors.
    private static IEnumerable<Comparison> Triangles(IReadOnlyList<Letter> letters) =>
        from vector in CompletedSquare.Vectors(letters)
        where vector is { Form: null, Element: Binding { Form: Sum, Binders: [{ Where: null, Domain: IndexRange }] } }
        let sum = (Binding)vector.Element
        let place = new Binder(Build.Index("c"), new IndexRange(vector.Lower, vector.Upper))
        select new Comparison(Length(sum, place), Relation.LessOrEqual, Build.Bind<Sum>(sum.Binders, Length(sum.Body, place)));

    private static Term Length(Term element, Binder place) =>
        Build.Power(Build.Bind<Sum>([place], Build.Power(element.Replace(LetterReading.Place, Build.Ref(place.Symbol)), new Number((Rational)2))), new Number(new Rational(1, 2)));

    // |⟨u, v⟩| ≤ |u| |v| for inner products of which only what is assumed speaks.
    private static IEnumerable<KnownSign> Lengthwise(IEnumerable<Letter> letters, LetterReading reading) =>
        from letter in letters.Distinct().Where(static l => l.Vectors is (var u, var v) && !u.Equals(v)).Take(MostProducts)
        let lengths = (reading.Norm(letter.Vectors!.Value.First), reading.Norm(letter.Vectors.Value.Second)) is ({ } one, { } other) ? one * other : null
        where lengths is not null
        from product in new[] { LetterPolynomial.Of(letter), -LetterPolynomial.Of(letter) }
        select new KnownSign(lengths - product, IsStrict: false);

    // The coordinate of one named vector, which a sum runs through; null where it runs through members of a family instead.
    private static Element? Coordinate(SummedVector vector) => vector.Element is Element { Tensor: Reference, Indices: [.., Reference { Symbol: var last }] } entry && last == LetterReading.Place
        && !entry.Indices.Take(entry.Indices.Count - 1).Any(static i => i.Mentions(LetterReading.Place)) ? entry : null;

    // The ends of the interval from which a number comes.
    private static IEnumerable<Comparison> Ends(Symbol symbol) => symbol switch
    {
        { Role: SymbolRole.Draw } or { Indices.IsEmpty: false } or { Parameters.IsEmpty: false } => [],
        { Domain: RealInterval interval } => Between(Build.Ref(symbol), interval.Lower, interval.LowerOpen, interval.Upper, interval.UpperOpen),
        { Domain: IndexRange range } => Between(Build.Ref(symbol), range.Lower, false, range.Upper, false),
        _ => [],
    };

    private static IEnumerable<Comparison> Between(Term number, Term lower, bool isOpenBelow, Term upper, bool isOpenAbove) =>
        new[] { new Comparison(lower, isOpenBelow ? Relation.Less : Relation.LessOrEqual, number), new Comparison(number, isOpenAbove ? Relation.Less : Relation.LessOrEqual, upper) }
            .Where(static c => !c.Children.Any(static side => side is Constant { Name: "infinity" } || side.Children is [Constant { Name: "infinity" }]));

    private static IEnumerable<KnownSign> Read(Comparison comparison, LetterReading reading)
    {
        for (var i = 0; i < comparison.Relations.Count; i++)
        {
            var (left, right, relation) = (comparison.Children[i], comparison.Children[i + 1], comparison.Relations[i]);
            if (relation is Relation.NotEqual || ExplicitForm.Of(Build.Subtract(right, left), Symbolics.CanonicalForms.Facts.None) is not { } gap || reading.Signed(gap) is not { } rises)
            {
                continue;
            }

            if (relation is Relation.Less or Relation.LessOrEqual or Relation.Equal)
            {
                yield return new(rises, relation == Relation.Less);
                yield return Squared(rises);
            }

            if (relation is Relation.Greater or Relation.GreaterOrEqual or Relation.Equal)
            {
                yield return new(-rises, relation == Relation.Greater);
                yield return Squared(-rises);
            }
        }
    }

    // a ≥ b ≥ 0 says that a² ≥ b²; what is not of this form says nothing more.
    private static KnownSign Squared(LetterPolynomial gap)
    {
        var (above, below) = (LetterPolynomial.Of(gap.Terms.Where(static t => t.Value.Sign > 0)), -LetterPolynomial.Of(gap.Terms.Where(static t => t.Value.Sign < 0)));
        var isMeant = below.Constant is null && below.Terms.All(static t => t.Key.Powers.All(static p => p.Letter.IsNonnegative || p.Exponent % 2 == 0));
        return new(isMeant ? (above * above) - (below * below) : LetterPolynomial.Zero, false);
    }
}
