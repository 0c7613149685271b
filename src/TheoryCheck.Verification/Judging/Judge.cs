using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
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
internal sealed class Judge(ClaimContext context)
{
    private const int DeterministicInstances = 240;
    private const int PathInstances = 960;
    private const int RandomInstances = 3;
    private const int DescentInstances = 24;
    private const int LawInstances = 24;
    private const int MeanInstances = 60;
    private const int GrowthInstances = 8;
    private const int WeakInstances = 6;

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
            Quantified { Kind: QuantifierKind.Exists or QuantifierKind.ExistsUnique } exists when !IsSettledWhole(exists) => Exists(exists, scope, share),
            Quantified { Kind: QuantifierKind.Eventually } eventually when !IsSettledWhole(eventually) => Eventually(eventually, scope, share),
            Quantified { Kind: QuantifierKind.ForDrawn } drawn => ForDrawn(drawn, scope, share),
            Comparison comparison when ProbabilityNumber.Statement(comparison) is { } statement => Settle(statement, [], scope, share),
            WithProbability when LargeNumbers.Mean(formula, Hypotheses([])) is { } mean => Visit(mean, scope, share).Noting(LargeNumbers.Remark),
            OrderClaim order when GrowthAlongSizes.Concerns(order) => ByGrowth(order, scope, share),
            OrderClaim order => Order(order, scope, share),
            ClaimReference reference => Visit(reference.Formula, scope, share),
            Connective connective when NeedsWalk(connective) => Join(connective, scope, share),
            _ => Settle(formula, [], scope, share),
        };
    }

    private Judgement ForAll(Quantified outer, Scope scope, Rational share)
    {
        var binders = new List<Binder>();
        Term body = outer;
        var isWeak = WeakEquation.Is(outer);
        var isIdentity = isWeak || IsIdentity(Innermost(outer));
        while (body is Quantified { Kind: QuantifierKind.ForAll } all && (isIdentity || !IsSettledWhole(all)) && (binders.Count == 0 || !IsOverLinearMeasures(all)))
        {
            binders.AddRange(all.Binders);
            body = all.Body;
        }

        if (Meaning(body) is { } meaning && meaning.Exists(part => IsIdentity(Innermost(part))))
        {
            return Apart(binders, meaning, scope, share);
        }

        // An identity is settled for all values at once; only what derivation leaves open is instantiated.
        if (isWeak || IsIdentity(body))
        {
            var symbolic = Settle(body is Derive ? body : new Derive(body), binders.ToSequence(), scope, share);
            if (body is Derive || symbolic.Kind == VerdictKind.Proved)
            {
                return symbolic;
            }

            if (isWeak)
            {
                return AtPolynomials(binders, (Comparison)body, scope, share) ?? symbolic;
            }

            var clocks = binders.FindAll(b => b.Symbol.Role == SymbolRole.Clock);
            if (clocks.Count > 0)
            {
                var whole = symbolic.Kind == VerdictKind.Refuted ? symbolic : ByArgument(binders, body) ?? Settle(outer, [], scope, share);
                if (whole.Kind != VerdictKind.Inconclusive || clocks.Count == binders.Count || context.Foresee is not null)
                {
                    return whole;
                }

                (binders, body) = (binders.FindAll(b => !clocks.Contains(b)), new Quantified(QuantifierKind.ForAll, clocks.ToSequence(), body));
            }
        }

        return ByArgument(binders, body)
            ?? (outer.Binders is [{ Symbol.Type: MeasureType }] ? AtOnce(outer, scope, IsOverLinearMeasures(outer) ? "a linear program decides it" : "a theorem decides it for this law") : null)
            ?? (FormulaEvaluation.IsLimitFromAnyStart(outer) ? AtOnce(outer, scope, "the recursion is solved for all starts") : null)
            ?? ByNecessity(binders, body, scope, share)
            ?? (LargeNumbers.Mean(body, Hypotheses(binders)) is { } mean ? new UniversalBlock(this, binders, mean, context, evaluation).Judge(scope, share).Noting(LargeNumbers.Remark) : null)
            ?? new UniversalBlock(this, binders, body, context, evaluation).Judge(scope, share);
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

    private Judgement? ByArgument(List<Binder> binders, Term body)
    {
        var hypotheses = Hypotheses(binders);
        return context.Foresee is null ? Catalogue<GeneralArgument>.Members.Select(argument => argument.Prove(body, hypotheses)).FirstOrDefault(proof => proof is not null) : null;
    }

    private Term[] Hypotheses(List<Binder> binders) => [.. binders.SelectMany(b => b.Conditions), .. context.Claim.Assumptions.Select(a => a.Formula)];

    // By exact power series where they exist, else along sizes.
    private Judgement Order(OrderClaim order, Scope scope, Rational share) =>
        Settle(order, [], scope, share) is var settled && (settled.Kind != VerdictKind.Inconclusive || !GrowthAlongSizes.ConcernsNumbers(order, scope.Instance)
            || ByGrowth(order, scope, share) is not { Kind: not VerdictKind.Inconclusive } along) ? settled : along;

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

    // A configuration at which something fails that the body implies refutes it, whatever else the body says.
    private Judgement? ByNecessity(List<Binder> binders, Term body, Scope scope, Rational share)
    {
        if (context.Foresee is not null || TooFewAtoms.Necessary(body, context.Claim.Assumptions.Select(a => a.Formula)) is not { } necessary
            || new UniversalBlock(this, binders, necessary, context, evaluation).Judge(scope, share) is not { Kind: VerdictKind.Refuted, Counterexample: { } found } failed)
        {
            return null;
        }

        return failed with { Reason = $"a limit of weak distances to a measure with more atoms than there are is not 0: {failed.Reason}", Counterexample = found with { Formula = body } };
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
            var decided = evaluation.Decide(quantified, scope.Instance);
            var qualifier = decided.IsExact ? "" : "numerical";
            return decided.Truth switch
            {
                Certainty.True => new Judgement(VerdictKind.Certified, $"{how}, in {decided.Arithmetic}") { Points = 1, Qualifier = qualifier },
                Certainty.False => new Judgement(VerdictKind.Refuted, $"{how}, in {decided.Arithmetic}")
                {
                    Points = 1,
                    Qualifier = qualifier,
                    Counterexample = new FailureEvidence(scope.Instance.Listing, quantified, "", "", "", decided.Arithmetic),
                },
                _ => null,
            };
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
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

        if (exists.Kind == QuantifierKind.Exists && context.Foresee is null && GrowthContradiction.Of(exists) is { } contradicted)
        {
            return contradicted;
        }

        if (exists.Kind == QuantifierKind.Exists && LinearStatement.Concerns(exists.Binders) && !FormulaTraits.IsRandom(exists.Body, scope.Instance) && !FormulaTraits.IsSeries(exists.Body)
            && AtOnce(exists, scope, "linear programs decide it") is { } linear)
        {
            return linear;
        }

        if (exists.Kind == QuantifierKind.Exists && BySearch(exists, scope, share) is { } found)
        {
            return found;
        }

        var binder = exists.Binders[0];
        if (exists.Kind == QuantifierKind.ExistsUnique)
        {
            return exists.Binders.Count == 1
                ? new Witness(this, binder, Admitted(binder, exists.Body), context, evaluation).JudgeUnique(scope, share)
                : new Judgement(VerdictKind.Inconclusive, "no checker for 'exists unique' of several symbols at once");
        }

        Term rest = exists.Binders.Count == 1 ? exists.Body : new Quantified(exists.Kind, exists.Binders.Skip(1).ToSequence(), exists.Body);
        rest = Admitted(binder, rest);
        return new Witness(this, binder, rest, context, evaluation).Judge(scope, share);
    }

    // A counterexample to the negation is a witness: where no ladder leads through a domain, one is searched as counterexamples are.
    private Judgement? BySearch(Quantified exists, Scope scope, Rational share)
    {
        var binders = new List<Binder>();
        Term body = exists;
        while (body is Quantified { Kind: QuantifierKind.Exists } some)
        {
            binders.AddRange(some.Binders);
            body = some.Body;
        }

        if (context.Foresee is not null || binders.Exists(b => context.Settings.Value("witness", b.Symbol) is not null) || FormulaTraits.IsStatistical(body)
            || FormulaTraits.IsRandom(body, scope.Instance) || FormulaTraits.IsSeries(body) || binders.TrueForAll(b => new Witness(this, b, body, context, evaluation).HasCandidates(scope.Instance)))
        {
            return null;
        }

        var negation = body is Connective { Kind: ConnectiveKind.Not } not ? not.Children[0] : new Connective(ConnectiveKind.Not, [body]);
        var searched = new UniversalBlock(this, binders, negation, context, evaluation).Judge(scope, share);
        var names = string.Join(", ", binders.Select(b => b.Symbol.Name));
        return searched switch
        {
            { Kind: VerdictKind.Refuted, Counterexample: { } witness } => new Judgement(VerdictKind.Certified, $"values of {names} that a search found are a witness, in {witness.Arithmetic}")
            {
                Qualifier = searched.Qualifier,
                Points = searched.Points,
                Notes = [$"witness {string.Join(", ", witness.Values.Where(v => binders.Exists(b => ReferenceEquals(b.Symbol, v.Symbol))).Select(v => $"{v.Symbol.Name} = {ValueText.Of(v.Value)}"))} (found by a search)"],
            },
            { IsPositive: true } => new Judgement(VerdictKind.Inconclusive, $"no witness is stated for {names}, and none is among the {searched.Points} configurations searched") { Points = searched.Points },
            _ => null,
        };
    }

    // exists x where A: B  is  exists x: A and B; so are the restriction of a declared symbol and the assumptions about it.
    private Term Admitted(Binder binder, Term body)
    {
        var symbol = binder.Symbol;
        var assumed = context.Claim.Assumptions.Select(a => a.Formula).Where(f => f.FreeSymbols().Contains(symbol));
        var conditions = binder.Conditions.Concat(assumed).ToList();
        return conditions.Count == 0 ? body : new Connective(ConnectiveKind.And, [.. conditions, body]);
    }

    // eventually M: A  is  exists M0: for all M >= M0: A.
    private Judgement Eventually(Quantified eventually, Scope scope, Rational share)
    {
        var symbol = eventually.Binders[0].Symbol;
        var threshold = new Symbol(symbol.Name, SymbolRole.Bound, symbol.Span) { Type = symbol.Type, Domain = symbol.Domain };
        var beyond = new Quantified(
            QuantifierKind.ForAll,
            [new Binder(symbol, null, new Comparison(Build.Ref(symbol), Relation.GreaterOrEqual, Build.Ref(threshold)))],
            eventually.Body);
        return new Witness(this, new Binder(threshold, eventually.Binders[0].RangesOver), beyond, context, evaluation).Judge(scope, share);
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
        var obligation = new Obligation(formula, free, scope, share);
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

    // Along a run, over the minimisers of a problem over measures, of the sign of a quadratic form: nothing is proposed there, the formula is settled as a whole.
    private static bool IsSettledWhole(Quantified quantified) => quantified.Binders.Any(b => b.Symbol.Role == SymbolRole.Clock || IsOverOptima(b)) || IsOfForm(quantified);

    private static bool IsOfForm(Quantified quantified) => quantified is
    {
        Kind: QuantifierKind.ForAll,
        Binders: [{ Where: null, Symbol: var vector, RangesOver: Call { Operation: VectorSpace } }],
        Body: Comparison { Children: [Call { Operation: Quadratic, Arguments: [var form, Reference { Symbol: var point }] }, Number { Value.IsZero: true }] },
    } && ReferenceEquals(vector, point) && !form.Mentions(vector);

    // The measures with given marginals, say: what holds of all of them is asked where the marginals are known.
    private static bool IsOverLinearMeasures(Quantified quantified) => quantified.Binders.All(b => b.Symbol.Type is MeasureType) && LinearStatement.Concerns(quantified.Binders);

    private static bool IsOverOptima(Binder binder) => binder.Symbol.Type is MeasureType && binder.Domain is { } domain
        && Unfold.Definitions(domain) is Binding { Form: Symbolics.Forms.Argmin or Symbolics.Forms.Argmax };

    private static Term Innermost(Term formula) => formula is Quantified { Kind: QuantifierKind.ForAll } all ? Innermost(all.Body) : formula;

    private static bool IsIdentity(Term body) => body is Derive
        || body is Comparison { Relations: [Relation.Equal] } comparison && !FormulaTraits.HasSets(Unfold.Definitions(comparison));

    // A formula without quantifiers over infinite domains, probabilities or derivations is settled as a whole.
    private static bool NeedsWalk(Term formula) => formula switch
    {
        Derive or WithProbability or ClaimReference or OrderClaim => true,
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
        : FormulaTraits.IsRandom(body) ? RandomInstances
        : MinimumArgument.Concerns(body) ? DescentInstances
        : FormulaTraits.HasMean(body) ? MeanInstances
        : FormulaTraits.IsSeries(body) ? Math.Clamp(PathInstances / cases, DescentInstances, DeterministicInstances)
        : IsGrowth(body) ? GrowthInstances
        : DeterministicInstances;
}
