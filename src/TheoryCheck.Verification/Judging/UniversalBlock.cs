using TheoryCheck.Core;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Landscapes;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// A block of <c>for all</c>: sweeps, listed cases and finite domains are enumerated, everything else is proposed, subject
/// to the assumptions and the <c>where</c> restrictions. Only a block that enumerated all of its domain can be positive
/// beyond Unrefuted.
/// </summary>
internal sealed class UniversalBlock(Judge judge, List<Binder> binders, Term body, ClaimContext context, ClosedEvaluation evaluation)
{
    private const int LargestEnumeration = 4096;

    /// <summary>Judges the body at every instance of the block.</summary>
    public Judgement Judge(Scope scope, Rational share)
    {
        var restrictions = context.Claim.Assumptions.Select(a => a.Formula).Concat(binders.Select(b => b.Where).OfType<Term>())
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
        if (scope.IsPilot)
        {
            wanted = Math.Min(wanted, 24);
        }

        var stream = new RandomStream(new DrawKey(context.Key(scope.Place + "/search"), 0, 0));
        var minima = new MinimumArgument(context, evaluation);
        var sampler = new DomainSampler(stream, evaluation.TryRational);
        var parts = new List<Judgement>();
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
            var place = scope.Enter(instance, $"s{round}") with { Siblings = scope.Siblings * wanted };
            var part = minima.Implication(searched, body, place) ?? judge.AtInstance(body, place, each);
            if (part.Kind != VerdictKind.Vacuous)
            {
                parts.Add(part);
            }

            // A plan counts the siblings of one configuration instead of visiting them.
            if (part.Kind is VerdictKind.Refuted or VerdictKind.Broken || context.Foresee is not null)
            {
                break;
            }

            // Statements that no checker knows at one instance are not known at the others either.
            if (part.Kind == VerdictKind.Inconclusive && parts.Count >= 3 && parts.TrueForAll(p => p.Kind == VerdictKind.Inconclusive))
            {
                break;
            }
        }

        if (accepted == 0 && unknown is not null && unproposed == proposed)
        {
            var domain = context.Settings.Value("case", unknown) ?? unknown.Domain;
            return new Judgement(
                VerdictKind.Inconclusive,
                $"no search for values of '{unknown.Name}'{(domain is null ? "" : " in " + Symbolics.Typesetting.Typeset.TextOf(domain))}{(unknown.Restriction is null ? "" : " where " + Symbolics.Typesetting.Typeset.TextOf(unknown.Restriction))}");
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
            all = all.Noting($"{parts.Count - decided.Count} of {parts.Count} configurations were within rounding distance of equality and were not decided");
        }

        return all.Kind > VerdictKind.Unrefuted
            ? all with { Kind = VerdictKind.Unrefuted, Reason = $"it held at each of the {decided.Count} configurations searched" }
            : all;
    }

    // A symbol whose domain mentions another of the block waits for it, whatever the order of the binders.
    private Instance? Propose(DomainSampler sampler, Instance instance, List<Binder> searched, int round, ref Symbol? unknown)
    {
        var waiting = searched.ToList();
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
            ? Draws.Propose(symbol, law, instance, context.Key($"sample/{round}"), evaluation)
            : sampler.Propose(symbol, listed ?? own, instance, round);

        // What a check block proposes has to lie in the domain that the claim is about.
        return value is not null && own is not null && (listed ?? law) is not null && !IsRounded(own)
            && DomainMembership.Holds(symbol, own, value, instance, evaluation) == Certainty.False
            ? null
            : value;
    }

    // A drawn point of a curved domain lies on it up to rounding only.
    private static bool IsRounded(Term? domain) => domain is Call { Operation: SetConstructor { Name: "sphere" or "simplex" or "psd" } };

    private Certainty Allowed(List<Term> restrictions, Instance instance)
    {
        var all = Certainty.True;
        foreach (var restriction in restrictions)
        {
            if (all == Certainty.False)
            {
                break;
            }

            try
            {
                all = all.And(evaluation.HasUnbound(restriction, instance) ? Certainty.True : evaluation.Decide(restriction, instance).Truth);
            }
            catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
            {
                all = all.And(Certainty.Unknown);
            }
        }

        return all;
    }

    // The values to enumerate and whether they are all of the domain; null when the domain has to be searched.
    private (IReadOnlyList<Term> Values, bool IsAll)? Values(Binder binder, Instance instance)
    {
        var symbol = binder.Symbol;
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
