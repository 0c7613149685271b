using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>Numbers written without definitions, derivatives, steps of runs and expectations, and what is known of their signs.</summary>
public static class ExplicitForm
{
    private static readonly RewriteRule[] Rules = [RewriteRules.IndexNotation, RewriteRules.PointMasses, RewriteRules.Unrolling, RewriteRules.ClosedExpectations];

    /// <summary>An equal term that is explicit as far as the rules go; null where one of them holds under a restriction only, or does not apply.</summary>
    public static Term? Of(Term scalar, Facts facts)
    {
        try
        {
            var derivation = Rules.Aggregate(Derivation.Begin(facts), (made, rule) => made.Then(rule, made.Last(scalar)));
            return derivation.Restrictions.IsEmpty ? derivation.Last(scalar) : null;
        }
        catch (NoClosedFormException)
        {
            return null;
        }
    }

    /// <summary>Whether an explicit term certainly has a value for all values of its symbols.</summary>
    public static bool IsDefined(Term term, Facts facts) => Definedness.IsCertain(term, facts);

    /// <summary>A number of the same sign, in canonical form without its positive factors, at all values at which an explicit term is defined.</summary>
    public static Term Primitive(Term term, Facts facts)
    {
        var normalizer = new Normalizer(facts);
        var parsed = normalizer.Parse(term);
        var (sign, primitive) = parsed.IsZero ? (1, parsed) : normalizer.Oriented(parsed);
        return normalizer.Write(sign < 0 ? primitive.Times(-Rational.One) : primitive);
    }

    /// <summary>The signs that an explicit term may have where it is defined.</summary>
    public static Signs SignOf(Term term, Facts facts) => Definedness.SignOf(term, facts);
}
