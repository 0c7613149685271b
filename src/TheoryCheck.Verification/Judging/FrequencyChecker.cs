using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.ExactLaws;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Settles <c>with probability >= p over w: A</c> at one place by independent trials, decided in trial order by an exact
/// sequential test, or by the exact binomial test when the spec fixes the number of trials.
/// </summary>
internal sealed class FrequencyChecker : Checker
{
    private const long OperationsPerCase = 12_000_000_000;
    private const long MostTrials = 100_000;
    private const int PilotTrials = 40;
    private const int FewestPilotTrials = 8;
    private const double OperationsPerPilot = 400_000_000;

    // What it takes to compile a program, in operations.
    private const double OperationsPerProgram = 100_000_000;

    // How many cases' worth of operations support may cost where the budget of one does not reach.
    private const int MostStretch = 2;
    private const int KeptTrials = 400;
    private const int LargestBatch = 4096;
    private const int FirstBatch = 64;

    /// <inheritdoc/>
    public override bool Accepts(Obligation obligation) => obligation.Formula is WithProbability;

    /// <inheritdoc/>
    public override Judgement Check(Obligation obligation, ClaimContext context)
    {
        var statement = (WithProbability)obligation.Formula;
        var evaluation = context.Evaluation;
        if (evaluation.TryEnclose(statement.Level, obligation.Scope.Instance) is not var (low, high))
        {
            return new Judgement(VerdictKind.Inconclusive, "the claimed probability could not be evaluated");
        }

        if (Trivial(statement.Relation, low, high) is { } settled)
        {
            return settled;
        }

        if (low.Sign < 0 || high > Rational.One)
        {
            return new Judgement(VerdictKind.Inconclusive, "the claimed probability could not be told apart from 0 or 1");
        }

        if (Exact(statement, low, high, obligation.Scope, evaluation, context) is { } exact)
        {
            return exact;
        }

        var draws = statement.Binders.Select(b => b.Symbol).ToList();
        var scope = context.Pins is { Trial: not null } pins ? obligation.Scope with { Place = pins.Place } : obligation.Scope;
        using var program = TrialRuns.Of(statement.Body, statement.Given, draws, HorizonBiasLogic.Of(statement.Relation), scope, context);
        if (context.Pins?.Trial is { } only)
        {
            return SingleTrial.Judge(program, only, context);
        }

        var alpha = new Alpha(context.Alpha * obligation.Share);
        if (obligation.Scope.IsPilot)
        {
            return Pilot(statement, program, high, context);
        }

        var run = new FrequencyRun(statement, low, high, alpha, program, context, obligation.Scope);
        return context.Settings.Value("trials") is { } fixedTrials && evaluation.TryRational(fixedTrials, obligation.Scope.Instance) is { IsInteger: true, Sign: > 0 } number
            ? run.Fixed((long)number.Numerator)
            : run.Sequential(Most(statement.Relation, statement.Relation == Relation.LessOrEqual ? low : high, alpha, program, obligation.Scope, context));
    }

    /// <summary>
    /// The most trials of a case: the cap, raised to what support needs with no failure; a configuration that a search chose, where that costs too much, gets
    /// the first batch alone, which refutes what is plainly false. A budget that can decide nothing is wasted.
    /// </summary>
    internal static long Most(Relation relation, Rational strong, Alpha alpha, TrialRuns program, Scope scope, ClaimContext context)
    {
        var cap = Cap(program, context);
        var floor = relation == Relation.LessOrEqual ? strong : Rational.One - strong;
        if (floor.IsZero || floor.IsOne || relation == Relation.Equal)
        {
            return cap;
        }

        var need = BudgetPlan.LeastSupport(new Probability(floor), alpha);
        return need <= cap ? cap
            : scope.Siblings > 1 && (double)need * program.OperationsPerTrial > MostStretch * (double)OperationsPerCase * context.Options.Budget ? Math.Min(cap, FirstBatch)
            : Math.Max(cap, Math.Min(need, MostTrials));
    }

    /// <summary>The verdict from the exact law of what is drawn, or null; trials that the spec or a replay asks for are run instead.</summary>
    internal static Judgement? Exact(WithProbability statement, Rational low, Rational high, Scope scope, ClosedEvaluation evaluation, ClaimContext context) =>
        context.Settings.Value("trials") is null && context.Pins?.Trial is null ? ExactProbability.Settle(statement, low, high, scope.Instance, evaluation) : null;

    /// <summary>How many trials the operations of a case pay for.</summary>
    internal static long Cap(TrialRuns program, ClaimContext context) =>
        (long)Math.Clamp(OperationsPerCase * context.Options.Budget / Math.Max(1, program.OperationsPerTrial), 200, MostTrials * Math.Max(1, context.Options.Budget));

    /// <summary>The verdict that the level alone settles, or null.</summary>
    internal static Judgement? Trivial(Relation relation, Rational low, Rational high) => relation switch
    {
        Relation.GreaterOrEqual when high.Sign <= 0 => new Judgement(VerdictKind.Certified, "a probability is at least 0 whatever the event"),
        Relation.LessOrEqual when low >= Rational.One => new Judgement(VerdictKind.Certified, "a probability is at most 1 whatever the event"),
        Relation.GreaterOrEqual or Relation.Equal when low > Rational.One => new Judgement(VerdictKind.Refuted, "no probability is above 1"),
        Relation.LessOrEqual or Relation.Equal when high.Sign < 0 => new Judgement(VerdictKind.Refuted, "no probability is below 0"),
        _ => null,
    };

    // A pilot only ranks candidates; the frequency itself is compared, and nothing is reported.
    private static Judgement Pilot(WithProbability statement, TrialRuns program, Rational level, ClaimContext context)
    {
        if (program.IsCharged && context.Memory.PilotOperationsLeft <= 0)
        {
            return new Judgement(VerdictKind.Inconclusive, "the pilot runs that look for witnesses have taken what a claim may spend on them; state one in the check block ('witness C = ..')");
        }

        var trials = (int)Math.Clamp(OperationsPerPilot / Math.Max(1, program.OperationsPerTrial), FewestPilotTrials, PilotTrials);
        context.Memory.PilotOperationsLeft -= program.IsCharged ? OperationsPerProgram + (trials * program.OperationsPerTrial) : 0;
        var records = program.Run(0, trials, context.Options.Jobs, context.Cancellation);
        var failures = records.Count(r => r.Event == Certainty.False);
        var unknown = records.Count(r => r.Event == Certainty.Unknown);
        var succeeded = new Rational(trials - failures - unknown, trials);
        var passes = statement.Relation == Relation.LessOrEqual ? new Rational(trials - failures, trials) <= level : succeeded >= level;
        return new Judgement(
            passes ? VerdictKind.Unrefuted : failures > unknown ? VerdictKind.Refuted : VerdictKind.Inconclusive,
            string.Create(CultureInfo.InvariantCulture, $"{failures} failures and {unknown} undecided in {trials} pilot trials{(unknown == trials ? Why(program) : "")}"))
        {
            Qualifier = "statistical",
            Trials = trials,
        };
    }

    private static string Why(TrialRuns program) => program.WhyOpen() is { } why ? $": {why}" : "";

    /// <summary>One test in progress.</summary>
    private sealed class FrequencyRun(WithProbability statement, Rational low, Rational high, Alpha alpha, TrialRuns program, ClaimContext context, Scope scope)
    {
        private readonly Relation relation = statement.Relation;
        private readonly SteadyTrials trials = new(program);
        private readonly List<TrialRecord> kept = [];
        private Tally tally;
        private long rejected;
        private long worstTrial = -1;
        private double worstSlack = double.PositiveInfinity;
        private int decidedUntil = int.MaxValue;
        private int diverged;

        // Whether nothing has been decided in so many trials that more of them are a waste; stopping early decides nothing.
        private bool IsHopeless => tally.Trials >= program.HopelessTrials && tally.Unknowns == tally.Trials;

        public Judgement Sequential(long cap)
        {
            var (support, refute) = (alpha.Share(2), alpha.Share(2));
            // The enclosure's stronger end must be supported, its weaker end refuted; for a rational level they are one.
            var (strong, weak) = relation == Relation.LessOrEqual ? (low, high) : (high, low);
            var supporting = new FrequencyTest(new FrequencyRule(new FrequencyClaim(relation, new Probability(strong)), support, refute));
            var refuting = new FrequencyTest(new FrequencyRule(new FrequencyClaim(relation, new Probability(weak)), support, refute));
            var decision = Decision.Undecided;
            long next = 0, size = program.FirstBatch;
            while (decision == Decision.Undecided && next < cap && !IsHopeless)
            {
                var count = (int)Math.Min(size, cap - next);
                foreach (var record in trials.Run(next, count, context.Options.Jobs, context.Cancellation))
                {
                    if (decision == Decision.Undecided && Count(record, next) is { } outcome)
                    {
                        if (supporting.Observe(outcome) == Decision.Supported)
                        {
                            decision = Decision.Supported;
                        }

                        if (refuting.Observe(outcome) == Decision.Refuted)
                        {
                            decision = decision == Decision.Supported ? Decision.Undecided : Decision.Refuted;
                        }
                    }

                    next++;
                }

                size = Math.Min(size * 2, LargestBatch);
                context.Progress(0);
            }

            var evidence = decision == Decision.Refuted ? refuting.Result.RefuteLog10 : supporting.Result.SupportLog10;
            return Conclude(decision, "sequential test", evidence, cap);
        }

        public Judgement Fixed(long count)
        {
            for (long next = 0; next < count; next += LargestBatch)
            {
                foreach (var record in trials.Run(next, (int)Math.Min(LargestBatch, count - next), context.Options.Jobs, context.Cancellation))
                {
                    Count(record, tally.Trials + rejected);
                }
            }

            var delta = relation == Relation.LessOrEqual ? low : Rational.One - high;
            var counted = relation == Relation.LessOrEqual ? new Tally(tally.Failures, tally.Successes, tally.Unknowns) : tally;
            var decision = delta.Sign <= 0 || relation == Relation.Equal ? Decision.Undecided : ClopperPearson.Decide(counted, new Probability(delta), alpha.Share(2), alpha.Share(2));
            return Conclude(decision, "exact binomial test", null, count);
        }

        private Outcome? Count(TrialRecord record, long trial)
        {
            if (record.Condition == Certainty.False)
            {
                rejected++;
                return null;
            }

            var outcome = record.Condition == Certainty.Unknown ? Outcome.Unknown
                : record.Event == Certainty.True ? Outcome.Success
                : record.Event == Certainty.False ? Outcome.Failure : Outcome.Unknown;
            tally = tally.With(outcome);
            if (kept.Count < KeptTrials * 10)
            {
                kept.Add(record);
            }

            if (record.Slack < worstSlack)
            {
                (worstSlack, worstTrial) = (record.Slack, trial);
            }

            if (record.DivergedAt >= 0)
            {
                diverged++;
            }

            if ((program.HasPath || record.IsCut) && outcome == Outcome.Success)
            {
                decidedUntil = Math.Min(decidedUntil, record.DecidedUntil);
            }

            return outcome;
        }

        private Judgement Conclude(Decision decision, string test, double? evidence, long cap)
        {
            var kind = decision switch
            {
                Decision.Supported => VerdictKind.Supported,
                Decision.Refuted => VerdictKind.Refuted,
                _ => VerdictKind.Inconclusive,
            };
            if (tally.Trials == 0)
            {
                kind = VerdictKind.Vacuous;
            }

            // A biased simulation may say what it saw, but neither refutes nor supports on its own.
            var isBiased = program.HasBias && kind == VerdictKind.Refuted;
            kind = isBiased ? VerdictKind.Inconclusive : kind;

            var counts = string.Create(CultureInfo.InvariantCulture, $"{tally.Failures} failures in {tally.Trials} trials")
                + (tally.Unknowns > 0 ? string.Create(CultureInfo.InvariantCulture, $", {tally.Unknowns} undecided") : "")
                + (diverged > 0 ? string.Create(CultureInfo.InvariantCulture, $", {diverged} diverged") : "");
            var level = $"alpha = {AlphaText(alpha.Value)}";
            var reason = kind switch
            {
                VerdictKind.Supported => $"{counts}; {test} at {level}",
                VerdictKind.Refuted => $"{counts}; {test} at {level}",
                VerdictKind.Vacuous => "the condition behind 'given' held in no trial",
                _ when isBiased => $"{counts}; the simulated flow violates the claim, but the bias of its steps is not bounded",
                _ when tally.Unknowns == tally.Trials => $"none of {tally.Trials} trials could be decided{(program.HasTrajectory ? " by a run of the length that is set; 'horizon k = ..' in its check block sets another" : Why(program))}",
                _ => $"{counts} do not decide at {level}; {cap} trials were allowed",
            };
            var interval = tally.Trials > 0
                ? BetaMixtureSequence.Interval(new Tally(tally.Failures, tally.Successes, tally.Unknowns), new Alpha(new Rational(1, 20)))
                : null;
            var slacks = kept.Where(r => !double.IsNaN(r.Slack)).Select(r => r.Slack / Math.Max(Math.Abs(r.Right), double.Epsilon)).Where(double.IsFinite).Take(2000).ToSequence();
            var evidenceRecord = new CaseEvidence(scope.Instance.Label, kind, reason)
            {
                Qualifier = "statistical",
                Trials = tally.Trials,
                Failures = tally.Failures,
                Unknowns = tally.Unknowns,
                Rejected = rejected,
                Delta = relation == Relation.LessOrEqual ? null : Rational.One - high,
                FailureInterval = interval is null ? null : (interval.Lower.Value.ToDouble(), interval.Upper.Value.ToDouble()),
                EvidenceLog10 = evidence,
                Alpha = alpha.Value,
                Typical = Typical(),
                Slacks = slacks,
                DecidedUntil = decidedUntil < int.MaxValue ? decidedUntil : null,
                Where = scope,
                WorstTrial = worstTrial >= 0 ? worstTrial : null,
                Test = new TestEvidence(evidence is null ? "binomial_test" : "sequential_test", statement, scope.Instance, alpha.Value / 2),
            };
            var judgement = new Judgement(kind, reason)
            {
                Qualifier = "statistical",
                Cases = [evidenceRecord],
                Curves = [.. program.Curves(scope.Instance.Label)],
                Figures = [.. program.Figures(scope.Instance.Label)],
                Trials = tally.Trials,
                IsPartial = (program.HasPath || decidedUntil < int.MaxValue || program.HasFlow) && kind == VerdictKind.Supported,
            };
            judgement = trials.IsSensitive ? judgement.Noting("some trials change their answer when their states are disturbed by a part in 10^12; those count as undecided") : judgement;
            return program.Remarks.Aggregate(judgement, (j, note) => j.Noting(note));
        }

        private (double, double)? Typical()
        {
            var pairs = kept.Where(r => double.IsFinite(r.Left) && double.IsFinite(r.Right)).ToList();
            return pairs.Count == 0 ? null : (Median(pairs.Select(p => p.Left)), Median(pairs.Select(p => p.Right)));
        }

        private static double Median(IEnumerable<double> values)
        {
            var sorted = values.Order().ToImmutableArray();
            return sorted[sorted.Length / 2];
        }
    }

    /// <summary>A level as people read it: 1/1000, or 3.3e-06 when the fraction is long.</summary>
    internal static string AlphaText(Rational alpha) =>
        alpha.ToString().Length <= 8 ? alpha.ToString() : alpha.ToDouble().ToString("0.#e-00", CultureInfo.InvariantCulture);
}
