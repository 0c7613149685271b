using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Settles a formula about a trajectory without chance at one instance: the recursion is run in doubles to the horizon. A float
/// trajectory shows where a claim seems to fail; it refutes only when the failure is far outside of what rounding could do,
/// and says "numerical".
/// </summary>
internal sealed class PathChecker : Checker
{
    private const double ClearFailure = 1e-6;
    private const ulong Disturbances = 3;

    /// <inheritdoc/>
    public override bool Accepts(Obligation obligation) =>
        obligation.Formula is Comparison or Connective or Quantified { Kind: QuantifierKind.ForAll or QuantifierKind.Exists }
        && !FormulaTraits.IsRandom(obligation.Formula, obligation.Scope.Instance) && FormulaTraits.IsSeries(obligation.Formula);

    /// <inheritdoc/>
    public override Judgement Check(Obligation obligation, ClaimContext context)
    {
        using var program = TrialCompilation.Event(obligation.Formula, null, [], HorizonBias.CountsAsTrue, obligation.Scope, context);
        var record = program.Run(0, 1, 1, context.Cancellation)[0];
        var label = obligation.Scope.Instance.Label;
        var (kind, reason) = record.Event switch
        {
            Certainty.True => (VerdictKind.Unrefuted, program.HasPath
                ? string.Create(CultureInfo.InvariantCulture, $"it held at every step up to {record.DecidedUntil}")
                : "it held along the computed run"),
            Certainty.False when !program.HasBias && -record.Slack > ClearFailure * Math.Max(Math.Abs(record.Left), Math.Abs(record.Right)) => (VerdictKind.Refuted,
                string.Create(CultureInfo.InvariantCulture, $"it fails along the computed run{(record.DecidedUntil >= 0 ? $" at step {record.DecidedUntil}" : "")}: {record.Left:G9} against {record.Right:G9}")),
            _ when record.DivergedAt >= 0 => (VerdictKind.Inconclusive, string.Create(CultureInfo.InvariantCulture, $"the run stopped being finite at step {record.DivergedAt}")),
            _ => (VerdictKind.Inconclusive, "the sides agree within rounding"),
        };
        if (kind == VerdictKind.Refuted && Doubt(program, record, obligation, context) is { } doubt)
        {
            (kind, reason) = (VerdictKind.Inconclusive, $"it fails along the computed run, but {doubt}");
        }

        var judgement = new Judgement(kind, reason)
        {
            Qualifier = "numerical",
            Points = 1,
            IsPartial = true,
            Curves = [.. program.Curves(label)],
            Cases = label.Length == 0 ? [] : [new CaseEvidence(label, kind, reason)
            {
                Qualifier = "numerical",
                DecidedUntil = program.HasPath && record.Event == Certainty.True ? record.DecidedUntil : null,
                Typical = double.IsFinite(record.Left) && double.IsFinite(record.Right) ? (record.Left, record.Right) : null,
            }],
        };
        if (kind == VerdictKind.Refuted)
        {
            judgement = judgement with
            {
                Counterexample = new FailureEvidence(
                    obligation.Scope.Instance.Values.OrderBy(v => v.Key.Span.Start).Select(v => (v.Key, v.Value)).ToSequence(),
                    obligation.Formula,
                    record.Left.ToString("R", CultureInfo.InvariantCulture),
                    record.Right.ToString("R", CultureInfo.InvariantCulture),
                    record.Slack.ToString("R", CultureInfo.InvariantCulture),
                    "doubles along the run (numerical)"),
            };
        }

        return program.Remarks.Aggregate(judgement, (j, note) => j.Noting(note));
    }

    // Why a failure may be the arithmetic's and not the claim's, or null. A failure that is there must stay where it is when
    // rounding is made larger, and must not shrink with the step of the discretisation.
    private static string? Doubt(TrialProgram program, TrialRecord failed, Obligation obligation, ClaimContext context)
    {
        for (var disturbance = 1UL; disturbance <= Disturbances; disturbance++)
        {
            var again = program.Run(0, 1, 1, context.Cancellation, disturbance)[0];
            if (again.Event != Certainty.False || again.DecidedUntil != failed.DecidedUntil || !Resembles(again, failed, 0.05))
            {
                return "not in the same way when its states are disturbed by a part in 10^12";
            }
        }

        if (!program.HasFlow)
        {
            return null;
        }

        using var finer = TrialCompilation.Event(obligation.Formula, null, [], HorizonBias.CountsAsTrue, obligation.Scope, context, refinement: 2);
        var refined = finer.Run(0, 1, 1, context.Cancellation)[0];
        return refined.Event == Certainty.False && Resembles(refined, failed, 0.25) ? null : "not by as much with half the step";
    }

    private static bool Resembles(TrialRecord one, TrialRecord other, double tolerance) =>
        Math.Abs(Violation(one) - Violation(other)) <= tolerance * Violation(other);

    private static double Violation(TrialRecord record) => -record.Slack / Math.Max(Math.Abs(record.Left), Math.Abs(record.Right));
}
