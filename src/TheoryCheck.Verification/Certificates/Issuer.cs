using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Certificates;

/// <summary>
/// Writes the certificate of a judgement and hands it to the checker. Whatever goes wrong here only costs the certificate; a claim is
/// called certified, or refuted without a qualifying word, by an accepted one alone.
/// </summary>
internal static class Issuer
{
    private static readonly ImmutableArray<int> Precisions = [64, 256, 1024];
    private const int Proposals = 24;
    private const int MostFacts = 4;
    private const int MostOptima = 64;

    // The checker reads a spec anew, but once for all of its claims.
    private static readonly ConditionalWeakTable<Spec, SpecResult> Readings = [];

    /// <summary>A judgement with its accepted certificate, or with the reason why a settled claim has none.</summary>
    public static Judgement Certified(Judgement judgement, ClaimContext context)
    {
        CheckResult? answer;
        try
        {
            answer = judgement.Kind switch
            {
                VerdictKind.Certified when !judgement.IsPartial => Instances(judgement, context),
                VerdictKind.Refuted when judgement.Qualifier != "statistical" => Failure(judgement, context),
                VerdictKind.Proved => Identity(context),
                _ => Tests(judgement, context),
            };
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            answer = Rejected(e.Message);
        }

        // What doubles have seen the certificate has settled.
        var reason = answer is { Accepted: not null } && judgement is { Kind: VerdictKind.Certified, Reason: $"settled in {InequalityChecker.InDoubles}" } ? "settled by the certificate" : judgement.Reason;
        return judgement with { Reason = reason, Certificate = answer?.Accepted, Uncertified = answer is { Accepted: null, Reason: var why } ? why : "" };
    }

    /// <summary>
    /// Accepted certificates of facts that a verdict short of certainty rests on: what the optima and matrices that the claim speaks of are at the first places
    /// where it was judged, in the first trial of many.
    /// </summary>
    public static IEnumerable<AcceptedCertificate> Facts(Judgement judgement, ClaimContext context)
    {
        if (judgement.Kind is not (VerdictKind.Supported or VerdictKind.Unrefuted or VerdictKind.Certified) || judgement.Certificate is { Truth: Certainty.True })
        {
            return [];
        }

        return ClaimPart.Of(judgement, context).SelectMany(part => Catalogue<FactSource>.Members.Select(source => source.Of(part))).OfType<ProposedFact>().Take(2 * MostFacts)
            .Select(fact => fact.Bodies.Select(body => Check(fact.Kind, Certainty.Unknown, context, body, [fact.Bits]).Accepted).FirstOrDefault(c => c is not null)).OfType<AcceptedCertificate>()
            .DistinctBy(c => c.Json, StringComparer.Ordinal).Take(MostFacts);
    }

    private static List<IReadOnlyList<PointMass>> Minimisers(Judgement judgement, ClaimContext context) => [.. MeasureOptimumFacts.Minimisers(ClaimPart.Of(judgement, context))];

    // The witnesses of a negation, and of a step at which something holds, are where the denied claim fails.
    private static CheckResult Instances(Judgement judgement, ClaimContext context)
    {
        var evaluation = new ClosedEvaluation();
        var (known, optima) = (Known(judgement.Counterexample), Minimisers(judgement, context));
        ScriptStep? Witness(Binder binder, Instance at) =>
            known(binder, at) ?? (context.Settings.Value("witness", binder.Symbol) is { } stated && evaluation.TryClosed(stated, at) is { } value ? new ScriptStep(binder.Symbol, value) : null);
        return Settled("instance", truth: true, new ScriptSearch(Witness, evaluation) { DefinesValues = true }, context, optima);
    }

    // The values that were found; where some are missing, as of sides that differ as terms, or of a witness of a part, they are proposed. Where none is missing and the
    // checker cannot tell, tables of the least sizes, and other sequences, are proposed in their place.
    private static CheckResult Failure(Judgement judgement, ClaimContext context)
    {
        var optima = Minimisers(judgement, context);
        var (result, missing) = Denied(Known(judgement.Counterexample), context, optima);
        if (missing is not null)
        {
            var defining = new ScriptSearch(Known(judgement.Counterexample), new ClosedEvaluation()) { DefinesValues = true };
            var defined = Settled("counterexample", truth: false, defining, context, optima);
            if (defined.Accepted is not null)
            {
                return defined;
            }

            result = defining.Missing is null ? defined : result;
        }

        var isSmaller = missing is null && Universal(context.Claim.Closed).Any(IsReplaced);
        for (var round = 0; round < Proposals && (isSmaller || missing is not null) && judgement.Counterexample is not null && result.Accepted is null; round++)
        {
            var (at, known, evaluation) = (round, Known(judgement.Counterexample), new ClosedEvaluation());
            var sampler = new DomainSampler(new RandomStream(new DrawKey(context.Key("certificate"), (ulong)round, 0)), evaluation);
            ScriptStep? Found(Binder binder, Instance instance) => known(binder, instance) is { } step && !(isSmaller && (step.Value is Collection || IsReplaced(binder))) ? step : null;
            ScriptStep? Drawn(Binder binder, Instance instance) => Found(binder, instance) ?? (isSmaller || at % 2 == 1 ? Least(binder, instance, evaluation) : null)
                ?? Law(binder, instance, at, evaluation) ?? (sampler.Propose(binder.Symbol, binder.RangesOver, instance, at, [.. binder.Conditions]) is { } value ? new ScriptStep(binder.Symbol, value) : null);
            var (proposed, still) = Denied(Drawn, context, optima);
            result = proposed.Accepted is not null || (still is null && !isSmaller) ? proposed : result;
            if (proposed.Reason == CertificateChecker.TooLong)
            {
                break;
            }
        }

        return result.Accepted is null && judgement.Counterexample is { } later && later.Values.Any(static v => IsFlowTime(v.Symbol) && v.Value is not Number { Value.IsZero: true })
            ? Rejected("the checker follows a flow no farther than just after its start")
            : result;
    }

    private static bool IsFlowTime(Symbol symbol) => symbol is { Role: SymbolRole.Clock, Evolution.IsFlow: true };

    // The least size: where there is little of everything, more is decided.
    private static ScriptStep? Least(Binder binder, Instance instance, ClosedEvaluation evaluation) =>
        HasLeast(binder) && evaluation.TryRational(((IndexRange)binder.RangesOver!).Lower, instance) is { } least ? new ScriptStep(binder.Symbol, new Number(least)) : null;

    // The unit masses at the points of a finite set, and then half of two of them each.
    private static ScriptStep? Law(Binder binder, Instance instance, int round, ClosedEvaluation evaluation)
    {
        if (binder.RangesOver is not Call { Operation.Name: "laws" or "probabilities", Arguments: [var set] } || evaluation.Elements(set, instance, Proposals) is not { Count: > 0 } points)
        {
            return null;
        }

        Term Mass(int at) => Build.Call<Dirac>(points[at % points.Count]);
        return new ScriptStep(binder.Symbol, round < points.Count ? Mass(round) : Build.Multiply(Build.Num(new Rational(1, 2)), Build.Add(Mass(round), Mass(round + (round / points.Count)))));
    }

    private static bool IsReplaced(Binder binder) => HasLeast(binder) || SequenceProposals.IsInfinite(binder.Symbol);

    private static bool HasLeast(Binder binder) => binder is { Symbol.Indices.IsEmpty: true, RangesOver: IndexRange { Upper: Constant } };

    // The values found; of a minimum the box it lies in, and for the next symbols a lower point; of the time of a flow what follows its start, as the checker follows none.
    private static Func<Binder, Instance, ScriptStep?> Known(FailureEvidence? failure)
    {
        var values = (failure?.Values ?? []).ToDictionary(v => v.Symbol, v => v.Value, ReferenceEqualityComparer.Instance as IEqualityComparer<Symbol>);
        var lower = new Queue<Term>(failure?.Minimum?.Lower ?? []);
        return (binder, _) => values.TryGetValue(binder.Symbol, out var value) && (!IsFlowTime(binder.Symbol) || value is Number { Value.IsZero: true })
            ? new ScriptStep(binder.Symbol, value) { Within = failure?.Minimum is { } minimum && minimum.Points.Contains(binder.Symbol) ? minimum.Radius : null }
            : IsFlowTime(binder.Symbol) ? new ScriptStep(binder.Symbol, Number.Zero) { IsAfter = true }
            : lower.TryDequeue(out var next) ? new ScriptStep(binder.Symbol, next)
            : null;
    }

    // A proof for all sizes, checked without its derivation at small ones where both sides are rational functions.
    private static CheckResult? Identity(ClaimContext context)
    {
        var evaluation = new ClosedEvaluation();
        foreach (var size in (int[])[2, 1, 0])
        {
            var sizes = Instance.Empty;
            foreach (var binder in Universal(context.Claim.Closed))
            {
                if (binder.RangesOver is IndexRange { Upper: Constant } range && evaluation.TryRational(range.Lower, sizes) is { } least)
                {
                    sizes = sizes.With(binder.Symbol, new Number(least < size ? size : least));
                }
            }

            if (Check("identity", Certainty.Unknown, context, json => CertificateText.Values(json, "instance", sizes.Values.Select(v => (v.Key, v.Value)).OrderBy(v => v.Key.Name, StringComparer.Ordinal))) is { Accepted: not null } accepted)
            {
                return accepted;
            }
        }

        return null;
    }

    private static IEnumerable<Binder> Universal(Term formula) => formula is Quantified { Kind: QuantifierKind.ForAll } all ? all.Binders.Concat(Universal(all.Body)) : [];

    // With the symbol whose value is missing, if there is one.
    private static (CheckResult Result, Symbol? Missing) Denied(Func<Binder, Instance, ScriptStep?> choose, ClaimContext context, IReadOnlyList<IReadOnlyList<PointMass>> optima)
    {
        var search = new ScriptSearch(choose, new ClosedEvaluation());
        return (Settled("counterexample", truth: false, search, context, optima), search.Missing);
    }

    private static CheckResult Settled(string kind, bool truth, ScriptSearch search, ClaimContext context, IReadOnlyList<IReadOnlyList<PointMass>> optima) =>
        search.Find(context.Claim.Closed, truth) is { } steps ? Answering(kind, truth, context, steps, optima)
        : Rejected(search.Missing is { } missing ? $"certificates hold tables of rational numbers and functions of the language, and the value of '{missing.Name}' is neither" : "there are too many values to list");

    // The checker says which minimisers over finitely many numbers it misses.
    private static CheckResult Answering(string kind, bool truth, ClaimContext context, IReadOnlyList<ScriptStep> steps, IReadOnlyList<IReadOnlyList<PointMass>> optima)
    {
        var points = new List<VectorOptimum>();
        while (true)
        {
            var result = Check(kind, truth ? Certainty.True : Certainty.False, context, json => CertificateText.Steps(json, steps, optima, points));
            var found = result.Wanted is { } problem && points.Count < MostOptima ? VectorOptima.Of(problem).ToList() : [];
            if (found.Count == 0)
            {
                return result;
            }

            points.AddRange(found);
        }
    }

    private static CheckResult Rejected(string reason) => new(null, reason);

    // The tests of all cases together, where each of them decided; a claim's tests are of one kind.
    private static CheckResult? Tests(Judgement judgement, ClaimContext context)
    {
        var statements = Probabilities(context.Claim.Closed).ToList();
        var tests = judgement.Cases.Where(c => c.Test is not null && c.Kind is VerdictKind.Supported or VerdictKind.Refuted).ToList();
        return tests.Count == 0 || tests.Exists(t => !statements.Exists(s => ReferenceEquals(s, t.Test!.Statement))) ? null : Check(tests[0].Test!.Kind, Certainty.Unknown, context, json =>
        {
            json.WriteString("seed", context.Options.Seed.ToString(CultureInfo.InvariantCulture));
            json.WriteString("count", tests.Count.ToString(CultureInfo.InvariantCulture));
            json.WriteStartArray("tests");
            foreach (var (evidence, test) in tests.Select(t => (t, t.Test!)))
            {
                json.WriteStartObject();
                var reached = test.Statement.Level.ReachedSymbols().ToList();
                CertificateText.Values(json, "instance", reached.Where(test.Instance.Values.ContainsKey).Select(s => (s, test.Instance.Values[s])));
                json.WriteString("statement", statements.FindIndex(s => ReferenceEquals(s, test.Statement)).ToString(CultureInfo.InvariantCulture));
                json.WriteString("decision", evidence.Kind == VerdictKind.Supported ? "supported" : "refuted");
                json.WriteString("alpha", test.Alpha.ToString());
                json.WriteString("successes", (evidence.Trials - evidence.Failures - evidence.Unknowns).ToString(CultureInfo.InvariantCulture));
                json.WriteString("failures", evidence.Failures.ToString(CultureInfo.InvariantCulture));
                json.WriteString("unknowns", evidence.Unknowns.ToString(CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    // More bits are tried only where they could help.
    private static CheckResult Check(string kind, Certainty wanted, ClaimContext context, Action<Utf8JsonWriter> body, ImmutableArray<int>? precisions = null)
    {
        var read = Readings.GetValue(context.Spec, static spec => SpecReader.Parse(spec.Source));
        var result = Rejected("");
        foreach (var bits in precisions ?? Precisions)
        {
            result = CertificateChecker.Check(CertificateText.Write(context.Spec, context.Claim.Name, kind, bits, body), read);
            if (result is { Accepted: not null } or { Wanted: not null } or { Reason: CertificateChecker.TooLong })
            {
                break;
            }
        }

        return result.Accepted is null || result.Accepted.Truth == wanted ? result : Rejected("the checker shows something else");
    }

    private static IEnumerable<WithProbability> Probabilities(Term term) =>
        (term is WithProbability found ? [found] : Array.Empty<WithProbability>()).Concat(term.Children.SelectMany(Probabilities));
}
