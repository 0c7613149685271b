using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Settles a formula about a trajectory without chance at one instance. The recursion is run in doubles to the horizon, which shows where
/// a claim seems to fail; what counts is the recursion in exact rationals or enclosures, followed as far as the work allows. A float
/// trajectory alone never refutes a claim about steps. Of a flow there is no exact recursion: there a failure far outside of
/// what rounding and the length of the steps could do is said to be "numerical".
/// </summary>
internal sealed class PathChecker : Checker
{
    private const string NumericalWords = "doubles along the run (numerical)";
    private const double ClearFailure = 1e-6;
    private const ulong Disturbances = 3;

    // Array operations whose exact twins take some seconds, for a failure to confirm and for all configurations of a search.
    private const double MostToConfirm = 1e7;
    private const double MostToFollow = 2e6;

    /// <inheritdoc/>
    public override bool Accepts(Obligation obligation) =>
        obligation.Formula is Comparison or Connective or Quantified { Kind: QuantifierKind.ForAll or QuantifierKind.Exists }
        && !FormulaTraits.IsRandom(obligation.Formula, obligation.Scope.Instance) && FormulaTraits.IsSeries(obligation.Formula)
        && obligation.Formula is not Comparison { Children: [Binding { Form: Symbolics.Forms.Limit }, ..] };

    /// <inheritdoc/>
    public override Judgement Check(Obligation obligation, ClaimContext context)
    {
        if (obligation.Formula is Quantified { Kind: QuantifierKind.Exists, Binders: [{ Symbol.Evolution.IsFlow: false } clock] } some && ExactPath.IsClock(clock))
        {
            return SomeStep(some, obligation, context);
        }

        using var program = TrialCompilation.Event(obligation.Formula, null, [], HorizonBias.CountsAsTrue, obligation.Scope, context);
        var record = program.Run(0, 1, 1, context.Cancellation)[0];
        var label = obligation.Scope.Instance.Label;
        var (kind, reason, failure, _) = program.HasFlow ? AlongFlow(program, record, obligation, context) : AlongSteps(program, record, obligation);
        var qualifier = failure is { Arithmetic: not NumericalWords } || kind == VerdictKind.Certified ? "" : "numerical";
        var judgement = new Judgement(kind, reason)
        {
            Qualifier = qualifier,
            Points = 1,
            IsPartial = kind != VerdictKind.Certified,
            Counterexample = failure,
            Curves = [.. program.Curves(label)],
            Figures = [.. program.Figures(label)],
            Cases = label.Length == 0 ? [] : [new CaseEvidence(label, kind, reason)
            {
                Qualifier = qualifier,
                DecidedUntil = program.HasPath && record.Event == Certainty.True ? record.DecidedUntil : null,
                Typical = double.IsFinite(record.Left) && double.IsFinite(record.Right) ? (record.Left, record.Right) : null,
            }],
        };
        return program.Remarks.Aggregate(judgement, (j, note) => j.Noting(note));
    }

    // "There is a step at which A" is shown by the step at which "A never holds" is certainly false.
    private static Judgement SomeStep(Quantified some, Obligation obligation, ClaimContext context)
    {
        var never = new Quantified(QuantifierKind.ForAll, some.Binders, new Connective(ConnectiveKind.Not, [some.Body]));
        using var program = TrialCompilation.Event(never, null, [], HorizonBias.CountsAsTrue, obligation.Scope, context);
        var record = program.Run(0, 1, 1, context.Cancellation)[0];
        var (kind, reason, failure, step) = AlongSteps(program, record, obligation with { Formula = never });
        return kind == VerdictKind.Refuted && failure is not null
            ? new Judgement(VerdictKind.Certified, $"it holds{At(step)}, settled in {failure.Arithmetic}") { Points = 1, Counterexample = failure }
            : new Judgement(VerdictKind.Inconclusive, record.Event == Certainty.True
                ? string.Create(CultureInfo.InvariantCulture, $"no step up to {record.DecidedUntil} is one")
                : $"no step could be shown to be one: {reason}") { Points = 1, Qualifier = "numerical" };
    }

    private static PathFinding AlongSteps(TrialProgram program, TrialRecord record, Obligation obligation)
    {
        var exact = new ExactPath(obligation.Formula, obligation.Scope.Instance);
        var most = record.Event == Certainty.False ? MostToConfirm : MostToFollow / obligation.Scope.Siblings;
        var affordable = (int)Math.Min(program.Horizon, most / Math.Max(1, program.OperationsPerTrial / (program.Horizon + 1)));
        if (record.Event == Certainty.False)
        {
            var step = Math.Max(0, record.DecidedUntil);
            if (exact.IsEndless && step > obligation.Scope.FailsBy)
            {
                return new(VerdictKind.Inconclusive, $"it fails along the computed run{At(step)}, which is later than at another configuration");
            }

            var there = step <= affordable && (exact.IsEndless || affordable >= program.Horizon) ? exact.At(step, isEnclosed: obligation.Scope.FailsBy is not null) : null;
            return there switch
            {
                { Truth: Certainty.False } decided => Broken(step, decided),
                { Truth: Certainty.True } decided => new(VerdictKind.Inconclusive, $"it fails along the computed run{At(Step(record))}, but holds there in {decided.Arithmetic}"),
                _ => new(VerdictKind.Inconclusive, string.Create(CultureInfo.InvariantCulture, $"it fails along the computed run{At(Step(record))}: {record.Left:G9} against {record.Right:G9}; no exact arithmetic within reach confirms it")),
            };
        }

        // What seems to hold at all steps, or fails too late, is no smaller counterexample.
        if (obligation.Scope.FailsBy is { } by)
        {
            if (record.Event == Certainty.True)
            {
                return new(VerdictKind.Unrefuted, Held(program, record));
            }

            affordable = Math.Min(affordable, by);
        }

        var (until, stopped, arithmetic) = exact.IsEndless ? exact.Follow(affordable) : affordable >= program.Horizon ? exact.Follow(0) : (0, null, "");
        if (stopped is { Truth: Certainty.False } broken)
        {
            return Broken(until, broken);
        }

        if (!exact.IsEndless && until > 0)
        {
            return new(VerdictKind.Certified, $"settled along the recursion in {arithmetic}");
        }

        var settled = until > 0 ? $"up to step {until - 1} in {arithmetic}" : "";
        return record.Event switch
        {
            Certainty.True => new(VerdictKind.Unrefuted, Held(program, record) + (until > 0 ? $", {settled}" : "")),
            _ when until > program.Horizon => new(VerdictKind.Unrefuted, $"it held {settled}"),
            _ when record.DivergedAt >= 0 => Diverged(record),
            _ => new(VerdictKind.Inconclusive, "the sides agree within rounding" + (until > 0 ? $"; it held {settled}" : "")),
        };

        PathFinding Broken(int step, Decided decided)
        {
            int? where = exact.IsEndless ? step : null;
            return new(VerdictKind.Refuted, $"it fails{At(where)}, settled in {decided.Arithmetic}", exact.Failure(step, decided), where);
        }
    }

    private static PathFinding AlongFlow(TrialProgram program, TrialRecord record, Obligation obligation, ClaimContext context)
    {
        switch (record.Event)
        {
            case Certainty.True:
                return new(VerdictKind.Unrefuted, Held(program, record));
            case Certainty.False when !program.HasBias && -record.Slack > ClearFailure * Math.Max(Math.Abs(record.Left), Math.Abs(record.Right)):
                var sides = string.Create(CultureInfo.InvariantCulture, $"{record.Left:G9} against {record.Right:G9}");
                return Doubt(program, record, obligation, context) is { } doubt
                    ? new(VerdictKind.Inconclusive, $"it fails along the computed run, but {doubt}")
                    : new(VerdictKind.Refuted, $"it fails along the computed run{At(Step(record))}: {sides}", new FailureEvidence(
                        obligation.Scope.Instance.Listing,
                        obligation.Formula,
                        record.Left.ToString("R", CultureInfo.InvariantCulture),
                        record.Right.ToString("R", CultureInfo.InvariantCulture),
                        record.Slack.ToString("R", CultureInfo.InvariantCulture),
                        NumericalWords));
            default:
                return record.DivergedAt >= 0 ? Diverged(record) : new(VerdictKind.Inconclusive, "the sides agree within rounding");
        }
    }

    private static string Held(TrialProgram program, TrialRecord record) =>
        program.HasPath ? $"it held at every step up to {record.DecidedUntil}" : "it held along the computed run";

    private static PathFinding Diverged(TrialRecord record) => new(VerdictKind.Inconclusive, $"the run stopped being finite at step {record.DivergedAt}");

    private static int? Step(TrialRecord record) => record.DecidedUntil >= 0 ? record.DecidedUntil : null;

    private static string At(int? step) => step is { } known ? $" at step {known}" : "";

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

        using var finer = TrialCompilation.Event(obligation.Formula, null, [], HorizonBias.CountsAsTrue, obligation.Scope, context, refinement: 2);
        var refined = finer.Run(0, 1, 1, context.Cancellation)[0];
        return refined.Event == Certainty.False && Resembles(refined, failed, 0.25) ? null : "not by as much with half the step";
    }

    private static bool Resembles(TrialRecord one, TrialRecord other, double tolerance) =>
        Math.Abs(Violation(one) - Violation(other)) <= tolerance * Violation(other);

    private static double Violation(TrialRecord record) => -record.Slack / Math.Max(Math.Abs(record.Left), Math.Abs(record.Right));

    // What a path was found to do, and the step at which a claim about all steps fails.
    private sealed record PathFinding(VerdictKind Kind, string Reason, FailureEvidence? Failure = null, int? Step = null);
}
