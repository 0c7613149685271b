using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Certificates;

/// <summary>
/// The values that a claim's quantifiers ask for, in the order in which the checker asks: all points of the universal symbols when the claim
/// is to be shown, and chosen values of the others. What is proposed here is checked elsewhere, so nothing rests on it.
/// </summary>
/// <param name="choose">A value for a symbol, given the values so far; or null.</param>
/// <param name="evaluation">Evaluates domains and restrictions.</param>
internal sealed class ScriptSearch(Func<Symbol, Instance, Term?> choose, ClosedEvaluation evaluation)
{
    private const int MostSteps = 8192;
    private readonly List<(Symbol Symbol, Term Value)> steps = [];

    /// <summary>The script that shows a formula to be true, or false; null when some value is not known.</summary>
    public IReadOnlyList<(Symbol Symbol, Term Value)>? Find(Term formula, bool truth) => Walk(formula, truth, Instance.Empty) ? steps : null;

    private bool Walk(Term formula, bool truth, Instance instance) => formula switch
    {
        ClaimReference or Derive => Walk(formula.Children[0], truth, instance),
        Connective { Kind: ConnectiveKind.Not } => Walk(formula.Children[0], !truth, instance),
        Connective { Kind: ConnectiveKind.Implies } when !truth && HasInfinite(formula) => Walk(formula.Children[0], true, instance) && Walk(formula.Children[1], false, instance),
        Connective { Kind: ConnectiveKind.And } when truth && HasInfinite(formula) => formula.Children.All(c => Walk(c, true, instance)),
        Quantified { Kind: QuantifierKind.ForAll } all when truth => Every(all, 0, instance),
        Quantified { Kind: QuantifierKind.ForAll } some => Chosen(some, truth, instance),
        Quantified { Kind: QuantifierKind.Exists } some when truth && HasInfinite(some) => Chosen(some, truth, instance),
        _ => true,
    };

    private bool Every(Quantified all, int position, Instance instance)
    {
        if (position < all.Binders.Count)
        {
            var binder = all.Binders[position];
            if (!binder.Symbol.Indices.IsEmpty || (binder.Domain ?? binder.Symbol.Domain) is not { } domain || evaluation.Elements(domain, instance, MostSteps) is not { } elements)
            {
                return false;
            }

            return elements.Distinct().Select(e => instance.With(binder.Symbol, e))
                .Where(i => new[] { binder.Where, binder.Symbol.Restriction }.OfType<Term>().All(c => evaluation.Decide(c, i).Truth != Certainty.False))
                .All(i => Every(all, position + 1, i));
        }

        return all.Binders.All(b => Step(b.Symbol, instance.Values[b.Symbol])) && Walk(all.Body, true, instance);
    }

    private bool Chosen(Quantified some, bool truth, Instance instance)
    {
        foreach (var binder in some.Binders)
        {
            if (choose(binder.Symbol, instance) is not { } value || !Step(binder.Symbol, value))
            {
                return false;
            }

            instance = instance.With(binder.Symbol, value);
        }

        return Walk(some.Body, truth, instance);
    }

    private bool Step(Symbol symbol, Term value)
    {
        steps.Add((symbol, value));
        return steps.Count <= MostSteps && CertificateText.IsExact(value);
    }

    private static bool HasInfinite(Term term) =>
        (term is Quantified quantified && quantified.Binders.Any(b => (b.Domain ?? b.Symbol.Domain) is not (IndexRange { Upper: not Constant } or Collection { Kind: CollectionKind.Set })))
        || term.Children.Any(HasInfinite);
}
