using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>Sums over the same indices on both sides: the inequality holds for each term, for all that is assumed of terms, and for what stands beside the sums.</summary>
internal sealed class TermByTerm : InequalityProof
{
    /// <inheritdoc/>
    public override string Name => "term by term";

    /// <inheritdoc/>
    public override string? Prove(Inequality inequality)
    {
        if (!inequality.IsDefined)
        {
            return null;
        }

        foreach (var (index, term, rest) in OuterSum.Of(ExplicitForm.Primitive(inequality.Difference, inequality.Facts), inequality.Facts))
        {
            Term[] known = [.. inequality.Hypotheses, .. inequality.Hypotheses.Select(h => At(h, index)).OfType<Term>()];
            var numbers = new Dictionary<Term, Symbol>();
            if (IsHeld(inequality.Part(rest, inequality.IsStrict, inequality.Hypotheses)) && IsHeld(inequality.Part(Named(term, index, numbers), isStrict: false, [.. known.Select(k => Named(k, index, numbers))])))
            {
                return $"what is summed over {Typeset.TextOf(index.Domain!)} is not negative for any index, and neither is what stands beside the sum";
            }
        }

        return null;
    }

    private static bool IsHeld(Inequality inequality) => (inequality.Greater is Number { Value.IsZero: true } && !inequality.IsStrict)
        || Catalogue<InequalityProof>.Members.Any(way => way is not (InductionOverSize or TermByTerm) && way.Prove(inequality) is not null);

    // What is assumed of every term, of this one.
    private static Term? At(Term hypothesis, Symbol index) => Unfold.Definitions(hypothesis) is Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Where: null, Domain: IndexRange range } binder] } all && AreEqual(range, (IndexRange)index.Domain!)
        ? all.Body.Replace(binder.Symbol, Build.Ref(index))
        : null;

    private static bool AreEqual(IndexRange one, IndexRange other) => AreEqual(one.Lower, other.Lower) && AreEqual(one.Upper, other.Upper);

    private static bool AreEqual(Term one, Term other) => one.Equals(other) || (one is not Constant && Canonical.Normalize(Build.Subtract(one, other), Facts.None) is Number { Value.IsZero: true });

    // The member of a family of numbers at the index, as a number of its own from the same domain.
    private static Term Named(Term term, Symbol index, Dictionary<Term, Symbol> numbers)
    {
        if (term is Element { Tensor: Reference { Symbol: { Role: SymbolRole.Given, Body: null, Indices: [var own] } family }, Indices: [Reference { Symbol: var at }] } && at == index && term.Type.IsScalar)
        {
            var name = numbers.TryGetValue(term, out var known) ? known : numbers[term] = new Symbol(family.Name, SymbolRole.Given, default) { Type = term.Type, Domain = family.Domain?.Replace(own.Symbol, Build.Ref(index)) };
            return Build.Ref(name);
        }

        return term.Children.IsEmpty ? term : term.With([.. term.Children.Select(child => Named(child, index, numbers))]);
    }
}
