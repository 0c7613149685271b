using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Expectations;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Settles comparisons of an expectation with a number at one place: by its closed form where there is one, else by independent trials and a
/// sequential test that bets on bounded values. The bounds are derived from the laws' supports, or stated as <c>range</c> in the check block.
/// </summary>
internal sealed class MeanChecker : Checker
{
    private const int PilotTrials = 200;

    /// <inheritdoc/>
    public override bool Accepts(Obligation obligation) => MeanStatement.Of(obligation.Formula, obligation.Scope.Instance) is not null;

    /// <inheritdoc/>
    public override Judgement Check(Obligation obligation, ClaimContext context)
    {
        var evaluation = context.Evaluation;
        var closed = Closed(obligation, evaluation);
        if (closed is { Kind: not VerdictKind.Inconclusive })
        {
            return closed;
        }

        var setting = Setting(obligation, context, evaluation, out var refusal);
        if (setting is null || Trivial(setting) is { } settled && (refusal = settled) is not null)
        {
            return closed ?? refusal!;
        }

        var statement = setting.Statement;
        using var program = TrialCompilation.Value(statement.Value, statement.Given, statement.Draws.Items, obligation.Scope, context);
        if (obligation.Scope.IsPilot)
        {
            return Pilot(setting, program, context);
        }

        if (program.HasBias)
        {
            return new Judgement(VerdictKind.Inconclusive, "the value is read from a flow with noise, whose simulation is biased by an unknown amount");
        }

        var run = new MeanRun(setting, new Alpha(context.Alpha * obligation.Share), program, context, obligation.Scope);
        return run.Judge(FrequencyChecker.Cap(program, context));
    }

    /// <summary>What is tested at one place: the statement, an enclosure of its bound, and the range of its values.</summary>
    /// <param name="Statement">The statement.</param>
    /// <param name="BoundLow">A number at most the bound.</param>
    /// <param name="BoundHigh">A number at least the bound.</param>
    /// <param name="Low">The least value.</param>
    /// <param name="High">The greatest value.</param>
    /// <param name="IsStated">Whether the range is the check block's word.</param>
    internal sealed record MeanSetting(MeanStatement Statement, Rational BoundLow, Rational BoundHigh, Rational Low, Rational High, bool IsStated)
    {
        /// <summary>The number of the range that is nearest to another.</summary>
        public Rational Clamp(Rational value) => value < Low ? Low : value > High ? High : value;
    }

    /// <summary>The setting at a place, or null with the reason why nothing can be tested.</summary>
    internal static MeanSetting? Setting(Obligation obligation, ClaimContext context, ClosedEvaluation evaluation, out Judgement? refusal)
    {
        var instance = obligation.Scope.Instance;
        var statement = MeanStatement.Of(obligation.Formula, instance)!;
        refusal = null;
        if (evaluation.TryEnclose(statement.Bound, instance) is not var (low, high))
        {
            refusal = new Judgement(VerdictKind.Inconclusive, "the claimed bound on the mean could not be evaluated");
            return null;
        }

        if (context.Settings.Value("range") is { Children: [var from, var to] } && evaluation.TryRational(from, instance) is { } least && evaluation.TryRational(to, instance) is { } greatest && least < greatest)
        {
            return new MeanSetting(statement, low, high, least, greatest, IsStated: true);
        }

        if (DrawnRange.Of(statement.Value, statement.Draws, instance, evaluation) is var (lower, upper))
        {
            return new MeanSetting(statement, low, high, lower, upper, IsStated: false);
        }

        refusal = new Judgement(
            VerdictKind.Inconclusive,
            $"no test of this mean: {Typeset.TextOf(statement.Value)} has no known bounds; if it has some, state them in the check block, as in 'range = [0, 1]'");
        return null;
    }

    /// <summary>The verdict that the range alone settles, or null.</summary>
    internal static Judgement? Trivial(MeanSetting setting)
    {
        var (relation, high, low) = (setting.Statement.Relation, setting.High, setting.Low);
        var atMost = relation is Relation.LessOrEqual or Relation.Less;
        var range = $"the value lies in {Show(setting)}{(setting.IsStated ? ", as stated" : "")}";
        var (holds, fails) = relation == Relation.Equal
            ? (low == high && setting.BoundLow == low && setting.BoundHigh == low, setting.BoundLow > high || setting.BoundHigh < low)
            : atMost
                ? (relation == Relation.Less ? high < setting.BoundLow : high <= setting.BoundLow, low > setting.BoundHigh)
                : (relation == Relation.Greater ? low > setting.BoundHigh : low >= setting.BoundHigh, high < setting.BoundLow);
        return (holds || fails) && setting.IsStated ? new Judgement(VerdictKind.Inconclusive, $"{range}; that alone would settle the claim, and no trial can show it")
            : holds ? new Judgement(VerdictKind.Certified, range) { Qualifier = "numerical" }
            : fails ? new Judgement(VerdictKind.Refuted, range) { Qualifier = "numerical" }
            : low == high || setting.BoundLow < low || setting.BoundHigh > high ? new Judgement(VerdictKind.Inconclusive, $"{range}, and the bound is too close to its end to be told apart")
            : null;
    }

    /// <summary>A range as text.</summary>
    internal static string Show(MeanSetting setting) =>
        string.Create(CultureInfo.InvariantCulture, $"[{setting.Low.ToDouble():G6}, {setting.High.ToDouble():G6}]");

    // An expectation with a closed form, for all values or at these, is a number; the comparison is then settled like any other. Null where there is none.
    private static Judgement? Closed(Obligation obligation, ClosedEvaluation evaluation)
    {
        var (formula, instance) = ((Comparison)obligation.Formula, obligation.Scope.Instance);
        return Attempt(() => Resolved(formula, instance, evaluation)) is { Kind: not VerdictKind.Inconclusive } settled ? settled
            : FormulaTraits.IsClosedMean(formula, instance) ? Attempt(() => InequalityChecker.Evaluable(formula, instance)) : null;

        Judgement? Attempt(Func<Term?> written)
        {
            try
            {
                if (written() is not { } known)
                {
                    return null;
                }

                var decided = evaluation.Decide(known, instance);
                if (decided.Truth == Certainty.Unknown)
                {
                    return new Judgement(VerdictKind.Inconclusive, $"the mean has a value, and both sides agree within the {decided.Arithmetic}; only exact arithmetic could decide");
                }

                // As a test would support it, and with more right.
                var kind = decided.Truth == Certainty.True ? VerdictKind.Supported : VerdictKind.Refuted;
                var (reason, qualifier) = ($"by the closed form of the expectation, in {decided.Arithmetic}", decided.IsExact && kind == VerdictKind.Refuted ? "" : "numerical");
                return new Judgement(kind, reason)
                {
                    Points = 1,
                    IsByLaw = true,
                    Qualifier = qualifier,
                    Cases = instance.Label.Length > 0 ? [new CaseEvidence(instance.Label, kind, reason) { Qualifier = qualifier }] : [],
                    Counterexample = decided.Truth == Certainty.False ? InequalityChecker.Failure(known, instance, decided, evaluation) : null,
                };
            }
            catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e) || e is NoClosedFormException)
            {
                return null;
            }
        }
    }

    // The comparison with its expectations carried out, or null where some have no closed form, or one that is not known to hold here.
    private static Comparison? Resolved(Comparison formula, Instance instance, ClosedEvaluation evaluation)
    {
        var moments = new Moments(Facts.None);
        var sides = formula.Children.Map(side => moments.Resolve(IndexForm.Of(Unfold.Definitions(side))));
        return sides.Any(side => FormulaTraits.IsRandom(side, instance)) || !moments.Conditions.All(condition => evaluation.TryDecide(condition, instance) == Certainty.True)
            ? null
            : new Comparison(sides[0], formula.Relations[0], sides[1]);
    }

    // A pilot only ranks candidates for a witness; the plain mean is compared.
    private static Judgement Pilot(MeanSetting setting, TrialProgram program, ClaimContext context)
    {
        var values = program.Run(0, PilotTrials, context.Options.Jobs, context.Cancellation).Where(r => r.Condition == Certainty.True).Select(r => r.Value).Where(double.IsFinite).ToList();
        if (values.Count == 0)
        {
            return new Judgement(VerdictKind.Inconclusive, "no pilot trial has a value");
        }

        var (mean, bound) = (values.Average(), setting.BoundLow.ToDouble());
        var holds = setting.Statement.Relation switch
        {
            Relation.LessOrEqual or Relation.Less => mean <= bound,
            Relation.GreaterOrEqual or Relation.Greater => mean >= bound,
            _ => true,
        };
        return new Judgement(holds ? VerdictKind.Unrefuted : VerdictKind.Refuted, string.Create(CultureInfo.InvariantCulture, $"the mean over {values.Count} pilot trials is {mean:G4}"))
        {
            Qualifier = "statistical",
            Trials = PilotTrials,
        };
    }
}
