using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Letters;

namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>a + b √p ≥ 0 where a ≥ 0 and a² ≥ b² p, or where b ≥ 0 and b² p ≥ a².</summary>
internal sealed class IsolatedRoot : SignRule
{
    /// <inheritdoc/>
    public override int Order => 5;

    /// <inheritdoc/>
    public override bool Shows(SignQuestion question, PolynomialSigns signs)
    {
        foreach (var root in question.Polynomial.Letters.Where(static l => l.Square is not null).OrderBy(static l => -l.Square!.Count))
        {
            if (question.Polynomial.In(root) is not [var a, var b])
            {
                continue;
            }

            var gap = (a * a) - (b * b * root.Square!);
            if ((signs.Show(question.Of(a)) && signs.Show(question.Of(gap, question.IsStrict))) || (signs.Show(question.Of(b)) && signs.Show(question.Of(-gap, question.IsStrict))))
            {
                return true;
            }
        }

        return false;
    }
}
