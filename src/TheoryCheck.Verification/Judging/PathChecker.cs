using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Search;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Settles a formula about a trajectory without chance at one instance. The recursion is run in doubles to the horizon, which shows where
/// a claim seems to fail; what counts is the recursion in exact rationals or enclosures, followed as far as the work allows. A float
/// trajectory alone never refutes. Of a flow it is an enclosure of the solution that counts (<see cref="FlowPath"/>).
/// </summary>
internal sealed class PathChecker : Checker
{
    // Where it seems to fail by too little at first it may fail by more later, so many steps after.
    private static readonly ImmutableArray<int> Later = [0, 1, 4, 16, 64, 256];

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
        var qualifier = failure is not null || kind == VerdictKind.Certified ? "" : "numerical";
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
                _ => new(VerdictKind.Inconclusive, $"it fails along the computed run{At(Step(record))}: {Sides(record)}; no exact arithmetic within reach confirms it"),
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
        var flow = new FlowPath(obligation.Formula, obligation.Scope.Instance, context.Evaluation);
        if (program.HasBias)
        {
            return record.Event == Certainty.True ? new(VerdictKind.Unrefuted, Held(program, record)) : Open();
        }

        var looks = record.Event != Certainty.False ? "" : $"it fails along the computed run{AtTime(Seen(0))}: {Sides(record)}; ";
        foreach (var time in Times())
        {
            switch (flow.At(time))
            {
                case { Truth: Certainty.False } decided:
                    return Broken(time, decided);
                case { Truth: Certainty.True } decided when !flow.HasClock:
                    return new(VerdictKind.Certified, $"settled along the flow in {decided.Arithmetic}");
            }
        }

        if (record.Event != Certainty.False && flow.HasClock && obligation.Scope.Siblings == 1)
        {
            var (truth, until) = flow.Throughout();
            if (truth == Certainty.True)
            {
                return new(VerdictKind.Certified, string.Create(CultureInfo.InvariantCulture, $"settled along the flow in enclosures of the solution at all times that it speaks of, up to {until.ToDouble():G6}"));
            }

            if (truth == Certainty.False && flow.At(until) is { Truth: Certainty.False } decided)
            {
                return Broken(until, decided);
            }
        }

        return record.Event switch
        {
            Certainty.True => new(VerdictKind.Unrefuted, Held(program, record)),
            Certainty.False => new(VerdictKind.Inconclusive, $"{looks}{flow.Obstacle ?? "the enclosure of the solution is too wide to confirm it"}"),
            _ => Open(),
        };

        PathFinding Open() => flow.Obstacle is { } obstacle ? new(VerdictKind.Inconclusive, obstacle) : record.DivergedAt >= 0 ? Diverged(record) : new(VerdictKind.Inconclusive, "the sides agree within rounding");

        // Where it fails in doubles, and where that is not told, times to look at; of one instance whose truth is not told any way, some more. What a search finds to hold needs no proof.
        IEnumerable<Rational> Times() => !flow.HasClock ? (record.Event == Certainty.True && obligation.Scope is { Siblings: > 1, NeedsProof: false } ? [] : [Rational.Zero])
            : record.Event == Certainty.False || (record.Event == Certainty.Unknown && obligation.Scope.Siblings == 1) ? Later.Where(later => Math.Max(0, record.DecidedUntil) + later <= program.Horizon).Select(Seen)
            : [];

        Rational Seen(int later) => NearbyNumbers.Simplest((Math.Max(0, record.DecidedUntil) + later) * program.StepLength, program.StepLength * 1e-6);

        PathFinding Broken(Rational time, Decided decided) => new(VerdictKind.Refuted, $"it fails{AtTime(time)}, settled in {decided.Arithmetic} of the solution", flow.Failure(time, decided));

        string AtTime(Rational time) => flow.HasClock ? string.Create(CultureInfo.InvariantCulture, $" at time {time.ToDouble():G9}") : "";
    }

    private static string Sides(TrialRecord record) => string.Create(CultureInfo.InvariantCulture, $"{record.Left:G9} against {record.Right:G9}");

    private static string Held(TrialProgram program, TrialRecord record) =>
        !program.HasPath ? "it held along the computed run"
        : program.IsFlow ? string.Create(CultureInfo.InvariantCulture, $"it held at every step of {program.StepLength:R} up to time {record.DecidedUntil * program.StepLength:G6}")
        : $"it held at every step up to {record.DecidedUntil}";

    private static PathFinding Diverged(TrialRecord record) => new(VerdictKind.Inconclusive, $"the run stopped being finite at step {record.DivergedAt}");

    private static int? Step(TrialRecord record) => record.DecidedUntil >= 0 ? record.DecidedUntil : null;

    private static string At(int? step) => step is { } known ? $" at step {known}" : "";

    // What a path was found to do, and the step at which a claim about all steps fails.
    private sealed record PathFinding(VerdictKind Kind, string Reason, FailureEvidence? Failure = null, int? Step = null);
}
