using System.CommandLine;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;
using TheoryCheck.Verification.Planning;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>plan PATH...</c>: what a run would settle, how, and what its budget of trials can decide; said before it is spent.</summary>
internal sealed class PlanCommand : ProductCommand
{
    private const int ShownObligations = 8;

    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Spec files or folders.", Arity = ArgumentArity.OneOrMore };
        var filter = new Option<string>("--filter") { Description = "Only claims whose spec/claim contains this text, or specs with this tag.", DefaultValueFactory = _ => "" };
        var alpha = new Option<string>("--alpha") { Description = "The error probability of the whole run.", DefaultValueFactory = _ => "1/1000" };
        var budget = new Option<double>("--budget") { Description = "A factor on the default numbers of trials and configurations.", DefaultValueFactory = _ => 1 };
        var command = new Command("plan", "Says what a run would settle, and what its budget of trials can decide, without running it.") { paths, filter, alpha, budget };
        command.SetAction((parsed, cancellation) =>
        {
            if (!ErrorLevel.TryRead(parsed.GetValue(alpha)!, terminal, out var level))
            {
                return Task.FromResult(ExitCode.BadInput);
            }

            if (!(parsed.GetValue(budget) > 0))
            {
                terminal.Error.WriteLine("theorycheck: error TC8005: --budget must be positive");
                return Task.FromResult(ExitCode.BadInput);
            }

            var options = new RunOptions { Filter = parsed.GetValue(filter)!, Alpha = level, Budget = parsed.GetValue(budget) };
            return Task.FromResult(Plan(parsed.GetValue(paths)!, options, terminal, cancellation));
        });
        return command;
    }

    private static int Plan(string[] paths, RunOptions options, Terminal terminal, CancellationToken cancellation)
    {
        if (SpecFiles.Find(paths, terminal) is not { } files)
        {
            return ExitCode.BadInput;
        }

        var specs = SpecFiles.Read(files, terminal);
        var (claims, undecidable) = (0, 0);
        foreach (var plan in SuitePlan.Of(specs, options, cancellation))
        {
            claims++;
            undecidable += plan.Obligations.Count(o => o.Budget is { } b && !CanDecide(b));
            foreach (var line in Lines(plan))
            {
                terminal.Out.WriteLine(line);
            }
        }

        if (specs.Any(s => s.Diagnostics.Any(d => d.Kind.Severity == Severity.Error)))
        {
            return ExitCode.BadInput;
        }

        if (claims == 0)
        {
            terminal.Error.WriteLine("theorycheck: nothing to plan: no claim passes the filter");
            return ExitCode.NothingToRun;
        }

        terminal.Out.WriteLine($"{claims} claim(s); {undecidable} test(s) whose budget can neither support nor refute");
        return ExitCode.AsExpected;
    }

    /// <summary>The plan of one claim as lines of text, the first of which names it.</summary>
    internal static IEnumerable<string> Lines(ClaimPlan plan)
    {
        var share = plan.Alpha is { } alpha ? $"alpha {Level(alpha)}" : "no error budget needed";
        yield return $"{plan.Spec}/{plan.Claim}: {share}";
        if (plan.PilotRuns > 0)
        {
            yield return $"  witness: chosen on pilot runs ({plan.PilotRuns} at most), then judged on fresh trials";
        }

        foreach (var line in plan.Obligations.Take(ShownObligations).SelectMany(Lines))
        {
            yield return "  " + line;
        }

        if (plan.Obligations.Count > ShownObligations)
        {
            var rest = plan.Obligations.Skip(ShownObligations).ToList();
            var words = rest.GroupBy(o => o.Checker.Length == 0 ? "no checker" : o.Checker).Select(g => $"{g.Count()} {g.Key}");
            var stuck = rest.Count(o => o.Budget is { } b && !CanDecide(b));
            yield return $"  and {rest.Count} more: {string.Join(", ", words)}" + (stuck > 0 ? $"; {stuck} of them cannot decide" : "");
        }

        if (plan.Remark.Length > 0)
        {
            yield return $"  note: {plan.Remark}";
        }
    }

    private static string Count(long trials) => trials >= 1_000_000_000_000 ? "more than 10^12" : trials.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(PlannedObligation planned)
    {
        var where = planned.Case.Length > 0 ? $" at {planned.Case}" : "";
        var times = planned.Configurations > 1 ? $", at each of up to {planned.Configurations} configurations" : "";
        var level = planned.Alpha is { } alpha ? $", alpha {Level(alpha)}" : "";
        yield return (planned.Checker.Length == 0 ? "not checked" : planned.Checker) + where + times + level + (planned.Remark.Length > 0 ? $": {planned.Remark}" : "");
        if (planned.Budget is not { } budget)
        {
            yield break;
        }

        var test = planned.IsFixed ? $"exact binomial test on {budget.Budget} trials" : $"sequential test, up to {budget.Budget} trials";
        yield return $"  P(failure) <= {budget.Delta} by a {test}";
        if (!budget.Needs.IsEmpty && !planned.IsFixed)
        {
            yield return "  support needs " + string.Join(", ", budget.Needs.Select(n => $"{Count(n.Trials)} trials with {n.Failures} failure{(n.Failures == 1 ? "" : "s")}"));
        }

        if (!planned.IsFixed)
        {
            yield return Prospect(budget);
        }

        if (planned.OperationsPerTrial > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"  a trial takes about {planned.OperationsPerTrial:0.0e+0} operations; a thread holds {planned.BytesPerThread / 1e6:0.0} MB");
        }
    }

    private static string Prospect(BudgetPlan budget) => (budget.CanSupport, budget.CanRefute) switch
    {
        (true, true) => $"  the budget can support and refute (refutation from {budget.LeastRefutation} failures in a row)",
        (true, false) => "  the budget can support, but not refute",
        (false, true) => $"  the budget can refute (from {budget.LeastRefutation} failures in a row), but never support",
        _ => "  the budget decides nothing: the verdict will be inconclusive; raise --budget or --alpha",
    };

    private static bool CanDecide(BudgetPlan budget) => budget.CanSupport || budget.CanRefute;

    private static string Level(Rational alpha) =>
        alpha.ToString().Length <= 12 ? alpha.ToString() : alpha.ToDouble().ToString("0.#e-00", CultureInfo.InvariantCulture);
}
