using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// A claim, closed by its quantifiers and restricted by its assumptions, as the spec states it. To show it, every value of its
/// universal symbols is enumerated here, and the script gives the witnesses; to deny it the other way round.
/// </summary>
internal sealed class Statement(Claim claim, Evaluator evaluator)
{
    /// <summary>The claim.</summary>
    public Claim Claim => claim;

    /// <summary>Requires that the claim is certainly true, or certainly false, by the values of a script.</summary>
    public void Require(bool truth, Script script)
    {
        var chosen = Witnessed(claim.Closed).ToHashSet<Symbol>(ReferenceEqualityComparer.Instance);
        StrictJson.Require(!claim.Assumptions.Any(a => Mentions(a.Formula, chosen, [])), "an assumption about a symbol that is claimed to exist is not read");
        var holds = Shows(claim.Closed, truth, new Scope(), script, denies: !truth);
        StrictJson.Require(holds, $"the claim is not shown to be {(truth ? "true" : "false")}");
        StrictJson.Require(script.IsSpent, "there are more values than the claim has quantifiers");
    }

    /// <summary>Binds a symbol to the next value of a script, which must lie in its domain.</summary>
    public Scope Bound(Binder binder, Scope scope, Script script)
    {
        StrictJson.Require(binder.Symbol.Parameters.IsEmpty, "a function is no value of a certificate");
        var value = script.Next(binder.Symbol);
        var domain = binder.Domain ?? binder.Symbol.Domain ?? throw new NotShownException($"'{binder.Symbol.Name}' has no domain");
        StrictJson.Require(Domains.Admits(evaluator, binder.Symbol, domain, value, scope) == Certainty.True, $"the value of '{binder.Symbol.Name}' is not known to lie in its domain");
        return scope.With(binder.Symbol, value);
    }

    /// <summary>Whether the restrictions of bound symbols, and the assumptions, hold for certain.</summary>
    public bool IsAllowed(IEnumerable<Binder> binders, Scope scope) =>
        binders.SelectMany(Domains.Conditions).All(c => evaluator.Holds(c, scope) == Certainty.True);

    /// <summary>Whether all assumptions certainly hold.</summary>
    public Certainty Assumed(Scope scope) => claim.Assumptions.Select(a => evaluator.Holds(a.Formula, scope)).Aggregate(Certainty.True, CertaintyLogic.And);

    // Assumptions restrict the universal symbols: where values are chosen to deny something, they must satisfy them.
    private bool Shows(Term formula, bool truth, Scope scope, Script script, bool denies)
    {
        switch (formula)
        {
            case ClaimReference reference:
                return Shows(reference.Formula, truth, scope, script, denies);
            case Derive derive when !truth:
                return Shows(derive.Formula, truth, scope, script, denies);
            case Connective { Kind: ConnectiveKind.Not } negation:
                return Shows(negation.Children[0], !truth, scope, script, denies);
            case Connective { Kind: ConnectiveKind.Implies } implies when !truth && HasInfinite(implies):
                return Shows(implies.Children[0], true, scope, script, denies) && Shows(implies.Children[1], false, scope, script, denies);
            case Connective { Kind: ConnectiveKind.And } both when truth && HasInfinite(both):
                return both.Children.All(c => Shows(c, true, scope, script, denies));
            case Quantified { Kind: QuantifierKind.ForAll } all when truth:
                return Every(all, scope, script, denies);
            case Quantified { Kind: QuantifierKind.ForAll } some:
                return Chosen(some, truth, scope, script, denies: true);
            case Quantified { Kind: QuantifierKind.Exists } some when truth && HasInfinite(some):
                return Chosen(some, truth, scope, script, denies);
            default:
                return evaluator.Holds(formula, scope) == CertaintyLogic.Of(truth) && (!denies || Assumed(scope) == Certainty.True);
        }
    }

    private bool Chosen(Quantified some, bool truth, Scope scope, Script script, bool denies)
    {
        scope = some.Binders.Aggregate(scope, (inner, binder) => Bound(binder, inner, script));
        return IsAllowed(some.Binders, scope) && Shows(some.Body, truth, scope, script, denies);
    }

    // Every point of the domains, in their order; each is also stated in the script, so that nothing is left out unseen.
    private bool Every(Quantified all, Scope scope, Script script, bool denies)
    {
        var outcome = true;
        foreach (var (inner, included) in evaluator.Points(all.Binders, scope))
        {
            foreach (var binder in all.Binders)
            {
                var isStated = evaluator.Compare(Rigor.Relation.Equal, script.Next(binder.Symbol), inner.Find(binder.Symbol)!) == Certainty.True;
                StrictJson.Require(isStated, $"the values of '{binder.Symbol.Name}' are not those of its domain");
            }

            StrictJson.Require(included == Certainty.True, "it is not decided whether a restriction holds");
            outcome &= (all.Body is not Quantified && Assumed(inner) == Certainty.False) || Shows(all.Body, true, inner, script, denies);
        }

        return outcome;
    }

    private static bool HasInfinite(Term term) =>
        (term is Quantified quantified && quantified.Binders.Any(b => !Domains.IsFinite(b.Domain ?? b.Symbol.Domain))) || term.Children.Any(HasInfinite);

    private static IEnumerable<Symbol> Witnessed(Term term) =>
        (term is Quantified { Kind: not QuantifierKind.ForAll } other ? other.Binders.Select(b => b.Symbol) : []).Concat(term.Children.SelectMany(Witnessed));

    private static bool Mentions(Term term, HashSet<Symbol> symbols, HashSet<Symbol> seen) => term is Reference { Symbol: var symbol }
        ? symbols.Contains(symbol) || (seen.Add(symbol) && symbol.Body is { } body && Mentions(body, symbols, seen))
        : term.Children.Any(c => Mentions(c, symbols, seen));
}
