using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Letters;

namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>
/// What is concave in a letter is least at an end of the interval of its values, and what rises in it at the lower end. An inner product lies between ±|u||v|, by the inequality of Cauchy and Schwarz.
/// </summary>
internal sealed class EndsOfInterval : SignRule
{
    /// <inheritdoc/>
    public override int Order => 4;

    /// <inheritdoc/>
    public override bool Shows(SignQuestion question, PolynomialSigns signs)
    {
        foreach (var letter in question.Polynomial.Letters)
        {
            var powers = question.Polynomial.In(letter);
            if (powers.Count > 3)
            {
                continue;
            }

            var (lower, upper) = Ends(letter, question, signs);
            bool At(LetterPolynomial end) => signs.Show(question.Of(question.Polynomial.At(letter, end), question.IsStrict));
            var isLeast = powers.Count == 2 && ((lower.Exists(At) && signs.Show(question.Of(powers[1]))) || (upper.Exists(At) && signs.Show(question.Of(-powers[1]))));
            if (isLeast || (lower.Exists(At) && upper.Exists(At) && (powers.Count == 2 || signs.Show(question.Of(-powers[2])))))
            {
                return true;
            }
        }

        return false;
    }

    private static (List<LetterPolynomial> Lower, List<LetterPolynomial> Upper) Ends(Letter letter, SignQuestion question, PolynomialSigns signs)
    {
        var (lower, upper) = (new List<LetterPolynomial>(), new List<LetterPolynomial>());
        foreach (var known in question.Known)
        {
            if (known.Polynomial.In(letter) is [var rest, { Constant: { IsZero: false } slope }])
            {
                (slope.Sign > 0 ? lower : upper).Add(rest.Times(-Rational.One / slope));
            }
        }

        if (letter.IsNonnegative)
        {
            lower.Add(LetterPolynomial.Zero);
        }

        if (letter.Vectors is (var first, var second) && !first.Equals(second) && signs.Norm(first) is { } one && signs.Norm(second) is { } other)
        {
            lower.Add(-(one * other));
            upper.Add(one * other);
        }

        return (lower, upper);
    }
}
