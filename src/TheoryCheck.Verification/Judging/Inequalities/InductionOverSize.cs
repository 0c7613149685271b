using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>Sums over all indices below an integer: the inequality holds at the least integer, and what a further step adds to the difference of the sides is not negative.</summary>
internal sealed class InductionOverSize : InequalityProof
{
    /// <inheritdoc/>
    public override string Name => "induction over a size";

    /// <inheritdoc/>
    public override string? Prove(Inequality inequality)
    {
        foreach (var (size, least, lasting) in inequality.Sizes())
        {
            if (!HasSum(inequality.Difference, size) || !inequality.IsDefined)
            {
                continue;
            }

            if (Next(inequality.Difference, size, least) is { } next
                && IsHeld(inequality.Part(Canonical.Normalize(inequality.Difference.Replace(size, least), Facts.None), inequality.IsStrict, lasting))
                && IsHeld(inequality.Part(Canonical.Normalize(Build.Subtract(next, inequality.Difference), Facts.None), isStrict: false, lasting)))
            {
                return $"it holds at {size.Name} = {least.Value}, and the difference of the sides does not fall from {size.Name} to {size.Name} + 1";
            }
        }

        return null;
    }

    private static bool IsHeld(Inequality inequality) => inequality.Greater.FreeSymbols().Count == 0 && Closed(inequality)
        || Catalogue<InequalityProof>.Members.Any(way => way is not InductionOverSize && way.Prove(inequality) is not null);

    // A statement about known numbers.
    private static bool Closed(Inequality inequality) => Line.LineDerivatives.IsAtLeastZero(inequality.Greater, inequality.IsStrict);

    private static bool HasSum(Term term, Symbol size) => IsSum(term, size) || term.Children.Any(child => HasSum(child, size));

    private static bool IsSum(Term term, Symbol size) => term is Binding { Form: Sum, Binders: [{ Where: null, Domain: IndexRange range }] } && range.Upper.Mentions(size);

    // The term at the next integer, sums over one index more written as before and what is added; null where the size enters a sum in another way, or the index that is added may still lie below the first.
    private static Term? Next(Term term, Symbol size, Term least)
    {
        if (!term.Mentions(size))
        {
            return term;
        }

        if (term is Binding { Form: Sum, Binders: [{ Where: null, Domain: IndexRange range } index], Body: var body } && IsSum(term, size))
        {
            var last = range.Upper.Replace(size, Build.Add(Build.Ref(size), Number.One));
            return !range.Lower.Mentions(size) && !body.Mentions(size) && Canonical.Normalize(Build.Subtract(last, range.Upper), Facts.None) is Number { Value.IsOne: true }
                && Canonical.Normalize(Build.Subtract(last.Replace(size, least), range.Lower), Facts.None) is Number { Value.Sign: >= 0 }
                ? Build.Add(term, body.Replace(index.Symbol, last))
                : null;
        }

        if (term is Reference)
        {
            return Build.Add(term, Number.One);
        }

        if (term is BinderTerm)
        {
            return null;
        }

        var children = new List<Term>();
        foreach (var child in term.Children)
        {
            if (Next(child, size, least) is not { } next)
            {
                return null;
            }

            children.Add(next);
        }

        return term.With(children.ToSequence());
    }
}
