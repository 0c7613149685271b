using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Numerics.Random;
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
    private const int FactBits = 256;

    // The checker reads a spec anew, but once for all of its claims.
    private static readonly ConditionalWeakTable<Spec, SpecResult> Readings = [];

    /// <summary>The accepted certificate of a judgement, or null.</summary>
    public static AcceptedCertificate? Issue(Judgement judgement, ClaimContext context)
    {
        try
        {
            return judgement.Kind switch
            {
                VerdictKind.Certified when !judgement.IsPartial => Instances(judgement, context),
                VerdictKind.Refuted when judgement.Qualifier != "statistical" => Failure(judgement, context),
                VerdictKind.Proved => Identity(context),
                _ => null,
            }
            ?? Tests(judgement, context);
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
        }
    }

    /// <summary>
    /// Accepted certificates of facts that a verdict short of certainty rests on: what the optima and matrices that the claim speaks of are at the first places
    /// where it was judged, in the first trial of many.
    /// </summary>
    public static IEnumerable<AcceptedCertificate> Facts(Judgement judgement, ClaimContext context)
    {
        if (judgement.Kind is not (VerdictKind.Supported or VerdictKind.Unrefuted or VerdictKind.Certified) || judgement.Certificate is { Effect: Effect.Holds })
        {
            return [];
        }

        return ClaimPart.Of(judgement, context).SelectMany(part => Catalogue<FactSource>.Members.Select(source => source.Of(part))).OfType<ProposedFact>().Take(2 * MostFacts)
            .Select(fact => fact.Bodies.Select(body => Accepted(fact.Kind, Effect.Fact, context, body, [FactBits])).FirstOrDefault(c => c is not null)).OfType<AcceptedCertificate>()
            .DistinctBy(c => c.Hash, StringComparer.Ordinal).Take(MostFacts);
    }

    private static List<IReadOnlyList<PointMass>> Minimisers(Judgement judgement, ClaimContext context) => [.. MeasureOptimumFacts.Minimisers(ClaimPart.Of(judgement, context))];

    // The witnesses of a negation, and of a step at which something holds, are where the denied claim fails.
    private static AcceptedCertificate? Instances(Judgement judgement, ClaimContext context)
    {
        var evaluation = new ClosedEvaluation();
        var (known, optima) = (Known(judgement.Counterexample), Minimisers(judgement, context));
        ScriptStep? Witness(Binder binder, Instance at) =>
            known(binder, at) ?? (context.Settings.Value("witness", binder.Symbol) is { } stated && evaluation.TryClosed(stated, at) is { } value ? new ScriptStep(binder.Symbol, value) : null);
        return new ScriptSearch(Witness, evaluation).Find(context.Claim.Closed, truth: true) is { } steps
            ? Accepted("instance", Effect.Holds, context, json => CertificateText.Steps(json, steps, optima))
            : null;
    }

    // A negation of what holds fails without values of its own.
    private static AcceptedCertificate? Failure(Judgement judgement, ClaimContext context) =>
        Denied(Known(judgement.Counterexample), context, Minimisers(judgement, context))
            ?? (judgement.Counterexample is { Values.IsEmpty: true, Named.IsEmpty: false } ? Proposed(context) : null);

    // The values found; of a minimum the box it lies in, and for the next symbols a lower point.
    private static Func<Binder, Instance, ScriptStep?> Known(FailureEvidence? failure)
    {
        var values = (failure?.Values ?? []).ToDictionary(v => v.Symbol, v => v.Value, ReferenceEqualityComparer.Instance as IEqualityComparer<Symbol>);
        var lower = new Queue<Term>(failure?.Minimum?.Lower ?? []);
        return (binder, _) => values.TryGetValue(binder.Symbol, out var value)
            ? new ScriptStep(binder.Symbol, value, failure?.Minimum is { } minimum && minimum.Points.Contains(binder.Symbol) ? minimum.Radius : null)
            : lower.TryDequeue(out var next) ? new ScriptStep(binder.Symbol, next)
            : null;
    }

    // Sides that differ as terms differ at nearly all points: some of small denominators are tried.
    private static AcceptedCertificate? Proposed(ClaimContext context)
    {
        var evaluation = new ClosedEvaluation();
        for (var round = 0; round < Proposals; round++)
        {
            var sampler = new DomainSampler(new RandomStream(new DrawKey(context.Key("certificate"), (ulong)round, 0)), evaluation.TryRational, evaluation.TryDecide);
            ScriptStep? Drawn(Binder binder, Instance at) =>
                sampler.Propose(binder.Symbol, binder.RangesOver, at, round, [.. binder.Conditions]) is { } value ? new ScriptStep(binder.Symbol, value) : null;
            if (Denied(Drawn, context, []) is { } accepted)
            {
                return accepted;
            }
        }

        return null;
    }

    // A proof for all sizes, checked without its derivation at small ones where both sides are polynomials.
    private static AcceptedCertificate? Identity(ClaimContext context)
    {
        var evaluation = new ClosedEvaluation();
        foreach (var size in (int[])[2, 1])
        {
            var sizes = Instance.Empty;
            foreach (var binder in Universal(context.Claim.Closed))
            {
                if (binder.RangesOver is IndexRange { Upper: Constant } range && evaluation.TryRational(range.Lower, sizes) is { } least)
                {
                    sizes = sizes.With(binder.Symbol, new Number(least < size ? size : least));
                }
            }

            if (Accepted("identity", Effect.Fact, context, json => CertificateText.Values(json, "instance", sizes.Values.Select(v => (v.Key, v.Value)).OrderBy(v => v.Key.Name, StringComparer.Ordinal))) is { } accepted)
            {
                return accepted;
            }
        }

        return null;
    }

    private static IEnumerable<Binder> Universal(Term formula) => formula is Quantified { Kind: QuantifierKind.ForAll } all ? all.Binders.Concat(Universal(all.Body)) : [];

    private static AcceptedCertificate? Denied(Func<Binder, Instance, ScriptStep?> choose, ClaimContext context, IReadOnlyList<IReadOnlyList<PointMass>> optima) =>
        new ScriptSearch(choose, new ClosedEvaluation()).Find(context.Claim.Closed, truth: false) is { } steps
            ? Accepted("counterexample", Effect.Fails, context, json => CertificateText.Steps(json, steps, optima))
            : null;

    // The tests of all cases together, where each of them decided; a claim's tests are of one kind.
    private static AcceptedCertificate? Tests(Judgement judgement, ClaimContext context)
    {
        var statements = Probabilities(context.Claim.Closed).ToList();
        var tests = judgement.Cases.Where(c => c.Test is not null && c.Kind is VerdictKind.Supported or VerdictKind.Refuted).ToList();
        return tests.Count == 0 || tests.Exists(t => !statements.Exists(s => ReferenceEquals(s, t.Test!.Statement))) ? null : Accepted(tests[0].Test!.Kind, Effect.Fact, context, json =>
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
    private static AcceptedCertificate? Accepted(string kind, Effect wanted, ClaimContext context, Action<Utf8JsonWriter> body, ImmutableArray<int>? precisions = null)
    {
        var read = Readings.GetValue(context.Spec, static spec => SpecReader.Parse(spec.Source));
        foreach (var bits in precisions ?? Precisions)
        {
            var result = CertificateChecker.Check(CertificateText.Write(context.Spec, context.Claim.Name, kind, bits, body), read);
            if (result.Accepted is not null || result.IsFinal)
            {
                return result.Accepted?.Effect == wanted ? result.Accepted : null;
            }
        }

        return null;
    }

    private static IEnumerable<WithProbability> Probabilities(Term term) =>
        (term is WithProbability found ? [found] : Array.Empty<WithProbability>()).Concat(term.Children.SelectMany(Probabilities));
}
