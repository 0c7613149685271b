using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Diagnostics;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Running;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Planning;

/// <summary>
/// What a run would do, without doing it: the judge walks each claim's prefix as in a run, and where a run would ask a checker,
/// the plan writes down what it would ask and assumes the answer that lets the walk go on.
/// </summary>
public static class SuitePlan
{
    /// <summary>Plans every claim that the filter lets through.</summary>
    /// <param name="specs">What the front end made of the files.</param>
    /// <param name="options">The options of the run that is planned.</param>
    /// <param name="cancellation">Ends the planning.</param>
    public static IEnumerable<ClaimPlan> Of(IReadOnlyList<SpecResult> specs, RunOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(specs);
        ArgumentNullException.ThrowIfNull(options);
        var (work, statistical, each) = SuiteRunner.Work(specs, options);
        var budgets = new Dictionary<(Rational Delta, Rational Alpha, long Cap), BudgetPlan>();
        foreach (var (spec, claim) in work)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return One(spec, claim, statistical.Contains((spec, claim)) ? each : null, options, budgets, cancellation);
        }
    }

    private static ClaimPlan One(
        Spec spec, Claim claim, Rational? alpha, RunOptions options, Dictionary<(Rational Delta, Rational Alpha, long Cap), BudgetPlan> budgets, CancellationToken cancellation)
    {
        var obligations = new List<PlannedObligation>();
        var pilots = 0;
        var context = new ClaimContext(spec, claim, new CheckSettings(spec, claim.Name), options, alpha ?? options.Alpha, static _ => { }, cancellation);
        context = context with
        {
            Foresee = (obligation, checker) =>
            {
                if (obligation.Scope.IsPilot)
                {
                    pilots++;
                }
                else
                {
                    obligations.Add(Plan(obligation, checker, context, budgets));
                }

                return Assumed(obligation);
            },
        };
        var remark = Walk(context);
        return new ClaimPlan(spec.Front.Id, claim.Name, alpha, pilots, obligations.ToSequence(), remark);
    }

    private static string Walk(ClaimContext context)
    {
        if (ClaimJudge.OpenSymbol(context.Claim.Closed) is { } open)
        {
            return $"broken: the source names '{open.Name}' and never defines it";
        }

        try
        {
            var judged = new Judge(context).Run();
            return judged.Kind is VerdictKind.Vacuous or VerdictKind.Inconclusive or VerdictKind.Broken ? judged.Reason : "";
        }
        catch (Exception limit) when (limit is NotRepresentableException or UndefinedException or RefusedException or InsufficientExecutionStackException)
        {
            return limit.Message;
        }
    }

    // The walk goes on as after the best answer: an antecedent holds, an identity is derived, a candidate passes.
    private static Judgement Assumed(Obligation obligation) => new(obligation.Formula is Derive ? VerdictKind.Proved : VerdictKind.Certified, "");

    private static PlannedObligation Plan(
        Obligation obligation, Judging.Checker? checker, ClaimContext context, Dictionary<(Rational Delta, Rational Alpha, long Cap), BudgetPlan> budgets)
    {
        var scope = obligation.Scope;
        var kind = checker?.GetType().Name.Replace(nameof(Checker), "", StringComparison.Ordinal).ToLowerInvariant() ?? "";
        var planned = new PlannedObligation(kind, scope.Instance.Label, scope.Siblings);
        if (checker is null)
        {
            return planned with { Remark = $"no checker for {FormulaTraits.NameUncheckable(obligation.Formula)}" };
        }

        try
        {
            return checker is MeanChecker ? Mean(planned, obligation, context)
                : obligation.Formula is WithProbability statement ? Frequency(planned, statement, obligation, context, budgets) : planned;
        }
        catch (Exception limit) when (limit is NotRepresentableException or UndefinedException or RefusedException)
        {
            return planned with { Remark = $"will not be decided: {limit.Message}" };
        }
    }

    private static PlannedObligation Frequency(
        PlannedObligation planned, WithProbability statement, Obligation obligation, ClaimContext context, Dictionary<(Rational Delta, Rational Alpha, long Cap), BudgetPlan> budgets)
    {
        var evaluation = new ClosedEvaluation();
        var instance = obligation.Scope.Instance;
        if (evaluation.TryEnclose(statement.Level, instance) is not var (low, high))
        {
            return planned with { Remark = "will not be decided: the claimed probability could not be evaluated" };
        }

        if (FrequencyChecker.Trivial(statement.Relation, low, high) is { } settled)
        {
            return planned with { Remark = $"needs no trial: {settled.Reason}" };
        }

        if (low.Sign < 0 || high > Rational.One)
        {
            return planned with { Remark = "will not be decided: the claimed probability could not be told apart from 0 or 1" };
        }

        if (FrequencyChecker.Exact(statement, low, high, obligation.Scope, evaluation, context) is { } exact)
        {
            return planned with { Remark = $"needs no trial: {exact.Reason}" };
        }

        var alpha = new Alpha(context.Alpha * obligation.Share);
        var delta = statement.Relation == Relation.LessOrEqual ? low : Rational.One - high;
        using var program = TrialRuns.Of(statement.Body, statement.Given, statement.Binders.Select(b => b.Symbol).ToList(), HorizonBiasLogic.Of(statement.Relation), obligation.Scope, context);
        long? stated = context.Settings.Value("trials") is { } setting && evaluation.TryRational(setting, instance) is { IsInteger: true, Sign: > 0 } trials
            ? (long)trials.Numerator
            : null;
        var cap = stated ?? FrequencyChecker.Most(statement.Relation, statement.Relation == Relation.LessOrEqual ? low : high, alpha, program, obligation.Scope, context);
        if (!budgets.TryGetValue((delta, alpha.Value, cap), out var budget))
        {
            budget = BudgetPlan.Of(new Probability(delta), alpha, cap);
            budgets.Add((delta, alpha.Value, cap), budget);
        }

        return planned with
        {
            Alpha = alpha.Value,
            Budget = budget,
            IsFixed = stated is not null,
            OperationsPerTrial = program.OperationsPerTrial,
            BytesPerThread = program.BytesPerThread,
            Remark = statement.Relation == Relation.Equal ? "an equality of probabilities can only be refuted" : "",
        };
    }

    private static PlannedObligation Mean(PlannedObligation planned, Obligation obligation, ClaimContext context)
    {
        if (MeanChecker.Setting(obligation, context, new ClosedEvaluation(), out var refusal) is not { } setting)
        {
            return planned with { Remark = $"decided only by a closed form: {refusal!.Reason}" };
        }

        if (MeanChecker.Trivial(setting) is { } settled)
        {
            return planned with { Remark = $"needs no trial: {settled.Reason}" };
        }

        var statement = setting.Statement;
        var alpha = new Alpha(context.Alpha * obligation.Share);
        using var program = TrialCompilation.Value(statement.Value, statement.Given, statement.Draws.Items, obligation.Scope, context);
        var cap = FrequencyChecker.Cap(program, context);
        var values = $"values in {MeanChecker.Show(setting)}";
        return planned with
        {
            Alpha = alpha.Value,
            OperationsPerTrial = program.OperationsPerTrial,
            BytesPerThread = program.BytesPerThread,
            Remark = statement.Relation == Relation.Equal
                ? $"{values}; an equality of means can only be refuted, unless it has a closed form"
                : Words(MeanPlan.Of(statement.Relation, setting.BoundLow, setting.Low, setting.High, alpha, cap), values),
        };
    }

    private static string Words(MeanPlan plan, string values) =>
        $"{values}; {plan.Budget} trials; unless it has a closed form, support needs at least {Trials(plan.LeastSupport)}, refutation at least {Trials(plan.LeastRefutation)}";

    private static string Trials(long? least) => least is { } trials ? trials.ToString(System.Globalization.CultureInfo.InvariantCulture) : "more than allowed";
}
