using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Letters;

namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>All products have a letter in common whose sign is known: x^k q ≥ 0 where x^k ≥ 0 and q ≥ 0.</summary>
internal sealed class CommonLetter : SignRule
{
    /// <inheritdoc/>
    public override int Order => 0;

    /// <inheritdoc/>
    public override bool Shows(SignQuestion question, PolynomialSigns signs)
    {
        foreach (var letter in question.Polynomial.Letters)
        {
            var least = question.Polynomial.Terms.Min(t => t.Key[letter]);
            if (least > 0 && (question.IsStrict ? letter.IsPositive : letter.IsNonnegative || least % 2 == 0))
            {
                return signs.Show(question.Of(LetterPolynomial.Of(question.Polynomial.Terms.Select(t => KeyValuePair.Create(Lowered(t.Key, letter, least), t.Value))), question.IsStrict));
            }
        }

        return false;
    }

    private static PowerProduct Lowered(PowerProduct product, Letter letter, int by) =>
        product.Without(letter) is var rest && product[letter] > by ? rest.Times(LetterPolynomial.Of(letter, product[letter] - by).Terms.First().Key) : rest;
}
