using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>Multiplies an expression by the denominators in it; the product vanishes exactly where the expression does.</summary>
internal static class Denominators
{
    /// <summary>The rule: e = 0 if and only if e·d = 0 for d ≠ 0. It keeps zeros, not values.</summary>
    public static RewriteRule Rule { get; } = new(
        "denominators multiplied away",
        "the denominators are not 0; keeps whether the expression is 0",
        "a product with a nonzero factor vanishes exactly where the other factor does",
        Clear);

    private static Derivations.Rewriting Clear(Term term, Facts facts)
    {
        var normalizer = new Normalizer(facts);
        var polynomial = normalizer.Parse(term);
        var restrictions = new List<string>();
        for (var round = 0; round < 6 && !polynomial.IsZero; round++)
        {
            var bound = polynomial.Summands.SelectMany(s => s.Ranges.Select(r => r.Symbol)).ToHashSet();
            var factor = polynomial.Summands
                .SelectMany(s => s.Factors)
                .Where(f => (f.Exponent.Sign < 0 || !f.Exponent.IsInteger) && f.Exponent.Sign < 0 && !bound.Any(b => Rewriting.Substitution.Mentions(f.Base, b)))
                .OrderBy(f => f.Base, TermOrder.Instance).ThenBy(f => f.Exponent).FirstOrDefault();
            if (factor.Base is null)
            {
                break;
            }

            if (!normalizer.IsNonzero(normalizer.Parse(factor.Base)))
            {
                restrictions.Add(RewriteRules.NotZero(factor.Base));
            }

            var multiplier = Polynomial.Atom(factor.Base, -factor.Exponent);
            polynomial = normalizer.Multiply(polynomial, multiplier);
        }

        return new Derivations.Rewriting(normalizer.Write(polynomial), normalizer.Laws.ToSequence(), restrictions.Distinct(StringComparer.Ordinal).ToSequence());
    }
}
