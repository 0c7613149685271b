using System.Collections.Immutable;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Verification.Figures;

namespace TheoryCheck.Verification.Judging;

/// <summary>What the judge knows of a formula at one place of its prefix.</summary>
internal sealed record Judgement(VerdictKind Kind, string Reason)
{
    /// <summary>A word such as "numerical" or "statistical" that narrows the verdict, or empty.</summary>
    public string Qualifier { get; init; } = "";

    /// <summary>Whether a positive answer covers only a part of what was asked (a horizon, listed values, searched configurations).</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether it was found true at all that it ranges over, and no certificate says so.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The cases judged on the way, in order.</summary>
    public ImmutableList<CaseEvidence> Cases { get; init; } = [];

    /// <summary>Curves to draw.</summary>
    public ImmutableList<CurveEvidence> Curves { get; init; } = [];

    /// <summary>Pictures that can be made, the ones of the verdict's own place first.</summary>
    public ImmutableList<FigureEvidence> Figures { get; init; } = [];

    /// <summary>Where it fails.</summary>
    public FailureEvidence? Counterexample { get; init; }

    /// <summary>The derivation, when one was made.</summary>
    public ImmutableList<StepEvidence> Steps { get; init; } = [];

    /// <summary>Remarks for the report: horizons, restrictions, witnesses.</summary>
    public ImmutableList<string> Notes { get; init; } = [];

    /// <summary>Configurations looked at.</summary>
    public long Points { get; init; }

    /// <summary>Whether it rests on the law of what is drawn and not on trials, so that the negation is settled with it.</summary>
    public bool IsByLaw { get; init; }

    /// <summary>Trials run.</summary>
    public long Trials { get; init; }

    /// <summary>How often assumptions held among proposed configurations.</summary>
    public (long Accepted, long Proposed) Acceptance { get; init; }

    /// <summary>The certificate that the checker accepted for the whole claim, or null.</summary>
    public AcceptedCertificate? Certificate { get; init; }

    /// <summary>Why there is none, where there could be one; or empty.</summary>
    public string Uncertified { get; init; } = "";

    /// <summary>Certificates of facts that the verdict rests on in part: they settle no claim.</summary>
    public ImmutableList<AcceptedCertificate> Facts { get; init; } = [];

    /// <summary>Whether the verdict says that the formula is true as far as it goes.</summary>
    public bool IsPositive => Kind >= VerdictKind.Unrefuted;

    /// <summary>This judgement with a remark, once.</summary>
    public Judgement Noting(string note) => Notes.Contains(note) ? this : this with { Notes = Notes.Add(note) };

    /// <summary>The judgement of a truth value settled without chance.</summary>
    public static Judgement Of(Certainty certainty, string reason) => certainty switch
    {
        Certainty.True => new Judgement(VerdictKind.Certified, reason),
        Certainty.False => new Judgement(VerdictKind.Refuted, reason),
        _ => new Judgement(VerdictKind.Inconclusive, reason),
    };

    /// <summary>
    /// The judgement of a conjunction over instances: refuted as soon as one is; otherwise as weak as the weakest.
    /// Evidence is kept in order.
    /// </summary>
    public static Judgement All(IReadOnlyList<Judgement> parts)
    {
        var worst = parts.FirstOrDefault(p => p.Kind == VerdictKind.Broken)
            ?? parts.FirstOrDefault(p => p.Kind == VerdictKind.Refuted)
            ?? parts.MinBy(p => p.Kind)!;
        return worst.WithEvidenceOf(parts);
    }

    /// <summary>The judgement of a disjunction: as strong as the strongest; refuted only when every part is, and then only as firmly as the least firm of them.</summary>
    public static Judgement Any(IReadOnlyList<Judgement> parts) =>
        (parts.Any(p => p.IsPositive) ? parts.MaxBy(p => p.Kind)! : parts.All(p => p.Kind == VerdictKind.Refuted) ? parts.FirstOrDefault(p => p.Qualifier.Length > 0) ?? parts[0] : parts.First(p => p.Kind != VerdictKind.Refuted))
        .WithEvidenceOf(parts);

    /// <summary>The judgement of a negation; what was merely not refuted says nothing about it.</summary>
    public Judgement Negated() => Kind switch
    {
        VerdictKind.Refuted when Qualifier.Length == 0 => this with { Kind = VerdictKind.Certified, IsPartial = false, Reason = $"the negated claim is refuted: {Reason}" },
        VerdictKind.Supported when IsByLaw => this with { Kind = VerdictKind.Refuted, Reason = $"the negated claim holds: {Reason}" },
        VerdictKind.Refuted when Qualifier == "numerical" && !IsByLaw => this with { Kind = VerdictKind.Unrefuted, Reason = $"the negated claim is refuted, but numerically: {Reason}" },
        VerdictKind.Refuted => this with { Kind = VerdictKind.Supported, Reason = $"the negated claim is refuted: {Reason}" },
        VerdictKind.Proved or VerdictKind.Certified when !IsPartial => this with { Kind = VerdictKind.Refuted, Reason = $"the negated claim holds: {Reason}" },
        VerdictKind.Vacuous or VerdictKind.Broken or VerdictKind.Inconclusive => this,
        _ => this with { Kind = VerdictKind.Inconclusive, Reason = $"the negated claim is {Kind.ToString().ToLowerInvariant()}, which does not settle its negation" },
    };

    private Judgement WithEvidenceOf(IReadOnlyList<Judgement> parts) => this with
    {
        Cases = [.. parts.SelectMany(p => p.Cases)],
        Curves = [.. parts.SelectMany(p => p.Curves)],
        Figures = [.. Figures.Concat(parts.Where(p => !ReferenceEquals(p, this)).SelectMany(p => p.Figures)).Take(FigureAssembly.MostPlaces)],
        Counterexample = Counterexample ?? parts.Select(p => p.Counterexample).FirstOrDefault(c => c is not null),
        Steps = Steps.Count > 0 ? Steps : [.. parts.SelectMany(p => p.Steps).Take(200)],
        Notes = [.. parts.SelectMany(p => p.Notes).Distinct()],
        Points = parts.Sum(p => p.Points),
        Trials = parts.Sum(p => p.Trials),
        Acceptance = (parts.Sum(p => p.Acceptance.Accepted), parts.Sum(p => p.Acceptance.Proposed)),
        IsPartial = parts.Any(p => p.IsPartial),
    };
}
