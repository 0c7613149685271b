using TheoryCheck.Core;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Landscapes;
using TheoryCheck.Verification.Search;
using TheoryCheck.Verification.Search.Shrinking;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// A block of <c>for all</c>: sweeps, listed cases and finite domains are enumerated, everything else is proposed, subject
/// to the assumptions and the <c>where</c> restrictions. Only a block that enumerated all of its domain can be positive
/// beyond Unrefuted.
/// </summary>
internal sealed class UniversalBlock(Judge judge, List<Binder> binders, Term body, ClaimContext context, ClosedEvaluation evaluation)
{
    // How often a counterexample is judged again to make it smaller; a run is settled step by step, which takes longer.
    private const int MostShrinkings = 400;
    private const int MostShrinkingsOfRuns = 60;
    private const int LongestRun = 500;

    private const int LargestEnumeration = 4096;
    private const int GuidedEvaluations = 3;
    private const int PilotInstances = 24;
    private const int MostUndecided = 16;

    private readonly List<Instance> vouched = [];

    /// <summary>Judges the body at every instance of the block.</summary>
    public Judgement Judge(Scope scope, Rational share)
    {
        var restrictions = context.Claim.Assumptions.Select(a => a.Formula).Concat(binders.Select(b => b.Where).OfType<Term>().Where(w => !binders.Exists(b => IsAbout(w, b.Symbol))))
            .Concat(binders.Select(b => b.Symbol.Restriction).OfType<Term>().Where(r => !FormulaTraits.HasSets(r))).ToList();
        var enumerated = new List<(Scope Scope, bool Partial)> { (scope, false) };
        var searched = new List<Binder>();
        foreach (var binder in binders)
        {
            var next = new List<(Scope, bool)>();
            foreach (var (at, partial) in enumerated)
            {
                if (searched.Count > 0 || Values(binder, at.Instance) is not var (values, isAll))
                {
                    next.Clear();
                    searched.Add(binder);
                    break;
                }

                if (!isAll && values.FirstOrDefault(v => DomainMembership.Holds(binder.Symbol, binder.Domain ?? binder.Symbol.Domain, v, at.Instance, evaluation) == Certainty.False) is { } stray)
                {
                    return new Judgement(VerdictKind.Inconclusive, $"the listed case {binder.Symbol.Name} = {ValueText.Of(stray)} lies outside of the domain");
                }

                next.AddRange(values.Select(v => (at.Enter(at.Instance.WithLabel(binder.Symbol, v), $"{binder.Symbol.Name}={ValueText.Of(v)}"), partial || !isAll)));
            }

            if (searched.Contains(binder))
            {
                continue;
            }

            if (next.Count > LargestEnumeration)
            {
                return new Judgement(VerdictKind.Inconclusive, $"more than {LargestEnumeration} cases to enumerate");
            }

            enumerated = next;
        }

        if (enumerated.Count == 0)
        {
            return new Judgement(VerdictKind.Vacuous, "the quantifiers range over nothing");
        }

        if (searched.Count > 0)
        {
            var each = share / enumerated.Count;
            return Judgement.All([.. enumerated.Select(e => Search(e.Scope, searched, restrictions, each))]);
        }

        return Enumerate(enumerated, restrictions, share);
    }

    private Judgement Enumerate(List<(Scope Scope, bool Partial)> cases, List<Term> restrictions, Rational share)
    {
        var allowed = new List<(Scope Scope, bool Partial)>();
        foreach (var (scope, partial) in cases)
        {
            switch (Allowed(restrictions, scope.Instance))
            {
                case Certainty.True:
                    allowed.Add((scope, partial));
                    break;
                case Certainty.Unknown:
                    return new Judgement(VerdictKind.Inconclusive, $"it could not be decided whether the restrictions hold at {scope.Instance.Label}");
            }
        }

        if (allowed.Count == 0)
        {
            return new Judgement(VerdictKind.Vacuous, "no listed case satisfies the restrictions") { Acceptance = (0, cases.Count) };
        }

        var each = share / allowed.Count;
        var parts = new List<Judgement>();
        foreach (var (scope, partial) in allowed)
        {
            var part = judge.AtInstance(body, scope, each);
            parts.Add(partial ? part with { IsPartial = true } : part);
            context.Progress(1.0 / allowed.Count);
        }

        // Where an implication's antecedent fails, the instance says nothing; only if all do is the claim vacuous.
        var telling = parts.Where(p => p.Kind != VerdictKind.Vacuous).ToList();
        var all = Judgement.All(telling.Count > 0 ? telling : parts) with { Acceptance = (allowed.Count, cases.Count) };
        return all.IsPartial && all.Kind > VerdictKind.Unrefuted
            ? all with { Kind = VerdictKind.Unrefuted, Reason = $"{all.Kind.ToString().ToLowerInvariant()} on each of the {telling.Count} cases run; the claim is about all: {all.Reason}" }
            : all;
    }

    private Judgement Search(Scope scope, List<Binder> searched, List<Term> restrictions, Rational share)
    {
        var wanted = context.Settings.Value("instances") is { } setting && evaluation.TryRational(setting, scope.Instance) is { IsInteger: true } number
            ? (int)number.Numerator
            : Judging.Judge.DefaultInstances(body);
        wanted = Math.Min(wanted, scope.IsPilot ? PilotInstances : context.MostInstances);

        var stream = new RandomStream(new DrawKey(context.Key(scope.Place + "/search"), 0, 0));
        var minima = new MinimumArgument(context, evaluation);
        var sampler = new DomainSampler(stream, evaluation.TryRational, evaluation.TryDecide);
        var parts = new List<Judgement>();
        var starts = new List<Instance>();
        long proposed = 0, accepted = 0, undecided = 0, unproposed = 0;
        Symbol? unknown = null;
        var each = share / Math.Max(1, wanted);
        for (var round = 0; accepted < wanted && proposed < (long)wanted * Judging.Judge.ProposalsPerInstance; round++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            proposed++;
            if (Propose(sampler, scope.Instance, searched, round, ref unknown) is not { } instance)
            {
                // Whether a value can be proposed hardly depends on the round.
                if (++unproposed >= 16 && unproposed == proposed)
                {
                    break;
                }

                continue;
            }

            var allowed = Allowed(restrictions, instance);
            if (allowed != Certainty.True)
            {
                undecided += allowed == Certainty.Unknown ? 1 : 0;
                if (accepted == 0 && undecided >= 64 && undecided == proposed)
                {
                    break;
                }

                continue;
            }

            accepted++;
            starts.Add(instance);
            vouched.Add(instance);
            var place = scope.Enter(instance, $"s{round}") with { Siblings = scope.Siblings * wanted };
            var part = minima.Implication(searched, body, place) ?? Smallest(judge.AtInstance(body, place, each), place, searched, restrictions, each);
            if (part.Kind != VerdictKind.Vacuous)
            {
                parts.Add(part);
            }

            // A plan counts the siblings of one configuration instead of visiting them.
            if (part.Kind is VerdictKind.Refuted or VerdictKind.Broken || context.Foresee is not null)
            {
                break;
            }

            // Statements that no checker knows at one instance are not known at the others either; equations of irrational numbers may be decided where these are rational.
            if (part.Kind == VerdictKind.Inconclusive && parts.Count >= (part.Points > 0 ? MostUndecided : 3) && parts.TrueForAll(p => p.Kind == VerdictKind.Inconclusive))
            {
                break;
            }
        }

        Guide(scope, searched, restrictions, starts, parts, (wanted, each));

        if (accepted == 0 && unknown is not null && unproposed == proposed)
        {
            var domain = context.Settings.Value("case", unknown) ?? unknown.Domain;
            return new Judgement(
                VerdictKind.Inconclusive,
                $"no search for values of '{unknown.Name}'{(domain is null ? "" : " in " + Symbolics.Typesetting.Typeset.TextOf(domain))}{((unknown.Restriction ?? binders.Where(b => ReferenceEquals(b.Symbol, unknown)).SelectMany(Conditions).FirstOrDefault()) is not { } asked ? "" : " where " + Symbolics.Typesetting.Typeset.TextOf(asked))}");
        }

        if (accepted == 0 && undecided > 0)
        {
            return new Judgement(VerdictKind.Inconclusive, $"for {undecided} of {proposed} proposed configurations it could not be decided whether they satisfy the assumptions") { Acceptance = (0, proposed) };
        }

        if (accepted == 0)
        {
            return new Judgement(VerdictKind.Vacuous, $"none of {proposed} proposed configurations satisfies the assumptions") { Acceptance = (0, proposed) };
        }

        if (parts.Count == 0)
        {
            return new Judgement(VerdictKind.Vacuous, $"the antecedent held at none of {accepted} configurations") { Acceptance = (accepted, proposed) };
        }

        // One undecided configuration among many decided ones is said in a note; it does not hide what the others show.
        var decided = parts.Where(p => p.Kind != VerdictKind.Inconclusive).ToList();
        var shown = decided.Count > 0 ? decided : parts;
        var all = Judgement.All(shown) with { Acceptance = (accepted, proposed), Points = parts.Sum(p => Math.Max(1, p.Points)), IsPartial = true };
        if (decided.Count > 0 && decided.Count < parts.Count)
        {
            all = all.Noting($"{parts.Count - decided.Count} of {parts.Count} configurations were not decided");
        }

        return all.Kind > VerdictKind.Unrefuted
            ? all with { Kind = VerdictKind.Unrefuted, Reason = $"it held at each of the {decided.Count} configurations searched" }
            : all;
    }

    // What chance did not break is searched by climbing; only an exact refutation of what that finds counts.
    private void Guide(Scope scope, List<Binder> searched, List<Term> restrictions, List<Instance> starts, List<Judgement> parts, (int Wanted, Rational Each) work)
    {
        if (scope.IsPilot || context.Foresee is not null || starts.Count == 0 || !IsDeterministic(scope)
            || parts.Exists(p => p.Kind is VerdictKind.Refuted or VerdictKind.Broken) || parts.TrueForAll(p => p.Kind == VerdictKind.Inconclusive))
        {
            return;
        }

        if (Measurable(scope.Instance) is not { } formula)
        {
            return;
        }

        var guided = new GuidedSearch(formula, restrictions, evaluation);
        var source = new RandomStream(new DrawKey(context.Key(scope.Place + "/guided"), 0, 0));
        var symbols = searched.Where(b => (b.Domain ?? b.Symbol.Domain) is not null).Select(b => (b.Symbol, Domain(b)!)).ToList();
        var (found, looked) = (0, 0L);
        foreach (var instance in guided.Climb(starts, symbols, (long)work.Wanted * GuidedEvaluations, source))
        {
            var place = scope.Enter(instance, $"g{found++}") with { Siblings = scope.Siblings * work.Wanted };
            looked = guided.Evaluations;
            if (Counterexample(place, searched, restrictions, work.Each, isExact: false) is { } part)
            {
                parts.Add(Smallest(part, place, searched, restrictions, work.Each) with { Points = looked });
                return;
            }
        }

        if (guided.Evaluations > 0 && parts.Count > 0)
        {
            parts[^1] = parts[^1] with { Points = parts[^1].Points + guided.Evaluations };
        }
    }

    private Term? Measurable(Instance instance)
    {
        try
        {
            return InequalityChecker.Evaluable(body, instance);
        }
        catch (Exception e) when (e is NoClosedFormException || ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
        }
    }

    private bool IsDeterministic(Scope scope) => IsSettled(scope) && !FormulaTraits.IsSeries(body);

    private bool IsSettled(Scope scope) => (!FormulaTraits.IsRandom(body, scope.Instance) && !FormulaTraits.IsStatistical(body)) || LawStatement.Is(body, scope.Instance);

    private Judgement Smallest(Judgement found, Scope place, List<Binder> searched, List<Term> restrictions, Rational each)
    {
        if (found.Kind != VerdictKind.Refuted || found.Counterexample is null || place.IsPilot || !IsSettled(place) || Shrinker.Step(found) > LongestRun)
        {
            return found;
        }

        context.Found();
        var shrinker = new Shrinker(searched, evaluation, instance => Counterexample(place with { Instance = instance }, searched, restrictions, each, found.Qualifier.Length == 0), IsDeterministic(place) ? MostShrinkings : MostShrinkingsOfRuns);
        return shrinker.Shrink(place.Instance, found).Judgement with { Points = found.Points };
    }

    // The judgement of a configuration that is in the domain, satisfies the assumptions and refutes the body, exactly where
    // what it replaces was exact; null for others.
    private Judgement? Counterexample(Scope place, List<Binder> searched, List<Term> restrictions, Rational each, bool isExact)
    {
        foreach (var binder in searched)
        {
            if (IsVouchedFor(binder.Symbol) && !IsVouched(binder, place.Instance))
            {
                return null;
            }

            var domain = binder.Domain ?? binder.Symbol.Domain;
            if (!place.Instance.Values.TryGetValue(binder.Symbol, out var value)
                || (DomainMembership.Holds(binder.Symbol, domain, value, place.Instance, evaluation) != Certainty.True && !SearchedMembership.Holds(domain, value, place.Instance, evaluation)))
            {
                return null;
            }
        }

        if (Allowed(restrictions, place.Instance) != Certainty.True)
        {
            return null;
        }

        var judged = judge.AtInstance(body, place, each);
        return judged is { Kind: VerdictKind.Refuted, Counterexample: not null } && (judged.Qualifier.Length == 0 || !isExact) ? judged : null;
    }

    private static bool Ties(Term assumption, Symbol function, List<Binder> searched)
    {
        var concerned = assumption.FreeSymbols();
        return concerned.Contains(function) && searched.Exists(b => b.Symbol.Type is TensorType { Axes.IsEmpty: false } && concerned.Contains(b.Symbol));
    }

    // Functions and laws are proposed with what is asked of them, which formulas about them could not decide.
    private static bool IsVouchedFor(Symbol symbol) => symbol.Type is FunctionType or MeasureType;

    // Whether a condition names a property of a function or law, wherever in the block it stands.
    private static bool IsAbout(Term condition, Symbol symbol) => IsVouchedFor(symbol) && condition switch
    {
        Connective { Kind: ConnectiveKind.And } and => and.Children.All(c => IsAbout(c, symbol)),
        Call { Operation: Predicate or Functional, Arguments: [Reference { Symbol: var named }, ..] } => ReferenceEquals(named, symbol),
        Comparison { Children: [Call { Operation: Functional } functional, _] } => IsAbout(functional, symbol),
        _ => false,
    };

    private IEnumerable<Term> Conditions(Binder binder) => !IsVouchedFor(binder.Symbol)
        ? []
        : new[] { binder.Symbol.Restriction }.Concat(binders.Select(b => b.Where).Where(w => w is not null && IsAbout(w, binder.Symbol))).OfType<Term>();

    // Whether a function or law is one that was proposed, where everything that its conditions mention has the value it was proposed with.
    private bool IsVouched(Binder binder, Instance instance)
    {
        Term[] conditions = [.. Conditions(binder)];
        var concerned = conditions.SelectMany(c => c.FreeSymbols()).Append(binder.Symbol).Distinct().ToList();
        return conditions.Length == 0 || vouched.Exists(start => concerned.TrueForAll(s => Equals(start.Values.GetValueOrDefault(s), instance.Values.GetValueOrDefault(s))));
    }

    private Term? Domain(Binder binder) => context.Settings.Value("case", binder.Symbol) ?? binder.Domain ?? binder.Symbol.Domain;

    // A symbol whose domain mentions another of the block waits for it, whatever the order of the binders.
    private Instance? Propose(DomainSampler sampler, Instance instance, List<Binder> searched, int round, ref Symbol? unknown)
    {
        // A function that an assumption ties to a point is proposed when the point is known.
        var waiting = searched.OrderBy(b => b.Symbol.Type is FunctionType && context.Claim.Assumptions.Any(a => Ties(a.Formula, b.Symbol, searched))).ToList();
        while (waiting.Count > 0)
        {
            Symbol? stuck = null;
            var before = waiting.Count;
            for (var i = 0; i < waiting.Count; i++)
            {
                if (Value(sampler, instance, waiting[i], round) is { } value)
                {
                    instance = instance.With(waiting[i].Symbol, value);
                    waiting.RemoveAt(i--);
                }
                else
                {
                    stuck ??= waiting[i].Symbol;
                }
            }

            if (waiting.Count == before)
            {
                unknown ??= stuck;
                return null;
            }
        }

        return instance;
    }

    private Term? Value(DomainSampler sampler, Instance instance, Binder binder, int round)
    {
        var symbol = binder.Symbol;
        var listed = context.Settings.Value("case", symbol);
        var law = context.Settings.Value("sample", symbol);
        var own = binder.Domain ?? symbol.Domain;
        var value = law is not null
            ? Draws.Propose(symbol, law, own, instance, context.Key($"sample/{round}"), evaluation)
            : sampler.Propose(symbol, listed ?? own, instance, round, [.. Conditions(binder)]);

        // What a check block proposes has to lie in the domain that the claim is about; near a curved set is not on it.
        if (value is null || own is null || (listed ?? law) is null || (law is not null && ExactPoint.IsOwnLaw(own, law)))
        {
            return value;
        }

        var lies = DomainMembership.Holds(symbol, own, value, instance, evaluation);
        var isCurved = own is Call { Operation: SetConstructor { Name: "sphere" or "simplex" or "psd" } };
        return lies == Certainty.False || (lies == Certainty.Unknown && law is not null && isCurved) ? null : value;
    }

    private Certainty Allowed(List<Term> restrictions, Instance instance)
    {
        var all = Certainty.True;
        foreach (var restriction in restrictions)
        {
            if (all == Certainty.False)
            {
                break;
            }

            all = all.And(evaluation.HasUnbound(restriction, instance) ? Certainty.True : evaluation.TryDecide(restriction, instance));
        }

        return all;
    }

    // The values to enumerate and whether they are all of the domain; null when the domain has to be searched.
    private (IReadOnlyList<Term> Values, bool IsAll)? Values(Binder binder, Instance instance)
    {
        var symbol = binder.Symbol;
        if (context.Pins?.Of(symbol) is { } pinned)
        {
            return ([pinned], false);
        }

        if (context.Settings.Value("case", symbol) is { } listed && evaluation.Elements(listed, instance, LargestEnumeration) is { } cases)
        {
            return (cases, false);
        }

        var domain = binder.Domain ?? symbol.Domain;
        return domain is not null && evaluation.Families(symbol, domain, instance, LargestEnumeration) is { } elements
            ? (elements, true)
            : null;
    }
}
