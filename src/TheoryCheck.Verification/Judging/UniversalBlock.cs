using TheoryCheck.Core;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Landscapes;
using TheoryCheck.Verification.Search;
using TheoryCheck.Verification.Search.Equations;
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

    // Statements about chance that need no trials.
    private const int ClosedInstances = 48;
    private const int MostUndecided = 16;

    // Trials that each solve an optimisation problem: of few dimensions, as each takes seconds in more, and at few configurations.
    private const int LargestOptimum = 2;
    private const int CostlyInstances = 2;
    private const int MostNamed = 4;
    private const int Few = 3;
    private const int MostIdle = 9;
    private const int CostlyPilotInstances = 4;

    // A configuration is repaired where fewer than one in so many satisfies the assumptions, at some cost.
    private const int Rare = 8;

    // Where repairs did not help either, more proposals hardly do; behind other symbols there is the next of their values.
    private const int MostFruitless = 4000;
    private const int MostFruitlessInside = 400;
    private const int HardlyAny = 500;

    private const int Repairs = 1000;
    private const int PilotRepairs = 200;

    private readonly BlockConfigurations configurations = new(binders, context, evaluation);

    /// <summary>At most how many configurations are searched.</summary>
    public int MostInstances { get; init; } = int.MaxValue;

    /// <summary>At most how many configurations are proposed.</summary>
    public int MostProposals { get; init; } = int.MaxValue;

    /// <summary>Whether the block is judged at each configuration of another search, where a climb at each would take too long.</summary>
    public bool IsInner { get; init; }

    /// <summary>Whether a counterexample is a witness for what the body denies, so that what the body fails for elsewhere is not shown.</summary>
    public bool IsForWitness { get; init; }

    /// <summary>Judges the body at every instance of the block.</summary>
    public Judgement Judge(Scope scope, Rational share)
    {
        var restrictions = context.Claim.Assumptions.Select(a => a.Formula).Concat(binders.Select(b => b.Where).OfType<Term>().Where(w => !binders.Exists(b => BlockConfigurations.IsAbout(w, b.Symbol))))
            .Concat(binders.Where(b => !BlockConfigurations.IsVouchedFor(b.Symbol)).Select(b => b.Symbol.Restriction).OfType<Term>()).ToList();
        var enumerated = new List<(Scope Scope, bool Partial)> { (scope, false) };
        var searched = new List<Binder>();
        foreach (var binder in binders)
        {
            var next = new List<(Scope, bool)>();
            foreach (var (at, partial) in enumerated)
            {
                if ((searched.Count > 0 && !configurations.IsListed(binder)) || configurations.Values(binder, at.Instance) is not var (values, isAll))
                {
                    next.Clear();
                    searched.Add(binder);
                    break;
                }

                if (!isAll && values.FirstOrDefault(v => DomainMembership.Holds(binder.Symbol, binder.RangesOver, v, at.Instance, evaluation) == Certainty.False) is { } stray)
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
            var parts = new List<Judgement>();
            foreach (var (at, _) in enumerated.TakeWhile(_ => !parts.Exists(p => p is { Kind: VerdictKind.Refuted, Trials: 0 })))
            {
                parts.Add(Search(at, enumerated.Count, searched, restrictions, each));
            }

            var telling = parts.FindAll(p => p.Kind != VerdictKind.Vacuous);
            return telling.Count is 0 || telling.Count == parts.Count ? Judgement.All(parts)
                : Judgement.All(telling).Noting($"at {parts.Count - telling.Count} of {parts.Count} choices of the enumerated symbols nothing proposed satisfies the assumptions");
        }

        return Enumerate(enumerated, restrictions, share);
    }

    private Judgement Enumerate(List<(Scope Scope, bool Partial)> cases, List<Term> restrictions, Rational share)
    {
        var allowed = new List<(Scope Scope, bool Partial)>();
        foreach (var (scope, partial) in cases)
        {
            switch (configurations.Allowed(restrictions, scope.Instance))
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
            var part = At(scope, each);
            parts.Add(partial ? part with { IsPartial = true } : part);
            context.Progress(1.0 / allowed.Count);
            if (scope.IsPilot && !part.IsPositive && part.Kind != VerdictKind.Vacuous)
            {
                break;
            }
        }

        // Where an implication's antecedent fails, the instance says nothing; only if all do is the claim vacuous.
        var telling = parts.Where(p => p.Kind != VerdictKind.Vacuous).ToList();
        var all = Judgement.All(telling.Count > 0 ? telling : parts) with { Acceptance = (allowed.Count, cases.Count) };
        return all.IsPartial && all.Kind > VerdictKind.Unrefuted
            ? all with { Kind = VerdictKind.Unrefuted, Reason = $"{all.Kind.ToString().ToLowerInvariant()} on each of the {telling.Count} cases run; the claim is about all: {all.Reason}" }
            : all;
    }

    private Judgement Search(Scope scope, int cases, List<Binder> searched, List<Term> restrictions, Rational share)
    {
        var wanted = context.Settings.Value("instances") is { } setting && evaluation.TryRational(setting, scope.Instance) is { IsInteger: true } number
            ? (int)number.Numerator
            : Judging.Judge.DefaultInstances(body, cases);
        var isCostly = !IsSettled(scope) && ExactTrials.Accepts(body) && OptimumSpaces.Concern(body);
        if (isCostly && context.Settings.Value("instances") is null)
        {
            wanted = scope.IsPilot ? CostlyPilotInstances : scope.Siblings > 1 ? 1 : CostlyInstances;
        }

        wanted = Math.Min(wanted, Math.Min(MostInstances, scope.IsPilot ? PilotInstances : context.MostInstances));

        var stream = new RandomStream(new DrawKey(context.Key(scope.Place + "/search"), 0, 0));
        var minima = new MinimumArgument(context, evaluation);
        var isWithoutChance = !FormulaTraits.IsRandom(body) && !FormulaTraits.IsStatistical(body);
        var sampler = new DomainSampler(stream, evaluation) { HasExtremes = isWithoutChance && QuickTruth.Concerns(body) && !FormulaTraits.IsSeries(body), IsWithoutChance = isWithoutChance, HasRationalPoints = OptimumSpaces.Concern(body) };
        var parts = new List<Judgement>();
        var sizes = searched.Where(b => b.Symbol is { Indices.IsEmpty: true, Type: TensorType { Axes.IsEmpty: true } }).Select(b => b.Symbol).ToList();
        var (starts, held) = (new List<Instance>(), new List<Instance>());
        Term[] premises = body is Connective { Kind: ConnectiveKind.Implies, Children: [var premise, _] } && !FormulaTraits.IsStatistical(premise) ? [premise] : [];
        var movable = searched.Where(b => configurations.Domain(b) is not null).Select(b => (b.Symbol, configurations.Domain(b)!)).ToList();
        var repairs = new RandomStream(new DrawKey(context.Key(scope.Place + "/repair"), 0, 0));
        Repair RepairOf(List<Term> conditions) => new(movable, conditions, Membership(searched), evaluation, repairs, context.Memory, scope.IsPilot ? PilotRepairs : Repairs, isWithoutChance);
        var (repair, premised) = (RepairOf(restrictions), RepairOf([.. restrictions, .. premises]));
        long idle = 0, proposed = 0, accepted = 0, undecided = 0, unproposed = 0, large = 0;
        Symbol? unknown = null;
        Instance? refused = null, open = null;
        var each = share / Math.Max(1, wanted);
        var closed = 0;
        for (var round = 0; accepted < Math.Max(wanted, closed) && proposed < Math.Min(MostProposals, (long)Math.Max(wanted, closed) * Judging.Judge.ProposalsPerInstance); round++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (proposed >= (scope.Instance.Values.Count == 0 ? MostFruitless : MostFruitlessInside) && accepted * HardlyAny < proposed)
            {
                break;
            }

            proposed++;
            if (configurations.Propose(sampler, scope.Instance, searched, round, ref unknown) is not { } instance)
            {
                // Whether a value can be proposed hardly depends on the round.
                if (++unproposed >= 16 && unproposed == proposed)
                {
                    break;
                }

                continue;
            }

            var allowed = configurations.Allowed(restrictions, instance);
            if (allowed != Certainty.True && (proposed > Rare * accepted || repair.SolvesEquations) && repair.Of(instance) is { } repaired)
            {
                (instance, allowed) = (repaired, configurations.Allowed(restrictions, repaired));
            }

            // Where the premise fails a configuration says nothing.
            if (allowed == Certainty.True && (proposed > Rare * parts.Count || premised.SolvesEquations) && configurations.Allowed([.. premises], instance) == Certainty.False && premised.Of(instance) is { } telling)
            {
                (instance, allowed) = (telling, configurations.Allowed(restrictions, telling));
            }

            if (allowed != Certainty.True)
            {
                undecided += allowed == Certainty.Unknown ? 1 : 0;
                (refused, open) = allowed == Certainty.Unknown ? (refused, instance) : (instance, open);
                if (accepted == 0 && undecided >= 64 && undecided == proposed)
                {
                    break;
                }

                continue;
            }

            if (isCostly && OptimumSpaces.LargestDimension(body, instance, evaluation) > LargestOptimum)
            {
                large++;
                continue;
            }

            accepted++;
            starts.Add(instance);
            configurations.Vouch(instance);
            var place = scope.Enter(instance, $"s{round}") with { Siblings = scope.Siblings * Math.Max(wanted, closed) };
            var part = minima.Implication(searched, body, place) ?? Smallest(At(place, each), place, searched, restrictions, each, sampler);
            if (part.Kind == VerdictKind.Refuted && searched.Exists(b => configurations.LiesOutside(b, instance)))
            {
                // What is not spoken of refutes nothing.
                continue;
            }

            if (part.Kind == VerdictKind.Vacuous && wanted <= Few && idle < MostIdle)
            {
                // Of a few configurations one that says nothing is replaced.
                (accepted, idle) = (accepted - 1, idle + 1);
            }
            else if (part.Kind != VerdictKind.Vacuous)
            {
                parts.Add(part with { Cases = part.Cases.ConvertAll(c => c with { Label = string.Join(", ", new[] { c.Label, Named(sizes, instance) }.Where(l => l.Length > 0)) }) });
                held.AddRange(part.IsPositive ? [instance] : []);
            }

            // What had a closed form at the first configuration is looked at more often, as long as it has one that decides.
            if (parts.Count == 1 && accepted == 1 && !scope.IsPilot && !IsSettled(scope) && context.Settings.Value("instances") is null && part is { Trials: 0, Kind: not VerdictKind.Inconclusive })
            {
                (closed, each) = (Math.Max(wanted, Math.Min(ClosedInstances, MostInstances)), share / Math.Max(wanted, ClosedInstances));
            }
            else if (part.Trials > 0 || part.Kind == VerdictKind.Inconclusive)
            {
                closed = 0;
            }

            // A plan counts the siblings of one configuration instead of visiting them.
            if (part.Kind is VerdictKind.Refuted or VerdictKind.Broken || context.Foresee is not null)
            {
                break;
            }

            // Statements that no checker knows at one instance are hardly known at the others; they may be for simpler functions, and equations of irrational numbers where these are rational.
            if (part.Kind == VerdictKind.Inconclusive && parts.Count >= (part.Points > 0 || (searched.Exists(b => b.Symbol.Type is FunctionType) && !FormulaTraits.IsRandom(body)) ? MostUndecided : 3) && parts.TrueForAll(p => p.Kind == VerdictKind.Inconclusive))
            {
                break;
            }
        }

        Guide(scope, searched, restrictions, starts, parts, (wanted, each), sampler);

        if (accepted == 0 && unknown is not null && unproposed == proposed)
        {
            var domain = context.Settings.Value("case", unknown) ?? unknown.Domain;
            return new Judgement(
                VerdictKind.Inconclusive,
                $"no search for values of '{unknown.Name}'{(domain is null ? "" : " in " + Symbolics.Typesetting.Typeset.TextOf(domain))}{((unknown.Restriction ?? binders.Where(b => ReferenceEquals(b.Symbol, unknown)).SelectMany(configurations.Conditions).FirstOrDefault()) is not { } asked ? "" : " where " + Symbolics.Typesetting.Typeset.TextOf(asked))}");
        }

        if (accepted == 0 && undecided > 0)
        {
            return new Judgement(VerdictKind.Inconclusive, $"for {undecided} of {proposed} proposed configurations it could not be decided whether they satisfy the assumptions{Concerning(", among them", Certainty.Unknown, open)}") { Acceptance = (0, proposed) };
        }

        if (accepted == 0 && large > 0)
        {
            return new Judgement(VerdictKind.Inconclusive, $"the {large} proposed configurations that satisfy the assumptions ask for optima in more than {LargestOptimum} dimensions, too many for trials") { Acceptance = (0, proposed) };
        }

        if (accepted == 0)
        {
            // Of functions and laws only a few families are proposed, which says little of all of them.
            var isOfFamilies = cases == 1 && !scope.IsPilot && searched.Exists(b => BlockConfigurations.IsVouchedFor(b.Symbol));
            return new Judgement(isOfFamilies ? VerdictKind.Inconclusive : VerdictKind.Vacuous, $"none of {proposed} proposed configurations satisfies the assumptions{(isOfFamilies ? ", and of functions and laws only a few families are proposed" : "")}{Concerning("; the last broke", Certainty.False, refused)}") { Acceptance = (0, proposed) };
        }

        if (parts.Count == 0)
        {
            return new Judgement(VerdictKind.Vacuous, $"the antecedent held at none of {accepted} configurations") { Acceptance = (accepted, proposed) };
        }

        string Concerning(string words, Certainty how, Instance? at) =>
            at is null || configurations.First(restrictions, at, how) is not { } assumption ? "" : $"{words} '{Symbolics.Typesetting.Typeset.TextOf(assumption)}'; a check block can list or draw values ('case', 'sample')";

        // One undecided configuration among many decided ones is said in a note; it does not hide what the others show. Of a few with chance most have to be decided.
        var decided = parts.Where(p => p.Kind != VerdictKind.Inconclusive).ToList();
        if (decided.Count > 0 && decided.Count < parts.Count - decided.Count && FormulaTraits.IsStatistical(body) && decided.TrueForAll(p => p.IsPositive))
        {
            var first = parts.First(p => p.Kind == VerdictKind.Inconclusive);
            return first with { Reason = $"{parts.Count - decided.Count} of {parts.Count} configurations were not decided, the first of them for: {first.Reason}", Acceptance = (accepted, proposed) };
        }

        var shown = decided.Count > 0 ? decided : parts;
        var all = Judgement.All(shown) with { Acceptance = (accepted, proposed), Points = parts.Sum(p => Math.Max(1, p.Points)), IsPartial = true };
        if (decided.Count > 0 && decided.Count < parts.Count)
        {
            all = all.Noting($"{parts.Count - decided.Count} of {parts.Count} configurations were not decided");
        }

        var where = IsSettled(scope) || sizes.Count == 0 ? "" : $": {string.Join("; ", held.Take(MostNamed).Select(i => Named(sizes, i)))}";
        return all.Kind > VerdictKind.Unrefuted
            ? all with { Kind = VerdictKind.Unrefuted, Reason = decided.Count == 1 ? $"it held at the one configuration that was decided{where}" : $"it held at each of the {decided.Count} configurations searched{where}" }
            : all;
    }

    private Judgement At(Scope scope, Rational share) => judge.AtInstance(body, IsForWitness ? scope with { IsTry = true } : scope, share);

    // The numbers that were searched; points and functions take too much room to name a configuration.
    private static string Named(List<Symbol> numbers, Instance at) => string.Join(", ", numbers.Select(s => $"{s.Name} = {ValueText.Of(at.Values[s])}"));

    // What chance did not break is searched by climbing; only an exact refutation of what that finds counts.
    private void Guide(Scope scope, List<Binder> searched, List<Term> restrictions, List<Instance> starts, List<Judgement> parts, (int Wanted, Rational Each) work, DomainSampler sampler)
    {
        if (scope.IsPilot || IsInner || context.Foresee is not null || starts.Count == 0 || !IsDeterministic(scope)
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
        var symbols = Ranged(searched);
        var growing = new GrowingSizes(formula, symbols, evaluation, Membership(searched));
        var (found, looked) = (0, 0L);
        foreach (var instance in Guesses())
        {
            var place = scope.Enter(instance, $"g{found++}") with { Siblings = scope.Siblings * work.Wanted };
            looked = guided.Evaluations + growing.Evaluations;
            if (Counterexample(place, searched, restrictions, work.Each, isExact: false) is { } part)
            {
                parts.Add(Smallest(part, place, searched, restrictions, work.Each, sampler) with { Points = looked });
                return;
            }
        }

        if (guided.Evaluations > 0 && parts.Count > 0)
        {
            parts[^1] = parts[^1] with { Points = parts[^1].Points + guided.Evaluations };
        }

        // What is highest is known when the climbs are done.
        IEnumerable<Instance> Guesses()
        {
            foreach (var climbed in guided.Climb(starts, symbols, (long)work.Wanted * GuidedEvaluations, source))
            {
                yield return climbed;
            }

            foreach (var grown in growing.Climb(guided.Highest))
            {
                yield return grown;
            }
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

    private Func<Symbol, Instance, bool> Membership(List<Binder> searched) => (symbol, at) => configurations.LiesInDomain(searched.First(b => ReferenceEquals(b.Symbol, symbol)), at);

    private List<(Symbol Symbol, Term Domain)> Ranged(List<Binder> searched) => [.. searched.Where(static b => b.RangesOver is not null).Select(b => (b.Symbol, configurations.Domain(b)!))];

    private Judgement Smallest(Judgement found, Scope place, List<Binder> searched, List<Term> restrictions, Rational each, DomainSampler sampler)
    {
        if (found.Kind != VerdictKind.Refuted || found.Counterexample is null || place.IsPilot || place.IsTry || !IsSettled(place) || Shrinker.Step(found) > LongestRun)
        {
            return found;
        }

        context.Found();
        if (Shrinker.Step(found) is { } step)
        {
            place = place with { FailsBy = (int)step.Numerator };
        }

        var equations = new EquationSolver(Ranged(searched), body is Connective { Kind: ConnectiveKind.Implies, Children: [var premise, _] } ? [.. restrictions, premise] : restrictions, Membership(searched), evaluation);
        var shrinker = new Shrinker(searched, restrictions, evaluation, instance => Counterexample(place with { Instance = instance }, searched, restrictions, each, found.Qualifier.Length == 0), (binder, at) => configurations.SimpleFunctions(binder, at, sampler), equations, IsDeterministic(place) ? MostShrinkings : MostShrinkingsOfRuns);
        var (instance, smallest) = shrinker.Shrink(place.Instance, found);
        var final = place.FailsBy is null || ReferenceEquals(smallest, found) ? smallest : Counterexample(place with { Instance = instance, FailsBy = null }, searched, restrictions, each, found.Qualifier.Length == 0) ?? smallest;
        return final with { Points = found.Points };
    }

    // The judgement of a configuration that is in the domain, satisfies the assumptions and refutes the body, exactly where
    // what it replaces was exact; null for others.
    private Judgement? Counterexample(Scope place, List<Binder> searched, List<Term> restrictions, Rational each, bool isExact)
    {
        if (!searched.TrueForAll(b => configurations.IsVouched(b, place.Instance) && configurations.LiesInDomain(b, place.Instance)) || configurations.Allowed(restrictions, place.Instance) != Certainty.True)
        {
            return null;
        }

        var judged = At(place, each);
        return judged is { Kind: VerdictKind.Refuted, Counterexample: not null } && (judged.Qualifier.Length == 0 || !isExact) ? judged : null;
    }
}
