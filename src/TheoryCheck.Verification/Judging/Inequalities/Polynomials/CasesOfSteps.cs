using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Letters;

namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>A step of t is 1 where t ≥ 0, and 0 where t &lt; 0: absolute values, rectified units, maxima.</summary>
internal sealed class CasesOfSteps : SignRule
{
    /// <inheritdoc/>
    public override int Order => 1;

    /// <inheritdoc/>
    public override bool Shows(SignQuestion question, PolynomialSigns signs)
    {
        // The step that stands inside no other one comes first.
        var step = question.Polynomial.Letters.Concat(question.Known.SelectMany(static k => k.Polynomial.Letters)).Where(static l => l.Stepped is not null).OrderBy(static l => l.Stepped!.Letters.Count(static i => i.Stepped is not null)).ThenBy(static l => l.Order).FirstOrDefault();
        return step?.Stepped is { } stepped && Case(LetterPolynomial.One, new(stepped, false)) && Case(LetterPolynomial.Zero, new(-stepped, true));

        bool Case(LetterPolynomial value, KnownSign where)
        {
            var known = question.Known.Add(where).Select(k => k with { Polynomial = k.Polynomial.At(step, value) }).ToArray();
            return Array.Exists(known, static k => k.Polynomial.Constant is { Sign: < 0 } || (k.IsStrict && k.Polynomial.Constant is { IsZero: true }))
                || signs.ShowCase(new SignQuestion(question.Polynomial.At(step, value), question.IsStrict, [.. known]));
        }
    }
}
