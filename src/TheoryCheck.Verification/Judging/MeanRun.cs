using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// One sequential test of a bounded mean. Each value enters the test moved by its margin of rounding in the direction that hurts the side that
/// would speak, so that neither side lives on rounding. An unknown value counts as the end of the range that hurts.
/// </summary>
internal sealed class MeanRun(MeanChecker.MeanSetting setting, Alpha alpha, TrialProgram program, ClaimContext context, Scope scope)
{
    private const int LargestBatch = 4096;
    private const int HopelessTrials = 128;
    private const int KeptTrials = 20_000;

    private readonly SteadyTrials trials = new(program);
    private readonly List<double> kept = [];
    private readonly double low = setting.Low.ToDouble();
    private readonly double high = setting.High.ToDouble();
    private long counted;
    private long unknowns;
    private long rejected;
    private double? stray;

    /// <summary>Runs trials until the test decides, at most so many.</summary>
    public Judgement Judge(long cap)
    {
        var relation = setting.Statement.Relation;
        var sides = relation == Relation.Equal
            ? new[] { Side(Relation.LessOrEqual, setting.BoundHigh, isSupport: false, 2), Side(Relation.GreaterOrEqual, setting.BoundLow, isSupport: false, 2) }
            : [Side(relation, IsAtMost(relation) ? setting.BoundLow : setting.BoundHigh, isSupport: true, 2), Side(relation, IsAtMost(relation) ? setting.BoundHigh : setting.BoundLow, isSupport: false, 2)];
        var decision = Decision.Undecided;
        long next = 0, size = 64;
        while (decision == Decision.Undecided && stray is null && next < cap && !(counted >= HopelessTrials && unknowns == counted))
        {
            var count = (int)Math.Min(size, cap - next);
            foreach (var record in trials.Run(next, count, context.Options.Jobs, context.Cancellation))
            {
                if (decision == Decision.Undecided && stray is null && Count(record) is var (value, margin))
                {
                    var spoken = sides.Select(side => side.Observe(value, margin)).Where(d => d != Decision.Undecided).Distinct().ToList();
                    decision = spoken is [var one] ? one : Decision.Undecided;
                }
            }

            next += count;
            size = Math.Min(size * 2, LargestBatch);
            context.Progress(0);
        }

        return Conclude(decision, sides.Max(s => s.Log10), cap);
    }

    private static bool IsAtMost(Relation relation) => relation is Relation.LessOrEqual or Relation.Less;

    private TestSide Side(Relation relation, Rational bound, bool isSupport, int shares) =>
        new(new BoundedMeanTest(relation, setting.Clamp(bound), setting.Low, setting.High, alpha.Share(shares), alpha.Share(shares)), isSupport, setting);

    // The value and how far rounding may have moved it; NaN when it is not known; null when the condition did not hold.
    private (double Value, double Margin)? Count(TrialRecord record)
    {
        if (record.Condition == Certainty.False)
        {
            rejected++;
            return null;
        }

        counted++;
        if (record.Condition == Certainty.Unknown || !double.IsFinite(record.Value))
        {
            unknowns++;
            Keep(double.NaN);
            return (double.NaN, 0);
        }

        var margin = record.Margin * Math.Max(Math.Abs(record.Value), high - low);
        if (record.Value < low - margin || record.Value > high + margin)
        {
            stray = record.Value;
            return null;
        }

        Keep(Math.Clamp(record.Value, low, high));
        return (record.Value, margin);
    }

    private void Keep(double value)
    {
        if (kept.Count < KeptTrials)
        {
            kept.Add(value);
        }
    }

    private Judgement Conclude(Decision decision, double evidence, long cap)
    {
        var kind = counted == 0 ? VerdictKind.Vacuous : (decision, stray) switch
        {
            (Decision.Supported, null) => VerdictKind.Supported,
            (Decision.Refuted, null) => VerdictKind.Refuted,
            _ => VerdictKind.Inconclusive,
        };
        var interval = stray is null && kept.Count > 0 ? Betting.Interval([.. kept], low, high, new Alpha(new Rational(1, 20))) : null;
        var known = kept.Where(v => !double.IsNaN(v)).ToList();
        var mean = known.Count > 0 ? known.Average() : double.NaN;
        var counts = string.Create(CultureInfo.InvariantCulture, $"mean {mean:G6} of {counted} values in {MeanChecker.Show(setting)}") + (unknowns > 0 ? $", {unknowns} of them unknown" : "");
        var level = $"alpha = {FrequencyChecker.AlphaText(alpha.Value)}";
        var reason = kind switch
        {
            VerdictKind.Supported or VerdictKind.Refuted => $"{counts}; betting test at {level}",
            VerdictKind.Vacuous => "the condition behind 'given' held in no trial",
            _ when stray is { } value => string.Create(CultureInfo.InvariantCulture, $"a value of {value:G6} lies outside of the range {MeanChecker.Show(setting)}{(setting.IsStated ? " that the check block states" : "")}"),
            _ when unknowns == counted => $"none of {counted} values is known",
            _ => $"{counts} do not decide at {level}; {cap} trials were allowed",
        };
        var evidenceRecord = new CaseEvidence(scope.Instance.Label, kind, reason)
        {
            Qualifier = "statistical",
            Trials = counted,
            Unknowns = unknowns,
            Rejected = rejected,
            Mean = interval is null ? null : new MeanEvidence(mean, interval.Lower, interval.Upper, setting.Statement.Relation, setting.BoundLow.ToDouble()),
            EvidenceLog10 = evidence,
            Alpha = alpha.Value,
            Typical = double.IsFinite(mean) ? IsAtMost(setting.Statement.Relation) ? (mean, setting.BoundLow.ToDouble()) : (setting.BoundLow.ToDouble(), mean) : null,
        };
        var judgement = new Judgement(kind, reason) { Qualifier = "statistical", Cases = [evidenceRecord], Trials = counted };
        judgement = setting.IsStated ? judgement.Noting($"rests on the range {MeanChecker.Show(setting)} that the check block states; no value seen lay outside") : judgement;
        return program.Remarks.Aggregate(judgement, (j, note) => j.Noting(note));
    }

    /// <summary>One side of the test: it may only support, or only refute.</summary>
    private sealed class TestSide(BoundedMeanTest test, bool isSupport, MeanChecker.MeanSetting setting)
    {
        public double Log10 => isSupport ? test.SupportLog10 : test.RefuteLog10;

        public Decision Observe(double value, double margin)
        {
            var decided = double.IsNaN(value) ? test.ObserveUnknown() : test.ObserveExact(Moved(Rational.FromExact(value), Rational.FromExact(margin)));
            return decided == (isSupport ? Decision.Supported : Decision.Refuted) ? decided : Decision.Undecided;
        }

        // Support of E <= c and refutation of E >= c want small values, so they see large ones.
        private Rational Moved(Rational value, Rational margin) =>
            setting.Clamp(IsAtMost(test.Relation) == isSupport ? value + margin : value - margin);
    }
}
