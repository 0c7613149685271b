using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Expectations;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Figures;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging.Arguments;
using TheoryCheck.Verification.Landscapes;
using TheoryCheck.Verification.Measures.Vanishing;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Walks the prefix of a closed claim from the outside in: enumerates what is finite or listed, proposes configurations
/// for what is not, draws instances, looks for witnesses, and hands what is left to the checker that accepts it. Evidence
/// comes back as <see cref="Judgement"/>s and is combined without ever growing stronger than its weakest part.
/// </summary>
internal sealed partial class Judge(ClaimContext context)
{
    private const int DeterministicInstances = 240;
    private const int PathInstances = 240;
    private const int RandomInstances = 3;
    private const int DescentInstances = 24;
    private const int LawInstances = 24;
    private const int MeanInstances = 60;
    private const int GrowthInstances = 8;
    private const int WeakInstances = 6;
    private const int InnerInstances = 6;
    private const int FirstInstances = 12;

    /// <summary>How many configurations may be proposed for each one that satisfies the assumptions.</summary>
    internal const int ProposalsPerInstance = 50;

    private readonly ClosedEvaluation evaluation = context.Evaluation;

    /// <summary>Judges the whole claim.</summary>
    public Judgement Run()
    {
        var scope = new Scope(Instance.Empty, "", IsPilot: false);
        return ForAllDraws(scope) is { Kind: VerdictKind.Proved } proved ? proved : Visit(context.Claim.Closed, scope, Rational.One);
    }

    // An identity for all values holds for those that are drawn.
    private Judgement? ForAllDraws(Scope scope)
    {
        var binders = new List<Binder>();
        var body = context.Claim.Closed;
        var isDrawn = false;
        while (body is Quantified { Kind: QuantifierKind.ForAll or QuantifierKind.ForDrawn } quantified)
        {
            binders.AddRange(quantified.Binders);
            isDrawn |= quantified.Kind == QuantifierKind.ForDrawn;
            body = quantified.Body;
        }

        return isDrawn && body is Derive && context.Foresee is null ? Settle(body, binders.ToSequence(), scope, Rational.One) : null;
    }

    private Judgement Visit(Term formula, Scope scope, Rational share)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (VanishingPenaltyEvaluation.Concerns(formula) && Settle(formula, [], scope, share) is { Kind: not VerdictKind.Inconclusive } settled)
        {
            // Decided at the limit; else penalties are proposed.
            return settled;
        }

        return formula switch
        {
            Quantified { Kind: QuantifierKind.ForAll } all when !IsSettledWhole(all) || IsIdentity(Innermost(all)) || WeakEquation.Is(all) => ForAll(all, scope, share),
            Quantified { Kind: QuantifierKind.ForAll } steps when scope.Instance.Values.Count == 0 && AtAllSteps(steps, scope, share) is { } proof => proof,
            Quantified { Kind: QuantifierKind.Exists or QuantifierKind.ExistsUnique } exists when !IsSettledWhole(exists) => Exists(exists, scope, share),
            Quantified { Kind: QuantifierKind.Eventually } eventually when !IsSettledWhole(eventually) => Eventually(eventually, scope, share),
            Quantified { Kind: QuantifierKind.ForDrawn } drawn => ForDrawn(drawn, scope, share),
            Comparison comparison when scope.Instance.Values.Count == 0 && Boundary(comparison) is { } equation && Numbers(comparison, equation, scope, share) is { } derived => derived,
            Comparison comparison when ProbabilityNumber.Statement(comparison) is { } statement => Settle(statement, [], scope, share),
            WithProbability when LargeNumbers.Mean(formula, Hypotheses([])) is { } mean => Visit(mean, scope, share).Noting(LargeNumbers.Remark),
            OrderClaim order when GrowthAlongSizes.Concerns(order) => ByGrowth(order, scope, share),
            OrderClaim order => Order(order, scope, share),
            ClaimReference reference => Visit(reference.Formula, scope, share),
            Connective connective when NeedsWalk(connective) => Join(connective, scope, share),
            Call { Operation: Predicate } predicate => ByMeaning(predicate, scope, share),
            _ => Settle(formula, [], scope, share),
        };
    }

    // Of a recursion whose data are all known.
    private Judgement? AtAllSteps(Quantified all, Scope scope, Rational share) =>
        all.Binders.All(static b => b.Symbol.Role == SymbolRole.Clock) && ByArgument([], all, scope.Instance) is { } proof ? Vacuous([], scope, share) ?? proof : null;

    // The equation that makes a comparison true: itself, or equality for one that is not strict.
    private static Comparison? Boundary(Comparison comparison) => IsIdentity(comparison) ? comparison
        : comparison is { Relations: [Relation.LessOrEqual or Relation.GreaterOrEqual] } ? new Comparison(comparison.Children[0], Relation.Equal, comparison.Children[1])
        : null;

    // A comparison of two numbers: the derivation of an equation first where trials would be run, which cannot show equality, or laws are read, which no certificate holds, and last elsewhere. Null where it is no proof.
    private Judgement? Numbers(Comparison comparison, Comparison equation, Scope scope, Rational share)
    {
        var settled = FormulaTraits.IsStatistical(comparison) || FormulaTraits.IsSeries(comparison) ? null : Settle(comparison, [], scope, share);
        var isFinal = settled is { Kind: not VerdictKind.Inconclusive } && !(settled.IsPositive && ReferenceEquals(comparison, equation) && FormulaTraits.IsRandom(comparison));
        if (isFinal || (settled is null && !ReferenceEquals(comparison, equation)))
        {
            return settled;
        }

        return Settle(new Derive(equation, isImplied: true), [], scope, share) is { Kind: VerdictKind.Proved, IsPartial: false } proved ? proved : settled;
    }

    // A property that nothing decides as such is searched as what it says of all points.
    private Judgement ByMeaning(Call predicate, Scope scope, Rational share) =>
        context.Foresee is null && ListedPoint.Of(predicate, scope.Instance, evaluation) is { } known ? known :
        Settle(predicate, [], scope, share) is var settled && (settled.Kind != VerdictKind.Inconclusive || context.Foresee is not null || SaysOfAll(predicate) is not { } parts) ? settled
            : (scope.Siblings == 1 ? ByArgument([], predicate, scope.Instance) : null) ?? Judgement.All([.. parts.Select((part, i) => OfAll((Quantified)part, scope.Enter(scope.Instance, $"part{i}"), share / parts.Count))]);

    // Within another search a few points have to do.
    private Judgement OfAll(Quantified all, Scope scope, Rational share) => scope.Siblings == 1 || IsIdentity(all.Body) ? Visit(all, scope, share)
        : new UniversalBlock(this, [.. all.Binders], all.Body, context, evaluation) { MostInstances = InnerInstances }.Judge(scope, share);

    private static List<Term>? SaysOfAll(Call predicate) => Meaning(predicate) is { } parts && parts.TrueForAll(static p => p is Quantified { Kind: QuantifierKind.ForAll }) ? parts : null;

    // By exact power series where they exist, else along sizes.
    private Judgement Order(OrderClaim order, Scope scope, Rational share) => VarianceOfCopies.Of(order) is var (reduced, copies) ? ByCopies(order, reduced, copies, scope, share) :
        Settle(order, [], scope, share) is var settled && (settled.Kind != VerdictKind.Inconclusive || !GrowthAlongSizes.ConcernsNumbers(order, scope.Instance)
            || ByGrowth(order, scope, share) is not { Kind: not VerdictKind.Inconclusive } along) ? settled : along;

    // Where the variance of one copy is positive and finite, or 0, the number of copies decides.
    private Judgement ByCopies(OrderClaim order, OrderClaim reduced, IndependentCopies copies, Scope scope, Rational share)
    {
        if (context.Foresee is not null)
        {
            return Settle(reduced, [], scope, share);
        }

        if (VarianceAt(copies, scope.Instance) is not var (least, greatest) || (least.Sign <= 0 && !greatest.IsZero))
        {
            return new Judgement(VerdictKind.Inconclusive, $"{VarianceOfCopies.Remark}, and whether that is positive and finite could not be decided here");
        }

        var judged = Settle(least.Sign > 0 ? reduced : new OrderClaim(order.Kind, order.InLog, order.Variable, Number.Zero, order.Gauge), [], scope, share);
        return judged with
        {
            Reason = $"{VarianceOfCopies.Remark}, which is {(least.Sign > 0 ? "positive" : "0")}: {judged.Reason}",
            Counterexample = judged.Counterexample is { } found ? found with { Formula = order } : null,
        };
    }

    private (Rational Low, Rational High)? VarianceAt(IndependentCopies copies, Instance instance)
    {
        foreach (var variance in copies.Variances())
        {
            if (evaluation.TryEnclose(InequalityChecker.Evaluable(variance, instance), instance) is { } known)
            {
                return known;
            }
        }

        try
        {
            var moments = new Moments(Facts.None);
            var closed = moments.Resolve(IndexForm.Of(copies.Variances().Last().Replace(instance.Values)));
            return moments.Conditions.IsEmpty ? evaluation.TryEnclose(closed, instance) : null;
        }
        catch (NoClosedFormException)
        {
            return null;
        }
    }

    private Judgement ByGrowth(OrderClaim order, Scope scope, Rational share)
    {
        try
        {
            return new GrowthAlongSizes(order, context, evaluation).Judge(scope, along => Visit(along, scope, share));
        }
        catch (NotRepresentableException limit)
        {
            return new Judgement(VerdictKind.Inconclusive, $"no checker for this: {limit.Message}");
        }
    }

    /// <summary>Judges the body of a block at one of its instances.</summary>
    internal Judgement AtInstance(Term body, Scope scope, Rational share) => Visit(body, scope, share);

    private Judgement Exists(Quantified exists, Scope scope, Rational share)
    {
        if (exists.Kind == QuantifierKind.Exists && new MinimumArgument(context, evaluation).Exists(exists.Binders, exists.Body, scope) is { } shown)
        {
            return shown;
        }

        if (exists.Kind == QuantifierKind.Exists && context.Foresee is null && GrowthContradiction.Of((Quantified)context.Restricted(exists, scope.Instance.Values.Keys)) is { } contradicted)
        {
            return contradicted;
        }

        if (exists.Kind == QuantifierKind.Exists && LinearStatement.Concerns(exists.Binders) && !FormulaTraits.IsRandom(exists.Body, scope.Instance) && !FormulaTraits.IsSeries(exists.Body)
            && AtOnce(exists, scope, "linear programs decide it") is { } linear)
        {
            // A number for which the rest is proved for all values says more than that there is one, and so does one that can be listed.
            return !linear.IsPositive ? linear
                : exists.Binders is [var only] && new Witness(this, only, exists.Body, context, evaluation) is var witness && witness.HasCandidates(scope.Instance)
                    && witness.Judge(scope, share) is { Kind: VerdictKind.Proved } proved ? proved
                : scope.Instance.Values.Count == 0 && BySearch(exists, scope, share, isAfterLadders: true) is { Kind: VerdictKind.Certified } listed ? listed
                : linear;
        }

        if (exists.Kind == QuantifierKind.Exists && BySearch(exists, scope, share, isAfterLadders: false) is { } found)
        {
            return found;
        }

        var binder = exists.Binders[0];
        if (exists.Kind == QuantifierKind.ExistsUnique)
        {
            return exists.Binders.Count == 1
                ? new Witness(this, binder, Admitted(binder, exists.Body, scope), context, evaluation).JudgeUnique(scope, share)
                : new Judgement(VerdictKind.Inconclusive, "no checker for 'exists unique' of several symbols at once");
        }

        Term rest = exists.Binders.Count == 1 ? exists.Body : new Quantified(exists.Kind, exists.Binders.Skip(1).ToSequence(), exists.Body);
        rest = Admitted(binder, rest, scope);
        var climbed = new Witness(this, binder, rest, context, evaluation).Judge(scope, share);
        return climbed is { Kind: VerdictKind.Inconclusive, Trials: 0 } && exists.Kind == QuantifierKind.Exists && !scope.IsPilot && BySearch(exists, scope, share, isAfterLadders: true) is { Kind: VerdictKind.Certified } searched ? searched : climbed;
    }

    // A counterexample to the negation is a witness: where no ladder leads through a domain, one is searched as counterexamples are, and for what is said of points alone where none of a ladder did.
    private Judgement? BySearch(Quantified exists, Scope scope, Rational share, bool isAfterLadders)
    {
        var binders = new List<Binder>();
        Term body = exists;
        while (body is Quantified { Kind: QuantifierKind.Exists } some)
        {
            binders.AddRange(some.Binders);
            body = some.Body;
        }

        if (context.Foresee is not null || binders.Exists(b => context.Settings.Value("witness", b.Symbol) is not null) || FormulaTraits.IsStatistical(body)
            || FormulaTraits.IsRandom(body, scope.Instance) || FormulaTraits.IsSeries(body) || (isAfterLadders ? !QuickTruth.Concerns(body) : binders.TrueForAll(b => new Witness(this, b, body, context, evaluation).HasCandidates(scope.Instance))))
        {
            return null;
        }

        var negation = body is Connective { Kind: ConnectiveKind.Not } not ? not.Children[0] : new Connective(ConnectiveKind.Not, [body]);
        var searched = new UniversalBlock(this, binders, negation, context, evaluation) { IsForWitness = true }.Judge(scope, share);
        var names = string.Join(", ", binders.Select(b => b.Symbol.Name));
        return searched switch
        {
            { Kind: VerdictKind.Refuted, Counterexample: { } witness } => new Judgement(VerdictKind.Certified, $"values of {names} that a search found are a witness, in {witness.Arithmetic}")
            {
                Qualifier = searched.Qualifier,
                Points = 1,
                Counterexample = witness,
                Notes = [$"witness {string.Join(", ", witness.Values.Where(v => binders.Exists(b => ReferenceEquals(b.Symbol, v.Symbol))).Select(v => $"{v.Symbol.Name} = {ValueText.Of(v.Value)}"))} (found by a search)"],
            },
            { IsPositive: true } => new Judgement(VerdictKind.Inconclusive, $"no witness is stated for {names}, and none is among the {searched.Points} configurations searched") { Points = searched.Points },
            _ => null,
        };
    }

    // exists x where A: B  is  exists x: A and B; so are the restriction of a declared symbol and the assumptions about it. Those that read symbols which are bound further inside restrict these.
    private Term Admitted(Binder binder, Term body, Scope scope)
    {
        var symbol = binder.Symbol;
        var assumed = context.Claim.Assumptions.Select(a => a.Formula).Where(f => f.ReachedSymbols().Where(s => s.Role is SymbolRole.Given or SymbolRole.Sweep).ToList() is var reads
            && reads.Contains(symbol) && reads.TrueForAll(s => s == symbol || scope.Instance.Values.ContainsKey(s)));
        var conditions = binder.Conditions.Concat(assumed).ToList();
        return conditions.Count == 0 ? body : new Connective(ConnectiveKind.And, [.. conditions, body]);
    }

    // eventually M: A  is  exists M0: for all M >= M0: A. A witness stated for M is the threshold.
    private Judgement Eventually(Quantified eventually, Scope scope, Rational share)
    {
        var symbol = eventually.Binders[0].Symbol;
        if (InTheEnd(eventually, scope) is { } settled)
        {
            return settled;
        }

        var threshold = new Symbol($"{symbol.Name}0", SymbolRole.Bound, symbol.Span) { Type = symbol.Type, Domain = symbol.Domain };
        var beyond = new Quantified(
            QuantifierKind.ForAll,
            [new Binder(symbol, null, new Comparison(Build.Ref(symbol), Relation.GreaterOrEqual, Build.Ref(threshold)))],
            eventually.Body);
        return new Witness(this, new Binder(threshold, eventually.Binders[0].RangesOver), beyond, context, evaluation) { Stated = symbol }.Judge(scope, share);
    }

    // By series in 1/M, where the formula has no chance in it and M shapes nothing.
    private Judgement? InTheEnd(Quantified eventually, Scope scope)
    {
        var binder = eventually.Binders[0];
        if (context.Foresee is not null || binder.Where is not null || FormulaTraits.IsRandom(eventually.Body, scope.Instance) || FormulaTraits.IsSeries(eventually.Body)
            || NearEnd.Of(binder.Symbol, binder.RangesOver).FirstOrDefault(e => e.IsInfinity) is not { } end)
        {
            return null;
        }

        var decided = end.Decide(eventually.Body, scope.Instance);
        return Whole(eventually, decided, NearEnd.IsExact(decided), $"it {(decided.Truth == Certainty.True ? "holds" : "fails")} for all {binder.Symbol.Name} beyond some, by {decided.Arithmetic}", scope);
    }

    private Judgement ForDrawn(Quantified drawn, Scope scope, Rational share)
    {
        var instance = scope.Instance;
        foreach (var binder in drawn.Binders)
        {
            var key = context.Key(scope.Place + "/draw");
            if ((context.Pins?.Of(binder.Symbol) ?? Draws.Instantiate(binder.Symbol, instance, key, evaluation)) is not { } value)
            {
                return new Judgement(VerdictKind.Inconclusive, $"no sampler for the law of '{binder.Symbol.Name}'");
            }

            instance = instance.With(binder.Symbol, value);
        }

        var names = string.Join(", ", drawn.Binders.Select(b => b.Symbol.Name));
        return Visit(drawn.Body, scope.Enter(instance, "drawn"), share).Noting($"on the instances of {names} that seed {context.Options.Seed} draws");
    }

    private Judgement Join(Connective connective, Scope scope, Rational share)
    {
        var parts = connective.Children;
        switch (connective.Kind)
        {
            case ConnectiveKind.Not:
                return Visit(parts[0], scope with { NeedsProof = true }, share).Negated();
            case ConnectiveKind.And:
                return Judgement.All([.. parts.Select((p, i) => Visit(p, scope.Enter(scope.Instance, $"and{i}"), share / parts.Count))]);
            case ConnectiveKind.Or:
                return Judgement.Any([.. parts.Select((p, i) => Visit(p, scope.Enter(scope.Instance, $"or{i}"), share / parts.Count))]);
            case ConnectiveKind.Implies:
                var antecedent = Visit(parts[0], scope.Enter(scope.Instance, "if") with { NeedsProof = true }, share / 2);
                return antecedent.Kind switch
                {
                    VerdictKind.Refuted when antecedent.Qualifier.Length == 0 => new Judgement(VerdictKind.Vacuous, "the antecedent does not hold here") { Points = antecedent.Points },
                    VerdictKind.Proved or VerdictKind.Certified => Visit(parts[1], scope.Enter(scope.Instance, "then"), share / 2),
                    _ => new Judgement(VerdictKind.Inconclusive, $"the antecedent is {antecedent.Kind.ToString().ToLowerInvariant()}: {antecedent.Reason}"),
                };
            default:
                return Judgement.All(
                [
                    Join(new Connective(ConnectiveKind.Implies, [parts[0], parts[1]]), scope.Enter(scope.Instance, "iff0"), share / 2),
                    Join(new Connective(ConnectiveKind.Implies, [parts[1], parts[0]]), scope.Enter(scope.Instance, "iff1"), share / 2),
                ]);
        }
    }

    private Judgement Settle(Term formula, Sequence<Binder> free, Scope scope, Rational share)
    {
        if (!FirstCoordinates.Concern(formula))
        {
            return SettleFinite(formula, free, scope, share);
        }

        if (FirstCoordinates.Of(formula, scope.Instance, evaluation) is not var (finite, known))
        {
            return SettleFinite(formula, free, scope, share) is { Kind: not VerdictKind.Inconclusive } whole ? whole : new Judgement(VerdictKind.Inconclusive, $"no checker for {FormulaTraits.NameUncheckable(formula)}");
        }

        var settled = SettleFinite(finite, free, scope with { Instance = known }, share);
        return settled with { Counterexample = settled.Counterexample is { } found ? found with { Values = [.. scope.Instance.Listing, .. found.Values.Where(v => !scope.Instance.Values.ContainsKey(v.Symbol))] } : null };
    }

    private Judgement SettleFinite(Term formula, Sequence<Binder> free, Scope scope, Rational share)
    {
        var obligation = new Obligation(context.Restricted(formula, scope.Instance.Values.Keys.Concat(free.Select(b => b.Symbol))), free, scope, share);
        var checker = Catalogue<Checker>.Members.FirstOrDefault(c => c.Accepts(obligation));
        if (context.Foresee is { } foresee)
        {
            return foresee(obligation, checker);
        }

        if (checker is null)
        {
            return new Judgement(VerdictKind.Inconclusive, $"no checker for {FormulaTraits.NameUncheckable(formula)}");
        }

        try
        {
            var judged = checker.Check(obligation, context);
            return scope.IsPilot ? judged : judged with { Figures = judged.Figures.Add(FigureAssembly.At(obligation, evaluation)) };
        }
        catch (NotRepresentableException limit)
        {
            return new Judgement(VerdictKind.Inconclusive, $"no checker for this: {limit.Message}");
        }
        catch (NoClosedFormException limit)
        {
            return new Judgement(VerdictKind.Inconclusive, $"no checker for this: {limit.Message}");
        }
        catch (UndefinedException undefined)
        {
            var at = scope.Instance.Label;
            return new Judgement(VerdictKind.Broken, $"an expression is undefined{(at.Length > 0 ? " at " + at : "")}: {undefined.Message}");
        }
    }

    // A formula without quantifiers over infinite domains, probabilities or derivations is settled as a whole.
    private static bool NeedsWalk(Term formula) => formula switch
    {
        Derive or WithProbability or ClaimReference or OrderClaim => true,
        Call { Operation: Predicate } predicate => predicate.Operation is LocalMin or Stationary || SaysOfAll(predicate) is not null,
        Comparison comparison => ProbabilityNumber.Statement(comparison) is not null || MeanStatement.MayBe(comparison),
        Quantified quantified => quantified.Binders.Any(b => b.RangesOver is not IndexRange { Upper: not Constant } && b.Symbol.Role != SymbolRole.Clock)
            || NeedsWalk(quantified.Body),
        Connective connective => connective.Children.Items.Any(NeedsWalk),
        _ => false,
    };

    private static bool IsGrowth(Term body) => body is Quantified quantified ? IsGrowth(quantified.Body) : body is OrderClaim order && GrowthAlongSizes.ConcernsNumbers(order, Instance.Empty);

    // How many configurations are searched at each of so many cases; trajectories are followed over all cases together as often as at a few.
    internal static int DefaultInstances(Term body, int cases) =>
        LawStatement.Is(body, Instance.Empty) ? LawInstances
        : body is OrderClaim order && VarianceOfCopies.Of(order) is not null ? MeanInstances
        : FormulaTraits.IsRandom(body) ? RandomInstances
        : MinimumArgument.Concerns(body) ? DescentInstances
        : FormulaTraits.HasMean(body) ? MeanInstances
        : IsGrowth(body) ? GrowthInstances
        : FormulaTraits.IsSeries(body) ? Math.Clamp(PathInstances / cases, DescentInstances, DeterministicInstances)
        : DeterministicInstances;
}
