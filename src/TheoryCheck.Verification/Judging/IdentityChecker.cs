using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Settles <c>derive A == B</c> for all values of all free symbols: one canonical form is a proof with its steps; otherwise random
/// points, where a difference refutes and agreement proves nothing.
/// </summary>
internal sealed class IdentityChecker : Checker
{
    /// <inheritdoc/>
    public override bool Accepts(Obligation obligation) => obligation.Formula is Derive;

    /// <inheritdoc/>
    public override Judgement Check(Obligation obligation, ClaimContext context)
    {
        var facts = Facts.None.Binders(obligation.Free);
        foreach (var assumption in context.Claim.Assumptions)
        {
            facts = facts.Assume(assumption.Formula);
        }

        foreach (var binder in obligation.Free)
        {
            foreach (var condition in binder.Conditions)
            {
                facts = facts.Assume(condition);
            }
        }

        var derive = (Derive)obligation.Formula;
        var (formula, unread) = At(derive.Formula, obligation.Scope.Instance.Values, ref facts);
        var settled = Settle(formula, facts, context, obligation.Scope.Place);
        return unread is { } symbol && settled.Kind == VerdictKind.Refuted ? new Judgement(VerdictKind.Inconclusive, $"no derivation found: the sides differ, but not at the value of '{symbol.Name}'")
            : derive.IsImplied ? settled : settled with { IsPartial = false };
    }

    // A formula at values, those behind definitions too. What the rules of a run or the law of a draw read stands in these, not in the formula: such a number is assumed to be what it is, and of any other value the
    // identity is derived without it, which proves it but refutes nothing.
    private static (Term Formula, Symbol? Unread) At(Term formula, ImmutableDictionary<Symbol, Term> values, ref Facts facts)
    {
        if (values.IsEmpty)
        {
            return (formula, null);
        }

        HashSet<Symbol> seen = [], ruling = [];
        Follow(formula.ReachedSymbols());
        var kept = values.Keys.Where(ruling.Contains).OrderBy(s => s.Span.Start).ToList();
        var known = values.RemoveRange(kept);
        foreach (var number in kept.Where(s => values[s] is Number))
        {
            facts = facts.Assume(new Comparison(Build.Ref(number), Relation.Equal, values[number]));
        }

        var behind = seen.Any(s => s.Body is { } body && known.Keys.Any(body.Mentions));
        return ((behind ? Unfold.Definitions(formula) : formula).Replace(known), kept.Find(s => values[s] is not Number));

        void Follow(IEnumerable<Symbol> symbols)
        {
            foreach (var symbol in symbols.Where(seen.Add))
            {
                var rules = symbol.Evolution?.Rules.SelectMany(r => new[] { r.Start, r.Update, r.Noise }).OfType<Term>() ?? [];
                foreach (var term in symbol.Role == SymbolRole.Draw && symbol.Domain is { } law ? rules.Append(law) : rules)
                {
                    var read = term.ReachedSymbols().ToList();
                    ruling.UnionWith(read);
                    Follow(read);
                }
            }
        }
    }

    private static Judgement Settle(Term formula, Facts facts, ClaimContext context, string place)
    {
        switch (formula)
        {
            case Connective { Kind: ConnectiveKind.And } and:
                return Judgement.All([.. and.Children.Select(c => Settle(c, facts, context, place))]);
            case Quantified { Kind: QuantifierKind.ForAll } all:
                return Settle(all.Body, facts.Binders(all.Binders), context, place);
            case Comparison { Relations.Count: > 0 } chain when chain.Relations.All(r => r == Relation.Equal):
                return Judgement.All([.. chain.Relations.Select((_, i) => Decide(chain.Children[i], chain.Children[i + 1], facts, context, place))]);
            case Connective { Kind: ConnectiveKind.Iff } iff:
                return Decide(iff.Children[0], iff.Children[1], facts, context, place);
            default:
                return new Judgement(VerdictKind.Inconclusive, "no checker derives anything but identities");
        }
    }

    private static Judgement Decide(Term left, Term right, Facts facts, ClaimContext context, string place)
    {
        EqualityEvidence evidence;
        try
        {
            evidence = Equality.Decide(left, right, facts, context.Key(place + "/identity"));
        }
        catch (NoClosedFormException limit)
        {
            evidence = new EqualityEvidence.Unknown(limit.Message);
        }

        switch (evidence)
        {
            case EqualityEvidence.Proved proved:
                var restrictions = proved.Derivation.Restrictions;
                var judged = new Judgement(VerdictKind.Proved, "both sides have one canonical form")
                {
                    IsPartial = !proved.IsEverywhere,
                    Steps = [.. proved.Derivation.Steps.Select(s => new StepEvidence(
                        s.Rule.Name,
                        s.Before,
                        s.After,
                        string.Join("; ", new[] { s.Rule.Citation }.Concat(s.Result.Laws).Where(t => t.Length > 0).Distinct())))],
                };
                return restrictions.Aggregate(judged, (j, restriction) => j.Noting($"holds where {restriction}"));
            case EqualityEvidence.Refuted refuted:
                return new Judgement(VerdictKind.Refuted, $"{refuted.Of} differ: {refuted.Left} against {refuted.Right}")
                {
                    Qualifier = refuted.IsExact ? "" : "numerical",
                    Counterexample = new FailureEvidence(
                        [], new Comparison(left, Relation.Equal, right), refuted.Left, refuted.Right, "", refuted.IsExact ? "exact rational arithmetic" : "enclosures that do not meet")
                    {
                        Named = refuted.Point.Map(p => (p.Name, Instances.ValueText.Of(new Number(p.Value)))),
                    },
                    Points = 1,
                };
            case EqualityEvidence.Supported supported:
                return new Judgement(VerdictKind.Unrefuted, string.Create(
                    CultureInfo.InvariantCulture, $"the sides agree at {supported.Points} random points; unequal polynomials would do so with probability at most {supported.ErrorBound:G3}")) { Points = supported.Points };
            case EqualityEvidence.Unrefuted unrefuted:
                return new Judgement(VerdictKind.Unrefuted, $"the sides agree at {unrefuted.Points} random points, which proves nothing") { Points = unrefuted.Points };
            default:
                return new Judgement(VerdictKind.Inconclusive, $"no derivation found: {((EqualityEvidence.Unknown)evidence).Reason}");
        }
    }
}
