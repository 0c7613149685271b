using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging.Arguments;
using TheoryCheck.Verification.Judging.Consequences;

namespace TheoryCheck.Verification.Judging;

/// <content>Universal statements: proved for all values, by derivation or argument, before configurations are searched.</content>
internal sealed partial class Judge
{
    private Judgement ForAll(Quantified outer, Scope scope, Rational share)
    {
        var isWeak = WeakEquation.Is(outer);
        var (binders, body) = Opened(outer, isWeak || IsIdentity(Innermost(outer)));
        if (Meaning(body) is { } meaning && meaning.Exists(part => IsIdentity(Innermost(part))))
        {
            return Apart(binders, meaning, scope, share);
        }

        // An identity is settled for all values at once; only what derivation leaves open is instantiated.
        Judgement? derived = null, refuted = null;
        if (isWeak || IsIdentity(body))
        {
            var symbolic = Settle(body is Derive ? body : new Derive(body, isImplied: !isWeak), binders.ToSequence(), scope, share);
            if (body is Derive || symbolic is { Kind: VerdictKind.Proved, IsPartial: false })
            {
                return body is Derive derive && symbolic.Kind is VerdictKind.Inconclusive or VerdictKind.Unrefuted ? AtFunctions(binders, derive, scope, share) ?? symbolic : symbolic;
            }

            if (isWeak)
            {
                return AtPolynomials(binders, (Comparison)body, scope, share) ?? symbolic;
            }

            (derived, refuted) = (symbolic.Kind == VerdictKind.Proved ? symbolic : null, symbolic.Kind == VerdictKind.Refuted ? symbolic : null);
            if (binders.Exists(b => b.Symbol.Role == SymbolRole.Clock))
            {
                if (symbolic.Kind == VerdictKind.Refuted)
                {
                    return symbolic;
                }

                (binders, body) = Opened(outer, isIdentity: false);
                if (binders.Count == 0)
                {
                    return Excepting(derived, ByArgument(binders, outer, scope.Instance) ?? Settle(outer, [], scope, share));
                }
            }
        }

        // A counterexample that the search finds is the simpler one.
        var found = Excepting(derived, Searched(outer, binders, body, scope, share));
        return found.Kind == VerdictKind.Inconclusive && refuted is not null ? refuted : found;
    }

    // An identity about functions that are only named has values where functions with formulas stand for them. What fails at a configuration refutes it where it is no identity for these functions either: a failure at a kink alone does not.
    private Judgement? AtFunctions(List<Binder> binders, Derive derive, Scope scope, Rational share)
    {
        var body = derive.Formula;
        if (context.Foresee is not null || !binders.Exists(static b => b.Symbol.Type is FunctionType) || binders.Exists(static b => b.Symbol.Role == SymbolRole.Clock || b.Symbol.Type is MeasureType)
            || FormulaTraits.IsRandom(body, scope.Instance) || FormulaTraits.IsStatistical(body) || FormulaTraits.IsSeries(body)
            || new UniversalBlock(this, binders, body, context, evaluation).Judge(scope, share) is not { Kind: VerdictKind.Refuted, Counterexample: { } found } failed)
        {
            return null;
        }

        var sizes = binders.Select(static b => b.Symbol.Type).OfType<FunctionType>().SelectMany(static f => f.Parameters.Append(f.Result)).OfType<TensorType>().SelectMany(static t => t.Axes).Select(static a => a.Length).ToList();
        var known = found.Values.Items.Where(v => v.Symbol.Type is FunctionType || sizes.Exists(s => s.Mentions(v.Symbol))).Aggregate(scope.Instance, static (at, v) => at.With(v.Symbol, v.Value));
        var others = binders.FindAll(b => !known.Values.ContainsKey(b.Symbol));
        return Settle(new Derive(Unfold.Definitions(body, known.Functions)), others.ToSequence(), scope with { Instance = known }, share).Kind == VerdictKind.Refuted
            ? failed with { Reason = $"with functions that have formulas: {failed.Reason}" }
            : null;
    }

    // What is derived but for some values is unrefuted where nothing is found against it at all values.
    private static Judgement Excepting(Judgement? derived, Judgement found) =>
        derived is null || found.Kind is not (VerdictKind.Inconclusive or VerdictKind.Unrefuted) || !found.Steps.IsEmpty ? found
        : derived with { Kind = VerdictKind.Unrefuted, IsPartial = false, Reason = $"derived where both sides are defined and what is noted holds; of all values: {found.Reason}" };

    private Judgement Searched(Quantified outer, List<Binder> binders, Term body, Scope scope, Rational share) =>
        (!IsSoonRefuted(binders, body, scope, share) && ByArgument(binders, body, scope.Instance) is { } proof ? Vacuous(binders, scope, share) ?? proof : null)
            ?? (outer.Binders is [{ Symbol.Type: MeasureType } law] ? OfAllLaws(outer, law, scope, share) : null)
            ?? (FormulaEvaluation.IsLimitFromAnyStart(outer) ? AtOnce(outer, scope, "the recursion is solved for all starts") : null)
            ?? ByNecessity(binders, body, scope, share)
            ?? (LargeNumbers.Mean(body, Hypotheses(binders)) is { } mean ? new UniversalBlock(this, binders, mean, context, evaluation).Judge(scope, share).Noting(LargeNumbers.Remark) : null)
            ?? new UniversalBlock(this, binders, body, context, evaluation) { MostInstances = IsInnerLaw(outer, scope) ? InnerInstances : int.MaxValue, IsInner = IsInnerLaw(outer, scope) }.Judge(scope, share);

    private static bool IsInnerLaw(Quantified outer, Scope scope) => scope.Siblings > 1 && IsOverLinearMeasures(outer);

    // What is decided for all laws at once, under what is assumed of them. A refutation is shown at a law where the search finds one.
    private Judgement? OfAllLaws(Quantified outer, Binder law, Scope scope, Rational share)
    {
        var how = IsOverLinearMeasures(outer) ? "a linear program decides it" : "a theorem decides it for this law";
        var open = context.Claim.Assumptions.Select(a => a.Formula).Where(a => evaluation.HasUnbound(a, scope.Instance)).ToList();
        var own = open.FindAll(a => !evaluation.HasUnbound(a, scope.Instance.With(law.Symbol, Number.Zero)));
        var premise = own.Count switch { 0 => Constant.True, 1 => own[0], _ => new Connective(ConnectiveKind.And, own.ToSequence()) };
        var judged = own.Count == 0 ? AtOnce(outer, scope, how) : AtOnce(new Quantified(QuantifierKind.ForAll, outer.Binders, new Connective(ConnectiveKind.Implies, [premise, outer.Body])), scope, how);

        // Without what is assumed more is proved, and what is assumed of symbols that are bound further inside may spare the claim.
        judged ??= (own.Count > 0 && AtOnce(outer, scope, how) is { IsPositive: true } proof ? proof : null);
        if (judged is null || (!judged.IsPositive && open.Count > own.Count))
        {
            return null;
        }

        var isAsked = own.Count > 0 || law.Conditions.Any();
        return judged.IsPositive && isAsked && AtOnce(new Quantified(QuantifierKind.Exists, outer.Binders, premise), scope, how) is { Kind: VerdictKind.Refuted } ? new Judgement(VerdictKind.Vacuous, $"no law satisfies the assumptions: {how}")
            : judged.IsPositive ? (own.Count > 0 ? Vacuous([.. outer.Binders], scope, share) : null) ?? judged
            : new UniversalBlock(this, [.. outer.Binders], outer.Body, context, evaluation) { MostInstances = scope.Siblings == 1 ? int.MaxValue : LawInstances }.Judge(scope, share) is { Kind: VerdictKind.Refuted, Counterexample: not null } found ? found
            : judged;
    }

    private Judgement? AtPolynomials(List<Binder> binders, Comparison equation, Scope scope, Rational share)
    {
        if (context.Foresee is not null || WeakEquation.AtPolynomials(binders, equation, context.Claim.Assumptions.Select(a => a.Formula)) is not var (others, statement))
        {
            return null;
        }

        var judged = new UniversalBlock(this, others, statement, context, evaluation) { MostInstances = WeakInstances }.Judge(scope, share);
        const string Carried = "at polynomials b*u + c*|u|^2 in the place of test functions, to which the equation extends by cutting them off";
        return judged.Kind switch
        {
            VerdictKind.Refuted => judged with { Reason = $"{Carried}: {judged.Reason}" },
            VerdictKind.Unrefuted => judged with { Reason = $"no derivation was found; {Carried}: {judged.Reason}" },
            _ => null,
        };
    }

    // The quantifiers in front of a formula that are opened together, and what stands behind them; those of an identity all are.
    private static (List<Binder> Binders, Term Body) Opened(Quantified outer, bool isIdentity)
    {
        var binders = new List<Binder>();
        Term body = outer;
        while (body is Quantified { Kind: QuantifierKind.ForAll } all && (isIdentity ? !IsOverPoints(all) : !IsSettledWhole(all)) && (binders.Count == 0 || !IsOverLinearMeasures(all)))
        {
            binders.AddRange(all.Binders.Select(InBaseSet));
            body = all.Body;
        }

        return (binders, body);
    }

    // Steps are the integers from 0. Of x in {u in S where A} it is asked that x lies in S and that A holds of it.
    private static Binder InBaseSet(Binder binder)
    {
        if (binder is { Domain: null, Symbol.Role: SymbolRole.Clock })
        {
            return binder with { Domain = new IndexRange(Number.Zero, Constant.Infinity) };
        }

        if (binder is not { At: null, RangesOver: { } domain } || Unfold.Definitions(domain) is not Binding { Form: Comprehension, Binders: [{ Domain: { } points, Where: { } where, Symbol: var any }] })
        {
            return binder;
        }

        Term member = binder.Symbol.Indices.IsEmpty ? Build.Ref(binder.Symbol) : Build.At(Build.Ref(binder.Symbol), [.. binder.Symbol.Indices.Select(static i => (Term)Build.Ref(i.Symbol))]);
        var holds = where.Replace(new Dictionary<Symbol, Term> { [any] = member });
        holds = binder.Symbol.Indices.IsEmpty ? holds : new Quantified(QuantifierKind.ForAll, binder.Symbol.Indices, holds);
        return binder with { Domain = points, Where = binder.Where is { } other ? new Connective(ConnectiveKind.And, [holds, other]) : holds };
    }

    // The identities in the meaning of a predicate one by one, as each may be proved for all values, and what else it means together.
    private Judgement Apart(List<Binder> binders, List<Term> parts, Scope scope, Rational share)
    {
        var identities = parts.Where(part => IsIdentity(Innermost(part))).ToList();
        var others = parts.Except(identities).ToList();
        List<Term> claims = others.Count == 0 ? identities : [.. identities, others.Count == 1 ? others[0] : new Connective(ConnectiveKind.And, others.ToSequence())];
        return Judgement.All([.. claims.Select((claim, i) => Visit(new Quantified(QuantifierKind.ForAll, binders.ToSequence(), claim), scope.Enter(scope.Instance, $"part{i}"), share / claims.Count))]);
    }

    // What a predicate says, as a conjunction; null for other formulas.
    private static List<Term>? Meaning(Term formula)
    {
        var meaning = formula switch
        {
            Call { Operation: Predicate predicate, Arguments: var arguments } => predicate.Expand(arguments),
            Membership { IsSubset: false, Right: Call { Operation: Predicate named, Arguments: var arguments } } membership => named.Contains(membership.Left, arguments),
            _ => null,
        };
        return meaning is null ? null : [.. (meaning is Connective { Kind: ConnectiveKind.And } and ? and.Children : [meaning]).SelectMany(part => Meaning(part) ?? [part])];
    }

    // What is proved under assumptions that nothing proposed satisfies says nothing.
    private Judgement? Vacuous(List<Binder> binders, Scope scope, Rational share) =>
        Hypotheses(binders).Length > 0 && new UniversalBlock(this, binders, Constant.True, context, evaluation) { MostInstances = 1 }.Judge(scope, share) is { Kind: VerdictKind.Vacuous } vacuous ? vacuous : null;

    // No proof is tried of what is false at one of the first configurations, where the whole search finds it again: an attempt at what is false takes longest.
    private bool IsSoonRefuted(List<Binder> binders, Term body, Scope scope, Rational share) =>
        context.Foresee is null && QuickTruth.Concerns(body) && !FormulaTraits.IsRandom(body, scope.Instance) && !FormulaTraits.IsStatistical(body) && !FormulaTraits.IsSeries(body)
        && new UniversalBlock(this, binders, body, context, evaluation) { MostInstances = FirstInstances, MostProposals = 3 * FirstInstances }.Judge(scope with { IsPilot = true }, share).Kind == VerdictKind.Refuted;

    // Numbers that are known at this place, such as a proposed constant, stand in the formula as these.
    private Judgement? ByArgument(List<Binder> binders, Term body, Instance instance)
    {
        if (context.Foresee is not null)
        {
            return null;
        }

        var known = instance.Values.Where(static v => v.Value is Number).ToDictionary(static v => v.Key, static v => v.Value);
        foreach (var (symbol, placed) in OpenedBinders.Placed(binders))
        {
            known.TryAdd(symbol, placed);
        }

        var (formula, hypotheses) = (body.Replace(known), Hypotheses(binders).Select(h => h.Replace(known)).ToList());
        return Catalogue<GeneralArgument>.Members.Select(Proof).FirstOrDefault(proof => proof is not null);

        // What runs into a limit of exact arithmetic proves nothing; others, and the search, may still settle it.
        Judgement? Proof(GeneralArgument argument)
        {
            try
            {
                return argument.Prove(formula, hypotheses);
            }
            catch (NotRepresentableException)
            {
                return null;
            }
        }
    }

    private Term[] Hypotheses(List<Binder> binders) => [.. binders.SelectMany(b => b.Conditions), .. context.Claim.Assumptions.Select(a => a.Formula)];

    // A configuration at which something fails that the body implies refutes it, whatever else the body says.
    private Judgement? ByNecessity(List<Binder> binders, Term body, Scope scope, Rational share)
    {
        Term[] assumptions = [.. context.Claim.Assumptions.Select(a => a.Formula)];
        foreach (var consequence in context.Foresee is null ? Catalogue<NecessaryConsequence>.Members : [])
        {
            if (consequence.Of(binders, body, assumptions) is var (around, necessary)
                && new UniversalBlock(this, around, necessary, context, evaluation).Judge(scope, share) is { Kind: VerdictKind.Refuted, Counterexample: { } found } failed)
            {
                return failed with { Reason = $"{consequence.Words}: {failed.Reason}", Counterexample = consequence.Shown(found, body) };
            }
        }

        return null;
    }

    // A statement about all points of a space, or some, whose other symbols are known may be decided for all of them at once.
    private Judgement? AtOnce(Quantified quantified, Scope scope, string how)
    {
        if (context.Foresee is not null)
        {
            return null;
        }

        try
        {
            var decided = evaluation.Decide(context.Restricted(quantified, scope.Instance.Values.Keys), scope.Instance);
            return Whole(quantified, decided, decided.IsExact, $"{how}, in {decided.Arithmetic}", scope);
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
        }
    }

    // The verdict on a statement that was decided as a whole; null where it was not.
    private static Judgement? Whole(Quantified statement, Decided decided, bool isExact, string reason, Scope scope) => decided.Truth == Certainty.Unknown ? null
        : new Judgement(decided.Truth == Certainty.True ? VerdictKind.Certified : VerdictKind.Refuted, reason)
        {
            Points = 1,
            Qualifier = isExact ? "" : "numerical",
            Counterexample = decided.Truth == Certainty.True ? null : new FailureEvidence(scope.Instance.Listing, statement, "", "", "", decided.Arithmetic),
        };

    // Along a run, over the minimisers of a problem, of the sign of a quadratic form: nothing is proposed there, the formula is settled as a whole.
    private static bool IsSettledWhole(Quantified quantified) => (quantified.Binders.Any(static b => b.Symbol.Role == SymbolRole.Clock) && !IsOfClockAlone(quantified)) || quantified.Binders.Any(IsOverOptima) || IsOfForm(quantified);

    // Steps of which nothing is said that moves with them are integers.
    private static bool IsOfClockAlone(Quantified quantified) => quantified is { Kind: QuantifierKind.ForAll } && quantified.Binders.All(static b => b.Symbol.Role != SymbolRole.Clock || b.Symbol.Evolution is { IsFlow: false })
        && !quantified.Body.ReachedSymbols().Any(static s => s.Role == SymbolRole.State || (s.Role == SymbolRole.Draw && s.Evolution is not null)) && Tree.Of(quantified.Body).All(static t => t is not AtStep);

    private static bool IsOfForm(Quantified quantified) => quantified is
    {
        Kind: QuantifierKind.ForAll,
        Binders: [{ Where: null, Symbol: var vector, RangesOver: Call { Operation: VectorSpace } }],
        Body: Comparison { Children: [Call { Operation: Quadratic, Arguments: [var form, Reference { Symbol: var point }] }, Number { Value.IsZero: true }] },
    } && ReferenceEquals(vector, point) && !form.Mentions(vector);

    // The measures with given marginals, say: what holds of all of them is asked where the marginals are known.
    private static bool IsOverLinearMeasures(Quantified quantified) => quantified.Binders.All(b => b.Symbol.Type is MeasureType) && LinearStatement.Concerns(quantified.Binders);

    // What holds at optimal points is no identity.
    private static bool IsOverPoints(Quantified quantified) => quantified.Binders.Any(static b => OptimumEvaluation.IsOfOptima(b.Domain));

    private static bool IsOverOptima(Binder binder) => OptimumEvaluation.IsOfOptima(binder.Domain)
        || (binder.Symbol.Type is MeasureType && binder.Domain is { } domain && Unfold.Definitions(domain) is Binding { Form: Symbolics.Forms.Argmin or Symbolics.Forms.Argmax });

    private static Term Innermost(Term formula) => formula is Quantified { Kind: QuantifierKind.ForAll } all && !IsOverPoints(all) ? Innermost(all.Body) : formula;

    private static bool IsIdentity(Term body) => body is Derive
        || body is Comparison { Relations: [Relation.Equal] } comparison && !FormulaTraits.HasSets(Unfold.Definitions(comparison));
}
