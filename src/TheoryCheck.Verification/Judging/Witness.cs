using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// An <c>exists</c>: over a finite domain every element is tried; otherwise a witness is taken from the <c>check</c> block, or
/// chosen on pilot runs and then judged on fresh ones. A failed witness refutes nothing: another may do.
/// </summary>
internal sealed class Witness(Judge judge, Binder binder, Term body, ClaimContext context, ClosedEvaluation evaluation)
{
    private const int MoreTries = 6;
    private const int MostElements = 256;

    // Of a ladder below a pilot run every so many rungs are tried.
    private const int CoarseStep = 4;

    // How far beyond the ladder a witness is looked for.
    private static readonly int[] FarExponents = [9, 12, 16, 20];

    /// <summary>The symbol that check blocks state a witness for, whose name is part of the place: of a threshold M0 it is M.</summary>
    public Symbol Stated { get; init; } = binder.Symbol;

    /// <summary>Judges the body at a witness.</summary>
    public Judgement Judge(Scope scope, Rational share)
    {
        var symbol = binder.Symbol;
        if (context.Settings.Value("witness", Stated) is { } stated)
        {
            if (evaluation.TryClosed(stated, scope.Instance) is not { } value)
            {
                return new Judgement(VerdictKind.Inconclusive, $"the witness stated for '{symbol.Name}' could not be evaluated");
            }

            if (DomainMembership.Holds(symbol, binder.RangesOver, value, scope.Instance, evaluation) != Certainty.True)
            {
                return new Judgement(VerdictKind.Inconclusive, $"the witness stated for '{symbol.Name}' could not be shown to lie in its domain");
            }

            return At(value, "stated", scope, share);
        }

        var domain = binder.RangesOver;
        if (domain is not null && evaluation.Families(symbol, domain, scope.Instance, MostElements) is { } elements)
        {
            return OverAll(elements, scope, share);
        }

        var candidates = domain is null ? [] : Candidates(domain, scope.Instance).ToList();
        if (candidates.Count == 0 || !symbol.Indices.IsEmpty)
        {
            return new Judgement(VerdictKind.Inconclusive, $"no witness is stated for '{symbol.Name}' and there is no search for one in {Symbolics.Typesetting.Typeset.TextOf(domain ?? Build.Ref(symbol))}");
        }

        var found = ByPilot(candidates, scope, share);
        return found.IsPositive && !scope.IsPilot && Demanded(scope, share) is { } excluded ? excluded : found;
    }

    /// <summary>Whether there are values to try in turn: those of a finite domain, or a ladder.</summary>
    public bool HasCandidates(Instance instance) => binder.RangesOver is { } domain
        && (evaluation.Families(binder.Symbol, domain, instance, MostElements) is not null || (binder.Symbol.Indices.IsEmpty && Candidates(domain, instance).Any()));

    /// <summary>Judges <c>exists unique</c>: over a finite domain one element must satisfy the body and every other must be refuted.</summary>
    public Judgement JudgeUnique(Scope scope, Rational share)
    {
        var domain = binder.RangesOver;
        if (domain is null || !binder.Symbol.Indices.IsEmpty || evaluation.Elements(domain, scope.Instance, MostElements) is not { Count: > 0 } elements)
        {
            return new Judgement(VerdictKind.Inconclusive, "no checker for 'exists unique' over an infinite domain");
        }

        var strict = scope with { NeedsProof = true };
        var tried = elements
            .Select(e => judge.AtInstance(body, strict.Enter(Bind(e, strict), $"{binder.Symbol.Name}={ValueText.Of(e)}"), share / elements.Count))
            .ToList();
        var holding = tried.Where(t => t.Kind is VerdictKind.Proved or VerdictKind.Certified or VerdictKind.Supported && !t.IsPartial).ToList();
        var failing = tried.Where(t => t.Kind == VerdictKind.Refuted).ToList();
        return holding.Count == 1 && failing.Count == tried.Count - 1
            ? failing.Exists(f => f.Qualifier.Length > 0) && holding[0].Kind == VerdictKind.Proved ? holding[0] with { Kind = VerdictKind.Certified } : holding[0]
            : failing.Count == tried.Count ? Judgement.Any(tried)
            : holding.Count(h => h.Kind != VerdictKind.Supported) > 1 ? new Judgement(VerdictKind.Refuted, $"{holding.Count} different values of '{binder.Symbol.Name}' satisfy it") { Qualifier = "numerical" }
            : new Judgement(VerdictKind.Inconclusive, $"it is settled for {holding.Count + failing.Count} of {tried.Count} values of '{binder.Symbol.Name}' only");
    }

    private Judgement OverAll(IReadOnlyList<Term> elements, Scope scope, Rational share)
    {
        var tried = new List<Judgement>();
        foreach (var element in elements)
        {
            var one = judge.AtInstance(body, scope.Enter(Bind(element, scope), $"{binder.Symbol.Name}={ValueText.Of(element)}"), share / elements.Count);
            tried.Add(one);
            if (one.IsPositive)
            {
                return one.Noting($"{binder.Symbol.Name} = {ValueText.Of(element)} is a witness");
            }
        }

        return tried.Count == 0
            ? new Judgement(VerdictKind.Refuted, $"'{binder.Symbol.Name}' ranges over nothing")
            : Judgement.Any(tried);
    }

    private Judgement ByPilot(List<Rational> candidates, Scope scope, Rational share)
    {
        if (scope.NeedsProof && FormulaTraits.IsStatistical(body) && !new WitnessExclusion(binder, body, context, evaluation).IsPossible)
        {
            return new Judgement(VerdictKind.Inconclusive, $"trials neither prove that some '{binder.Symbol.Name}' works nor exclude all of them, and one of both is needed here");
        }

        var reasons = new SortedDictionary<int, Judgement>();
        if (Pilots(candidates, scope, share, reasons) is { } hopeless)
        {
            return hopeless;
        }

        var passing = reasons.Where(r => r.Value.IsPositive).Select(r => r.Key).ToList();
        if (passing.Count == 0)
        {
            if (!scope.IsPilot && reasons.Values.Select(r => new WitnessExclusion(binder, body, context, evaluation).Of(r, scope)).FirstOrDefault(e => e is not null) is { } excluded)
            {
                return excluded;
            }

            if (!scope.IsPilot && reasons.Values.All(static r => r.Kind == VerdictKind.Vacuous))
            {
                return reasons.Values.Last();
            }

            if (!scope.IsPilot && Beyond(candidates, scope, share, reasons) is { } far)
            {
                return far;
            }

            return new Judgement(VerdictKind.Inconclusive, $"none of {reasons.Count} candidates for '{binder.Symbol.Name}' from {candidates.Min()} to {candidates.Max()} passed its pilot run: {(reasons.Values.LastOrDefault(r => r.Kind != VerdictKind.Vacuous) ?? reasons.Values.Last()).Reason}");
        }

        if (scope.IsPilot)
        {
            return new Judgement(VerdictKind.Unrefuted, $"the candidate {binder.Symbol.Name} = {candidates[passing[0]]} passed");
        }

        // Two steps inside the passing region, seen from the candidate that failed next to it; its middle when none failed.
        var chosen = passing[0] > 0 ? Math.Min(passing[0] + 2, passing[^1]) : passing[^1] < candidates.Count - 1 ? Math.Max(passing[^1] - 2, passing[0]) : passing[passing.Count / 2];
        var passed = passing.Count == 1 ? $"{candidates[passing[0]]}" : $"{candidates[passing[^1]]} to {candidates[passing[0]]}";
        var how = $"chosen on pilot runs, which {passed} passed, judged on fresh ones";
        var first = At(new Number(candidates[chosen]), how, scope, share);
        if (first.Kind != VerdictKind.Inconclusive || first.Trials > 0)
        {
            return first;
        }

        // What took no trials leaves the error budget to other tries: the other end of the passing region first, where a closed domain ends.
        var others = passing.AsEnumerable().Reverse().Take(1).Concat(passing).Where(i => i != chosen).Distinct().Take(MoreTries).ToList();
        return others.Select(i => At(new Number(candidates[i]), how, scope, share / others.Count)).FirstOrDefault(j => j.IsPositive) ?? first;
    }

    // Some rungs of the ladder first, then those between one that passes and one that fails; all of them where none passes. Within a pilot run one that
    // passes is enough. A reason that no candidate changes ends it.
    private Judgement? Pilots(List<Rational> candidates, Scope scope, Rational share, SortedDictionary<int, Judgement> reasons)
    {
        bool Passes(int rung) => reasons[rung].IsPositive;
        var coarse = Enumerable.Range(0, candidates.Count).Where(i => i % CoarseStep == 0 || i == candidates.Count - 1).ToList();
        var fine = Enumerable.Range(0, candidates.Count).Where(i => !coarse.Contains(i) && !scope.IsPilot
            && (coarse.TrueForAll(c => !Passes(c)) || Passes(coarse.Last(c => c < i)) != Passes(coarse.First(c => c > i))));
        foreach (var rung in coarse.Concat(fine))
        {
            // One place for all candidates, so that they meet the same configurations and draws.
            var pilot = judge.AtInstance(body, (scope with { IsPilot = true }).Enter(Bind(new Number(candidates[rung]), scope), $"pilot/{Stated.Name}"), share);
            reasons.Add(rung, pilot);
            if (pilot.IsPositive && scope.IsPilot)
            {
                return null;
            }

            if (pilot.Kind is VerdictKind.Inconclusive or VerdictKind.Broken && reasons.Count >= 3 && reasons.Values.All(r => r.Kind == pilot.Kind))
            {
                return pilot;
            }
        }

        return null;
    }

    // Where the greatest candidate of an unbounded domain fails and no chance was needed to see it, greater ones are tried; trials would pass with any that is large enough.
    private Judgement? Beyond(List<Rational> candidates, Scope scope, Rational share, SortedDictionary<int, Judgement> reasons)
    {
        var greatest = candidates.Max();
        if (reasons[candidates.IndexOf(greatest)] is not { Kind: VerdictKind.Refuted, Trials: 0 } || binder.RangesOver is not { } domain || !IsUnboundedAbove(domain, scope.Instance))
        {
            return null;
        }

        Judgement? failed = null;
        foreach (var exponent in FarExponents)
        {
            var value = new Number(greatest + Rational.Power(2, exponent));
            candidates.Add(value.Value);
            reasons.Add(candidates.Count - 1, judge.AtInstance(body, (scope with { IsPilot = true }).Enter(Bind(value, scope), $"pilot/{Stated.Name}"), share));
            if (!reasons[candidates.Count - 1].IsPositive)
            {
                continue;
            }

            var judged = At(value, "chosen on pilot runs, in which smaller ones failed, judged on fresh ones", scope, share);
            if (judged.Kind != VerdictKind.Inconclusive)
            {
                return judged;
            }

            failed ??= judged;
        }

        return failed;
    }

    private bool IsUnboundedAbove(Term domain, Instance instance) => domain switch
    {
        IndexRange { Upper: Constant } => true,
        RealInterval interval => Constant.InfiniteSign(interval.Upper) == 1,
        Call { Operation: SetConstructor { Name: "positive" or "naturals" } } => true,
        _ => false,
    };

    private Judgement At(Term value, string how, Scope scope, Rational share)
    {
        var name = binder.Symbol.Name;
        var judged = judge.AtInstance(body, scope.Enter(Bind(value, scope), $"{Stated.Name}={ValueText.Of(value)}"), share)
            .Noting($"witness {name} = {ValueText.Of(value)} ({how})");
        return judged.Kind is VerdictKind.Refuted && !scope.IsPilot && Excluded(judged, scope, share) is { } excluded ? excluded
            : judged.Kind is VerdictKind.Refuted
            ? judged with { Kind = VerdictKind.Inconclusive, Reason = $"the witness {name} = {ValueText.Of(value)} fails, which does not exclude others: {judged.Reason}", Qualifier = "" }
            : judged;
    }

    // What passes at the configurations looked at may fail on their way to an end of a domain, which a witness that fails at one of them shows.
    private Judgement? Demanded(Scope scope, Rational share)
    {
        var exclusion = new WitnessExclusion(binder, body, context, evaluation);
        return exclusion.Demanding is { } exponent
            ? exclusion.Of(judge.AtInstance(body, (scope with { IsPilot = true }).Enter(Bind(new Number(Rational.Power(2, exponent)), scope), $"demand/{Stated.Name}"), share), scope)
            : null;
    }

    // One failing witness excludes others only where its instance does. Less demanding witnesses drive the search to such an instance.
    private Judgement? Excluded(Judgement failed, Scope scope, Rational share)
    {
        var exclusion = new WitnessExclusion(binder, body, context, evaluation);
        if (!exclusion.IsPossible)
        {
            return null;
        }

        var pilot = scope with { IsPilot = true };
        foreach (var exponent in exclusion.Exponents.Prepend(0))
        {
            if (exponent != 0)
            {
                var value = new Number(Rational.Power(2, exponent));
                failed = judge.AtInstance(body, pilot.Enter(Bind(value, scope), $"limit/{Stated.Name}={exponent}"), share);
            }

            if (failed.Kind != VerdictKind.Refuted)
            {
                return null;
            }

            if (exclusion.Of(failed, scope) is { } excluded)
            {
                return excluded;
            }
        }

        return null;
    }

    private Instance Bind(Term value, Scope scope) => scope.Instance.With(binder.Symbol, value);

    // A ladder through the domain; its members are guesses.
    private IEnumerable<Rational> Candidates(Term domain, Instance instance)
    {
        switch (domain)
        {
            case IndexRange { Upper: Constant } range when evaluation.TryRational(range.Lower, instance) is { } lower:
                return Enumerable.Range(0, 12).Select(k => lower + (k == 0 ? Rational.Zero : Rational.Power(2, k - 1)));
            case RealInterval interval when RationalInterval.Within(interval, instance, evaluation) is var (bottom, top, isLowerOpen, _):
                return bottom is { } low && top is { } high
                    ? Enumerable.Range(1, 20).Select(k => low + ((high - low) * Rational.Power(2, -k)))
                    : bottom is not { } from ? []
                    : isLowerOpen ? Ladder().Select(step => from + step) : Ladder().Select(step => from + step).Append(from);
            case Call { Operation: SetConstructor { Name: "positive" } }:
                return Ladder();
            case Call { Operation: SetConstructor { Name: "naturals" } }:
                return Enumerable.Range(0, 12).Select(k => k == 0 ? Rational.Zero : Rational.Power(2, k - 1));
            default:
                return [];
        }
    }

    private static IEnumerable<Rational> Ladder() => Enumerable.Range(-6, 27).Select(k => Rational.Power(2, -k));
}
