using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// Which assumptions a claim needs: each is dropped in turn and the claim judged again. A refutation shows that it is
/// needed, with the counterexample; finding none shows nothing, and is worded so.
/// </summary>
internal static class AssumptionAudit
{
    /// <summary>How many configurations are searched without an assumption.</summary>
    private const int Configurations = 60;

    /// <summary>The findings by assumption, in order; empty when the audit does not apply: a claim about chance or trajectories, or one that fails with its assumptions.</summary>
    public static IReadOnlyDictionary<string, AuditFinding> Of(ClaimContext context, Judgement judged)
    {
        var findings = new Dictionary<string, AuditFinding>(StringComparer.Ordinal);
        var closed = context.Claim.Closed;
        if (!judged.IsPositive || context.Pins is not null || context.Foresee is not null
            || FormulaTraits.IsStatistical(closed) || FormulaTraits.IsRandom(closed) || FormulaTraits.IsSeries(closed))
        {
            return findings;
        }

        foreach (var dropped in context.Claim.Assumptions)
        {
            var without = context.Claim with { Assumptions = context.Claim.Assumptions.Where(a => !ReferenceEquals(a, dropped)).ToSequence() };
            findings[dropped.Name] = Without(context with { Claim = without, MostInstances = Configurations, Progress = _ => { }, Found = () => { } });
        }

        return findings;
    }

    private static AuditFinding Without(ClaimContext context)
    {
        try
        {
            var judged = new Judge(context).Run();
            return judged.Kind switch
            {
                VerdictKind.Refuted when judged.Counterexample is { } failure =>
                    new AuditFinding("needed", $"without it the claim is false: {judged.Reason}") { Counterexample = CounterexampleText.Of(failure) },
                VerdictKind.Refuted => new AuditFinding("needed", $"without it the claim is false: {judged.Reason}"),
                VerdictKind.Broken => new AuditFinding("needed", $"without it the statement has no truth value everywhere: {judged.Reason}"),
                VerdictKind.Proved => new AuditFinding("not needed", "the claim is derived without it"),
                >= VerdictKind.Unrefuted => new AuditFinding("not shown to be needed", $"no counterexample without it at {judged.Points} configurations"),
                _ => new AuditFinding("not decided", judged.Reason),
            };
        }
        catch (Exception e) when (e is NoClosedFormException || ClosedEvaluation.IsNoAnswer(e))
        {
            return new AuditFinding("not decided", e.Message);
        }
    }
}
