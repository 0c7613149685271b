using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <summary>
/// The canonical form of scalars in index notation: a sum of products with rational coefficients; sums over indices pulled out
/// of products, merged and sorted; deltas contracted; relu, abs, sign, max, min written with one step function. Equal
/// canonical forms prove equality; different ones prove nothing.
/// </summary>
public static class Canonical
{
    /// <summary>The canonical form. Idempotent; alpha-equivalent terms have the same.</summary>
    /// <param name="term">A scalar in index form, or anything with such scalars inside.</param>
    /// <param name="facts">What may be used of the symbols.</param>
    public static Term Normalize(Term term, Facts facts) => Trace(term, facts).Value;

    /// <summary>The canonical form with the laws that were used and the expressions that must not be 0 for them to hold.</summary>
    public static CanonicalForm Trace(Term term, Facts facts)
    {
        var normalizer = new Normalizer(facts);
        var value = normalizer.Any(term);
        return new CanonicalForm(value, normalizer.Laws.ToSequence(), normalizer.Restrictions.Order(TermOrder.Instance).ToSequence());
    }

    /// <summary>A canonical scalar without its positive content, and whether its sign was turned to make the leading coefficient positive.</summary>
    internal static (Term Shape, bool IsFlipped) Primitive(Term canonical)
    {
        var normalizer = new Normalizer(Facts.None);
        var polynomial = normalizer.Parse(canonical);
        if (polynomial.IsZero)
        {
            return (canonical, false);
        }

        var (sign, primitive) = normalizer.Oriented(polynomial);
        return (normalizer.Write(primitive), sign < 0);
    }
}

/// <summary>A canonical form with its justification.</summary>
/// <param name="Value">The term.</param>
/// <param name="Laws">The names of the laws used, sorted.</param>
/// <param name="Nonzero">Denominators that were cancelled: the form is equal where none of them is 0.</param>
public sealed record CanonicalForm(Term Value, Sequence<string> Laws, Sequence<Term> Nonzero);
