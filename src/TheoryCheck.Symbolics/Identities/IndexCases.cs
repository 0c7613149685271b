using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>Distinguishes whether two indices are equal where an expression compares them: one that is 0 with one index in the place of the other, and where they differ, is 0.</summary>
/// <remarks>Canonical forms carry comparisons of indices as factors. What cancels only where indices agree, as in the Jacobian of the softmax, cancels case by case.</remarks>
internal static class IndexCases
{
    private const int MostPairs = 3;

    /// <summary>The rule: every two indices are equal or differ. It says whether an expression is 0, and changes nothing where some case is not.</summary>
    public static RewriteRule Rule { get; } = new(
        "indices are equal or differ",
        "in both cases the expression is 0; keeps whether it is",
        "every two integers are equal or not",
        (term, facts) => Zero(term, facts, MostPairs) ?? new Derivations.Rewriting(term, [], []));

    // What shows a term to be 0, by at most so many pairs of indices; null where it is not seen to be.
    private static Derivations.Rewriting? Zero(Term term, Facts facts, int pairs)
    {
        if (pairs == 0 || Pair(term) is not var (one, other))
        {
            return null;
        }

        var cases = new[]
        {
            (Term: term.Replace(other, Build.Ref(one)), Facts: facts),
            (Term: term, Facts: facts.Assume(new Comparison(Build.Ref(one), Relation.NotEqual, Build.Ref(other)))),
        };
        var (laws, restrictions) = (new List<string>(), new List<string>());
        foreach (var (at, known) in cases)
        {
            var reduced = Equality.Reduce(at, known);
            var rest = reduced.Last(at);
            laws.AddRange(reduced.Steps.SelectMany(s => s.Result.Laws));
            restrictions.AddRange(reduced.Restrictions);
            if (Tidy.IsZero(rest))
            {
                continue;
            }

            if (Zero(rest, known, pairs - 1) is not { } further)
            {
                return null;
            }

            laws.AddRange(further.Laws);
            restrictions.AddRange(further.Restrictions);
        }

        return new(Number.Zero, laws.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToSequence(), restrictions.Distinct(StringComparer.Ordinal).ToSequence());
    }

    // Two indices that are compared with each other and bound nowhere inside.
    private static (Symbol One, Symbol Other)? Pair(Term term)
    {
        var free = term.FreeSymbols();
        return Compared(term).Where(p => free.Contains(p.One) && free.Contains(p.Other)).Select(p => ((Symbol, Symbol)?)p).FirstOrDefault();
    }

    private static IEnumerable<(Symbol One, Symbol Other)> Compared(Term term)
    {
        IEnumerable<(Symbol, Symbol)> own = term is Comparison { Relations: [Relation.Equal or Relation.NotEqual], Children: [Reference { Symbol: var one, Type: TensorType { Kind: NumberKind.Integer } }, Reference { Symbol: var other }] }
            ? [(one, other)]
            : [];
        return own.Concat(term.Children.Items.SelectMany(Compared));
    }
}
