using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Letters;

namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>
/// a x² + b x + c ≥ 0 where a > 0 and 4ac ≥ b², or where a, b, c and x are not negative. Of a vector: a|v|² + ⟨b, v⟩ + c with 4ac ≥ |b|².
/// </summary>
internal sealed class CompletedSquare : SignRule
{
    /// <inheritdoc/>
    public override int Order => 3;

    /// <inheritdoc/>
    public override bool Shows(SignQuestion question, PolynomialSigns signs) =>
        question.Polynomial.Letters.Where(static l => l.Vectors is not (var u, var v) || !u.Equals(v)).OrderBy(static l => l.Vectors is not null).Any(letter => InLetter(question, signs, letter)) || Vectors(question.Polynomial.Letters).Any(vector => InVector(question, signs, vector));

    /// <summary>The vectors of the inner products among letters.</summary>
    public static IEnumerable<SummedVector> Vectors(IEnumerable<Letter> letters) =>
        letters.SelectMany(static l => l.Vectors is (var first, var second) ? new[] { first, second } : []).Distinct();

    private static bool InLetter(SignQuestion question, PolynomialSigns signs, Letter letter)
    {
        // A root of one letter stands for this one too: r² in place of |u|².
        var polynomial = letter.Square is { Count: 1 } square && square.Letters.ToList() is [var inside] && square.Equals(LetterPolynomial.Of(inside)) ? question.Polynomial.At(inside, LetterPolynomial.Of(letter, 2)) : question.Polynomial;
        return polynomial.In(letter) switch
        {
            [var c, var b, var a] => IsQuadratic(a, b, c, letter.IsNonnegative),
            [var c, var b] => letter.IsNonnegative && IsQuadratic(LetterPolynomial.Zero, b, c, isNonnegative: true),
            [var c, { Constant.IsZero: true }, var b, { Constant.IsZero: true }, var a] => IsQuadratic(a, b, c, isNonnegative: true),
            _ => false,
        };

        bool IsQuadratic(LetterPolynomial a, LetterPolynomial b, LetterPolynomial c, bool isNonnegative) =>
            (isNonnegative && signs.Show(question.Of(b)) && signs.Show(question.Of(a)) && signs.Show(question.Of(c, question.IsStrict))) || (a.Constant is not { Sign: <= 0 } && IsDefinite(question, signs, a, c, b * b));
    }

    private static bool InVector(SignQuestion question, PolynomialSigns signs, SummedVector vector)
    {
        if (signs.Inner(vector, vector)?.Letters.ToList() is not [{ Vectors: (var first, var second) } own] || !first.Equals(vector) || !second.Equals(vector) || question.Polynomial.In(own) is not [var rest, var a])
        {
            return false;
        }

        var slope = new List<(SummedVector Of, LetterPolynomial Coefficient)>();
        foreach (var letter in rest.Letters.Where(l => l.Vectors is (var u, var v) && (u.Equals(vector) || v.Equals(vector))))
        {
            if (rest.In(letter) is not [var without, var coefficient] || Mentions(coefficient, vector))
            {
                return false;
            }

            slope.Add((letter.Vectors!.Value.First.Equals(vector) ? letter.Vectors.Value.Second : letter.Vectors.Value.First, coefficient));
            rest = without;
        }

        var square = LetterPolynomial.Zero;
        foreach (var (u, p) in slope)
        {
            foreach (var (v, q) in slope)
            {
                if (signs.Inner(u, v) is not { } inner)
                {
                    return false;
                }

                square += p * q * inner;
            }
        }

        return !Mentions(a, vector) && IsDefinite(question, signs, a, rest, square);
    }

    private static bool Mentions(LetterPolynomial polynomial, SummedVector vector) => Vectors(polynomial.Letters).Contains(vector);

    // Where a may be 0, b is 0 too, and c remains.
    private static bool IsDefinite(SignQuestion question, PolynomialSigns signs, LetterPolynomial a, LetterPolynomial c, LetterPolynomial square) =>
        signs.Show(question.Of(a)) && signs.Show(question.Of((a * c).Times(4) - square, question.IsStrict)) && (question.IsStrict || signs.Show(question.Of(a, true)) || signs.Show(question.Of(c)));
}
