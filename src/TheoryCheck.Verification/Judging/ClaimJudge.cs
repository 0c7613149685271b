using System.Globalization;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Certificates;
using TheoryCheck.Verification.Diagnostics;
using TheoryCheck.Verification.Figures;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Search;
using TheoryCheck.Verification.Search.Replay;

namespace TheoryCheck.Verification.Judging;

/// <summary>Turns a claim into its outcome: runs the judge, words the verdict's strength, and puts the evidence into the report's shape.</summary>
internal static class ClaimJudge
{
    /// <summary>Judges one claim; nothing it meets ends the run.</summary>
    public static ClaimOutcome Judge(ClaimContext context)
    {
        Judgement judgement;
        DiagnosticOutcome? refusal = null;
        try
        {
            judgement = OpenSymbol(context.Claim.Closed) is { } open
                ? new Judgement(VerdictKind.Broken, $"the source names '{open.Name}' and never defines it") { Qualifier = "open symbol" }
                : new Judge(context).Run();
            judgement = Issuer.Certified(judgement, context);
            judgement = judgement with { Facts = [.. Issuer.Facts(judgement, context)] };
        }
        catch (OperationCanceledException)
        {
            return NotReached(context.Spec, context.Claim);
        }
        catch (NotRepresentableException limit)
        {
            judgement = new Judgement(VerdictKind.Inconclusive, $"no checker for this: {limit.Message}");
        }
        catch (UndefinedException undefined)
        {
            judgement = new Judgement(VerdictKind.Broken, $"an expression is undefined: {undefined.Message}");
        }
        catch (InsufficientExecutionStackException)
        {
            judgement = new Judgement(VerdictKind.Inconclusive, "the formula is nested too deeply to evaluate");
        }
        catch (DerivativeMismatchException mismatch)
        {
            judgement = new Judgement(VerdictKind.Inconclusive, $"the run is not believed: {mismatch.Message}");
        }
        catch (RefusedException refused)
        {
            judgement = new Judgement(VerdictKind.Inconclusive, $"refused: {refused.Message}");
            refusal = DiagnosticOutcome.Of(RunDiagnostics.TooLarge.At(context.Claim.Span, $"the claim '{context.Claim.Name}' was not run: {refused.Message}", "lower the sizes or the horizon in its check block, or raise --max-memory"));
        }
#pragma warning disable CA1031 // A mistake of the program in one claim must not cost the verdicts of the others; it is said, never hidden.
        catch (Exception mistake) when (mistake is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            judgement = new Judgement(VerdictKind.Broken, $"a mistake of the program ended this claim: {mistake.GetType().Name}: {mistake.Message}") { Qualifier = "internal error" };
        }

        return Outcome(context, Sealed(judgement)) with { Refusal = refusal };
    }

    /// <summary>The outcome of a claim that an interrupted run did not reach.</summary>
    public static ClaimOutcome NotReached(Spec spec, Claim claim) =>
        new(claim.Name, Typeset.Of(claim.Closed), new Verdict(VerdictKind.Inconclusive, Verdict.NotJudged, "the run was stopped before this claim was settled"))
        {
            Expected = spec.Front.ExpectationOf(claim.Name),
        };

    // The one place where a partial positive becomes Unrefuted, and where Certified and Refuted need an accepted certificate.
    private static Judgement Sealed(Judgement judgement) => judgement.Kind switch
    {
        VerdictKind.Supported or VerdictKind.Certified or VerdictKind.Proved when judgement.IsPartial => judgement with
        {
            Kind = VerdictKind.Unrefuted,
            Reason = $"{judgement.Kind.ToString().ToLowerInvariant()} as far as it was run: {judgement.Reason}",
        },
        VerdictKind.Certified when !KernelSelfTest.Passed => judgement with
        {
            Kind = VerdictKind.Inconclusive,
            Reason = $"the self-test of the arithmetic failed on this host: {KernelSelfTest.Reason}",
        },
        VerdictKind.Certified when judgement.Certificate is { Truth: Certainty.True } => judgement with { Qualifier = "" },
        VerdictKind.Certified => judgement.Noting($"numerical, without a certificate: {judgement.Uncertified}") with { Kind = VerdictKind.Unrefuted, Qualifier = "numerical", IsWhole = true },
        VerdictKind.Refuted when judgement.Certificate is { Truth: Certainty.False } => judgement with { Qualifier = "" },
        VerdictKind.Refuted when judgement.Qualifier.Length == 0 => judgement with { Qualifier = judgement is { Counterexample: null, Steps.Count: > 0 } ? "derived" : "numerical" },
        _ => judgement,
    };

    private static ClaimOutcome Outcome(ClaimContext context, Judgement judgement)
    {
        var (spec, claim) = (context.Spec, context.Claim);
        var path = spec.Source.Path;
        var worst = judgement.Cases.Select((c, i) => (c, i)).FirstOrDefault(p => p.c.WorstTrial is not null && (judgement.Kind != VerdictKind.Refuted || p.c.Kind == VerdictKind.Refuted));
        var replay = string.Create(CultureInfo.InvariantCulture, $"theorycheck run {path} --filter {spec.Front.Id}/{claim.Name} --seed {context.Options.Seed}")
            + (context.Options.Alpha == new Rational(1, 1000) ? "" : $" --alpha {context.Options.Alpha}");
        var notes = judgement.Notes.AsEnumerable();
        if (worst.c?.WorstTrial is { } trial)
        {
            var again = worst.c.Where is { } where ? ReplayToken.Of(context, where.Instance.Values.Select(v => (v.Key, v.Value)).OrderBy(v => v.Key.Name, StringComparer.Ordinal), trial, where.Place)?.Write() : null;
            notes = notes.Append(string.Create(CultureInfo.InvariantCulture, $"tightest trial: number {trial}{(worst.c.Label.Length > 0 ? " of the case " + worst.c.Label : "")}{(again is null ? "" : $"; run it again: theorycheck replay {again}")}"));
        }

        notes = notes.Concat(judgement.Facts.Select((fact, i) => $"the separate checker accepted {CertificateFile.Of(spec.Front.Id, claim.Name, i + 1)}: {fact.Words}"));
        var audit = AssumptionAudit.Of(context, judgement);
        return new ClaimOutcome(claim.Name, Typeset.Of(claim.Closed), new Verdict(judgement.Kind, Strength.Of(judgement, context), judgement.Reason, judgement.Qualifier, judgement.Certificate))
        {
            Certificate = judgement.Certificate is { } certificate ? $"{CertificateFile.Of(spec.Front.Id, claim.Name)}, sha256 {CertificateChecker.Hash(certificate.Json)}: {certificate.Words}" : "",
            Facts = judgement.Facts.ToSequence(),
            Expected = spec.Front.ExpectationOf(claim.Name),
            Assumptions = claim.Assumptions.Map(a => new AssumptionOutcome(a.Name, Typeset.Of(a.Formula), judgement.Acceptance.Proposed, judgement.Acceptance.Accepted) { Audit = audit.GetValueOrDefault(a.Name) }),
            Cases = judgement.Cases.Select(c => Case(c, judgement.Certificate)).ToSequence(),
            Curves = CurveAssembly.Of(judgement, claim),
            Figures = FigureAssembly.Of(judgement),
            Histogram = SlackHistogram.Of(judgement.Cases),
            Counterexample = judgement.Counterexample is { } failure && !judgement.IsPositive
                ? CounterexampleText.Of(failure) with { Replay = failure.Named.IsEmpty ? ReplayToken.Of(context, failure.Values)?.Write() ?? "" : "" }
                : null,
            Derivation = judgement.Steps.Take(400).Select(s => new DerivationStep(s.Rule, Typeset.Of(s.Before), Typeset.Of(s.After), s.Justification)).ToSequence(),
            Ledger = judgement.Cases.Where(c => c.Alpha is not null).Select(c => new LedgerEntry(spec.Front.Id, claim.Name, c.Label, c.Mean is null ? "frequency" : "mean", c.Alpha!.Value)).ToSequence(),
            Replay = replay,
            Work = new[] { new WorkCount("trials", judgement.Trials), new WorkCount("configurations searched", judgement.Points) }.Where(w => w.Count > 0).ToSequence(),
            Notes = notes.ToSequence(),
        };
    }

    private static CaseOutcome Case(CaseEvidence evidence, AcceptedCertificate? certificate) =>
        new(evidence.Label, CaseVerdict(evidence, certificate))
        {
            Trials = evidence.Trials,
            Failures = evidence.Failures,
            Unknowns = evidence.Unknowns,
            Estimate = evidence.Mean is { } mean ? new Estimate("mean", mean.Value, mean.Lower, mean.Upper, mean.Relation, mean.Bound) : evidence.FailureInterval is var (lower, upper)
                ? new Estimate(
                    evidence.Trials > 0 ? "failure frequency" : "failure probability",
                    evidence.Trials > 0 ? (double)evidence.Failures / evidence.Trials : (lower + upper) / 2,
                    lower,
                    upper,
                    Relation.LessOrEqual,
                    evidence.Delta?.ToDouble() ?? double.NaN)
                : null,
            EValueLog10 = evidence.EvidenceLog10,
            AlphaSpent = evidence.Alpha,
            Tightness = evidence.Typical is var (left, right) && right > 0 && left >= 0 ? left / right : null,
            Slack = evidence.Slacks.Count > 0 ? evidence.Slacks.Min() : null,
        };

    // A case is as certain as the certificate of the whole claim.
    private static Verdict CaseVerdict(CaseEvidence evidence, AcceptedCertificate? certificate) => evidence.Kind switch
    {
        VerdictKind.Certified when certificate is { Truth: Certainty.True } => new(evidence.Kind, evidence.Reason, "", "", certificate),
        VerdictKind.Certified => new(VerdictKind.Unrefuted, evidence.Reason, "", "numerical"),
        VerdictKind.Refuted when evidence.Qualifier.Length == 0 => new(evidence.Kind, evidence.Reason, "", "numerical"),
        _ => new(evidence.Kind, evidence.Reason, "", evidence.Qualifier),
    };

    /// <summary>The first symbol a formula reaches that the source names and never defines, or null.</summary>
    internal static Symbol? OpenSymbol(Term term) => OpenSymbol(term, new HashSet<Symbol>());

    private static Symbol? OpenSymbol(Term term, HashSet<Symbol> seen)
    {
        if (term is Reference { Symbol: var symbol } && seen.Add(symbol))
        {
            return symbol.Role == SymbolRole.Open ? symbol : symbol.Body is { } body ? OpenSymbol(body, seen) : null;
        }

        return term.Children.Select(c => OpenSymbol(c, seen)).FirstOrDefault(s => s is not null);
    }
}
