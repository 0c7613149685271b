using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// One instance that excludes every witness C &gt; 0, or one line of them. Where <c>exists C &gt; 0: for all x: l(x) &gt;= C*g(x)</c> with l and g free of C,
/// an admissible x with l(x) ≤ 0 &lt; g(x), or l(x) &lt; 0 ≤ g(x), contradicts each C at once; so do admissible x on their way to an end of the domain where g(x) &gt; 0
/// and l(x)/g(x) tends to 0. Likewise for the other relations and for one conjunct of several.
/// </summary>
/// <remarks>
/// That the side is C times something free of C is derived, not sampled. Neither the domains and restrictions on the way to the
/// comparison nor the assumptions may mention C: the instances have to be admissible for every C. Along a line one number of the
/// instance moves, and everything that is asked of it holds near enough to the end.
/// </remarks>
internal sealed class WitnessExclusion
{
    private readonly Symbol symbol;
    private readonly ClosedEvaluation evaluation;
    private readonly List<Requirement> requirements = [];
    private readonly Sequence<Term> assumptions = [];

    /// <summary>Looks for the conjuncts that are linear in the witness.</summary>
    public WitnessExclusion(Binder binder, Term body, ClaimContext context, ClosedEvaluation evaluation)
    {
        (symbol, this.evaluation) = (binder.Symbol, evaluation);
        if (PositiveDomain.Is(binder.RangesOver) && symbol.Indices.IsEmpty && !context.Claim.Assumptions.Any(a => Unfold.Definitions(a.Formula).Mentions(symbol)))
        {
            assumptions = context.Claim.Assumptions.Map(a => a.Formula);
            Collect(body, Facts.None, []);
        }
    }

    /// <summary>Whether some conjunct has the form that an instance can exclude.</summary>
    public bool IsPossible => requirements.Count > 0;

    /// <summary>Powers of two whose witnesses ask less and less, so that only an instance near an excluding one fails them.</summary>
    public IReadOnlyList<int> Exponents => requirements.TrueForAll(r => r.WantsSmall) ? [-20, -40] : requirements.TrueForAll(r => !r.WantsSmall) ? [20, 40] : [];

    /// <summary>A power of two whose witness asks so much that hardly an instance satisfies it; null where witnesses are wanted small and large at once.</summary>
    public int? Demanding => requirements.Count == 0 ? null : requirements.TrueForAll(r => r.WantsSmall) ? 20 : requirements.TrueForAll(r => !r.WantsSmall) ? -20 : null;

    /// <summary>The refutation of all witnesses by the counterexample to one of them, or null when it excludes only some.</summary>
    public Judgement? Of(Judgement failed, Scope scope)
    {
        if (failed is not { Kind: VerdictKind.Refuted, Counterexample: { } found } || requirements.Count == 0)
        {
            return null;
        }

        var instance = scope.Instance with { Values = scope.Instance.Values.SetItems(found.Values.Select(v => KeyValuePair.Create(v.Symbol, v.Value))).Remove(symbol) };
        foreach (var requirement in requirements)
        {
            if ((Excluding(requirement, instance, failed) ?? Line(requirement, instance, failed)) is { } excluded)
            {
                return excluded;
            }
        }

        return null;
    }

    // One instance that contradicts every witness.
    private Judgement? Excluding(Requirement requirement, Instance instance, Judgement failed)
    {
        if (Decide(requirement.Excludes, instance) is not { Truth: Certainty.True } decided)
        {
            return null;
        }

        var name = symbol.Name;
        return failed with
        {
            Reason = $"no {name} > 0 works: at the configuration shown {name} is multiplied by {Shown(requirement.Factor, instance)}, and the other side is {Shown(requirement.Free, instance)}, settled in {decided.Arithmetic}",
            Qualifier = decided.IsExact ? "" : "numerical",
            Counterexample = failed.Counterexample! with
            {
                Values = failed.Counterexample.Values.Where(v => v.Symbol != symbol).Select(v => (v.Symbol, instance.Values.GetValueOrDefault(v.Symbol, v.Value))).ToSequence(),
                Formula = requirement.Formula,
                Left = requirement.IsFreeLeft ? Shown(requirement.Free, instance) : $"{name}·{Shown(requirement.Factor, instance)}",
                Right = requirement.IsFreeLeft ? $"{name}·{Shown(requirement.Factor, instance)}" : Shown(requirement.Free, instance),
                Margin = "",
                Arithmetic = decided.Arithmetic,
            },
        };
    }

    // One number of the instance on its way to an end of its domain, or several values on a path.
    private Judgement? Line(Requirement requirement, Instance instance, Judgement failed)
    {
        foreach (var (number, domain) in requirement.Binders.Where(b => instance.Values.ContainsKey(b.Symbol) && !requirement.Binders.Any(o => IsShapedBy(o, b.Symbol))).Select(b => (b.Symbol, b.RangesOver)))
        {
            if (domain is RealInterval interval && evaluation.TryDecide(new Comparison(interval.Lower, Relation.Less, interval.Upper), instance) != Certainty.True)
            {
                continue;
            }

            foreach (var end in NearEnd.Of(number, domain))
            {
                if (Towards(requirement, end, end.Words, [number], instance, failed) is { } found)
                {
                    return found;
                }
            }
        }

        var paths = ApproachPath.Of([.. requirement.Binders], instance, evaluation).ToList();
        return paths.Select(p => p.Limit is { } limit && Asked(requirement, p.Moved).All(c => Decide(c, limit)?.Truth == Certainty.True) ? Excluding(requirement, limit, failed) : null)
            .Concat(paths.Select(p => Towards(requirement, p.End, p.Words, p.Moved, p.Instance, failed))).FirstOrDefault(j => j is not null);
    }

    // Every witness fails near enough to an end where what it should reach outgrows its multiple, and everything that is asked of what moves holds.
    private Judgement? Towards(Requirement requirement, NearEnd end, string words, Sequence<Symbol> moved, Instance instance, Judgement failed)
    {
        var (great, small) = requirement.WantsSmall ? (requirement.Factor, requirement.Free) : (requirement.Free, requirement.Factor);
        if (end.Outgrows(great, small, instance) is not { Truth: Certainty.True } outgrown || !Asked(requirement, moved).All(c => end.Decide(c, instance).Truth == Certainty.True))
        {
            return null;
        }

        var name = symbol.Name;
        return failed with
        {
            Reason = $"no {name} > 0 works: as {words} from the configuration shown, {(requirement.WantsSmall ? $"the other side vanishes against what {name} is multiplied by" : $"what {name} is multiplied by vanishes against the other side")}, by {outgrown.Arithmetic}",
            Qualifier = NearEnd.IsExact(outgrown) ? "" : "numerical",
            Counterexample = failed.Counterexample! with
            {
                Values = failed.Counterexample.Values.Where(v => v.Symbol != symbol).ToSequence(),
                Formula = requirement.Formula,
                Arithmetic = outgrown.Arithmetic,
            },
        };
    }

    // What has to hold of some symbols besides lying in their domains.
    private IEnumerable<Term> Asked(Requirement requirement, Sequence<Symbol> moved) =>
        requirement.Binders.SelectMany(b => b.Conditions).Concat(assumptions).Where(c => moved.Any(Unfold.Definitions(c).Mentions));

    private static bool IsShapedBy(Binder other, Symbol size) => other.Symbol.Indices.Select(i => i.Domain).Append(other.RangesOver).OfType<Term>().Any(t => Unfold.Definitions(t).Mentions(size));

    // A number that only exact arithmetic tells from 0 has no digits to show.
    private string Shown(Term term, Instance instance) => evaluation.TryRational(term, instance) is null
        && Decide(new Comparison(term, Relation.Equal, Number.Zero), instance)?.Truth == Certainty.True ? "0" : evaluation.Show(term, instance);

    private Decided? Decide(Term formula, Instance instance)
    {
        try
        {
            return evaluation.HasUnbound(formula, instance) ? null : evaluation.Decide(InequalityChecker.Evaluable(formula, instance), instance);
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e) || e is NoClosedFormException)
        {
            return null;
        }
    }

    // Conjuncts of what is asked for all instances, under binders that do not depend on the witness.
    private void Collect(Term formula, Facts facts, Sequence<Binder> binders)
    {
        switch (formula)
        {
            case Quantified { Kind: QuantifierKind.ForAll } all when !all.Binders.Any(b => b.Symbol.Role == SymbolRole.Clock
                || new[] { b.Domain, b.Where, b.Symbol.Domain, b.Symbol.Restriction }.OfType<Term>().Any(t => Unfold.Definitions(t).Mentions(symbol))):
                Collect(all.Body, facts.Binders(all.Binders), binders.Concat(all.Binders));
                break;
            case Connective { Kind: ConnectiveKind.And } and:
                foreach (var part in and.Children)
                {
                    Collect(part, facts, binders);
                }

                break;
            case Comparison chain when chain.Children.All(c => c.Type.IsScalar):
                for (var i = 0; i < chain.Relations.Count; i++)
                {
                    if (Linear(new Comparison(chain.Children[i], chain.Relations[i], chain.Children[i + 1]), facts) is { } requirement)
                    {
                        requirements.Add(requirement with { Binders = binders });
                    }
                }

                break;
        }
    }

    private Requirement? Linear(Comparison formula, Facts facts)
    {
        var (left, right) = (Unfold.Definitions(formula.Children[0]), Unfold.Definitions(formula.Children[1]));
        var isFreeLeft = !left.Mentions(symbol);
        var (free, scaled) = isFreeLeft ? (left, right) : (right, left);
        if (free.Mentions(symbol) || !scaled.Mentions(symbol) || FormulaTraits.IsRandom(formula) || FormulaTraits.IsSeries(formula))
        {
            return null;
        }

        var factor = scaled.Replace(symbol, Number.One);
        if (Equality.Prove(scaled, Build.Multiply(Build.Ref(symbol), factor), facts) is not { Derivation.Restrictions.IsEmpty: true })
        {
            return null;
        }

        // With the free side on the left: which relation of C·factor to it is asked.
        var relation = isFreeLeft ? formula.Relations[0] : formula.Relations[0].Turned();
        var excludes = relation switch
        {
            Relation.GreaterOrEqual => Either(Signs(free, Relation.LessOrEqual, factor, Relation.Greater), Signs(free, Relation.Less, factor, Relation.GreaterOrEqual)),
            Relation.Greater => Signs(free, Relation.LessOrEqual, factor, Relation.GreaterOrEqual),
            Relation.LessOrEqual => Either(Signs(free, Relation.GreaterOrEqual, factor, Relation.Less), Signs(free, Relation.Greater, factor, Relation.LessOrEqual)),
            Relation.Less => Signs(free, Relation.GreaterOrEqual, factor, Relation.LessOrEqual),
            _ => null,
        };
        return excludes is null ? null : new Requirement(formula, free, factor, isFreeLeft, excludes, relation is Relation.GreaterOrEqual or Relation.Greater);
    }

    private static Connective Either(Term one, Term other) => new(ConnectiveKind.Or, [one, other]);

    private static Connective Signs(Term free, Relation first, Term factor, Relation second) =>
        new(ConnectiveKind.And, [new Comparison(free, first, Number.Zero), new Comparison(factor, second, Number.Zero)]);

    private sealed record Requirement(Term Formula, Term Free, Term Factor, bool IsFreeLeft, Term Excludes, bool WantsSmall)
    {
        public Sequence<Binder> Binders { get; init; } = [];
    }
}
