using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Discretised;

/// <summary>What an oracle's optimum of the discretised problem says of the bounds over all measures.</summary>
public enum OpinionOutcome
{
    /// <summary>The optimum lies between the bounds, to the tolerance.</summary>
    Agrees,

    /// <summary>It does not, but nothing rigorous follows: the directions, the tangents or the oracle are too coarse.</summary>
    Differs,

    /// <summary>Proved: the bounds are wrong. A mistake of this program.</summary>
    Contradicts,

    /// <summary>There was no program to ask about, or no answer that could be believed.</summary>
    None,
}

/// <summary>
/// The discretised problem, solved by an oracle that knows nothing of the solver of the problem over measures, beside that solver's bounds. No
/// verdict rests on it.
/// </summary>
/// <remarks>
/// With the atoms among the directions and the dual variables among the tangents, lower bound ≤ optimum ≤ upper bound. Any point of the program is a
/// measure, whose objective, enclosed, must not be below the lower bound; any multipliers bound the program from below, and that bound must
/// not be above the value of the atoms. Both hold whatever the oracle answers, so a wrong oracle cannot contradict.
/// </remarks>
/// <param name="Outcome">What follows.</param>
/// <param name="Oracle">Who answered; null when nobody was asked.</param>
/// <param name="Directions">The number of directions.</param>
/// <param name="Optimum">The oracle's optimum in the units of the problem; NaN without one.</param>
/// <param name="Sentence">The outcome in words.</param>
/// <param name="Report">Restarts, refusals and replacements on the way.</param>
/// <param name="Program">The program; null when there was none.</param>
[Cites("neumaier2004", "section 3")]
public sealed record SecondOpinion(OpinionOutcome Outcome, OracleIdentity? Oracle, int Directions, double Optimum, string Sentence, OracleReport Report, LinearProgram? Program)
{
    /// <summary>How far the optimum may lie outside the bounds, and how much its multipliers may leave unproved, relative to its size.</summary>
    public const double Tolerance = 1e-6;

    private const int MostSamples = 200;

    /// <summary>Asks the oracles in turn until one proves its answer.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="solution">What is known of it.</param>
    /// <param name="oracles">The oracles, the preferred first.</param>
    /// <param name="request">How hard each oracle tries.</param>
    public static SecondOpinion Ask(MeasureProblem problem, MeasureSolution solution, ImmutableArray<LinearProgramOracle> oracles, LinearProgramRequest request)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        if (Bracketed(problem, solution) is not var (asked, loss, known) || oracles.IsEmpty)
        {
            return new(OpinionOutcome.None, null, 0, double.NaN, "there is no discretised problem with bounds on both sides to ask about", OracleReport.Uneventful, null);
        }

        var discretised = DiscretisedProblem.Of(asked, loss, known);
        var answer = LinearProgramOracles.Solve(discretised.Program, request, oracles, candidate => Doubt(discretised.Program, candidate));
        if (answer.Status != LinearProgramStatus.Optimal)
        {
            return new(OpinionOutcome.None, answer.Oracle, discretised.DirectionCount, double.NaN, "no oracle gave an answer that could be believed", answer.Report, discretised.Program);
        }

        var optimum = answer.Objective * discretised.Unit;
        var (outcome, sentence) = Compare(asked, loss, known, discretised, answer, optimum);
        return new(outcome, answer.Oracle, discretised.DirectionCount, optimum, sentence, answer.Report, discretised.Program);
    }

    /// <summary>The problem as a minimisation with finite bounds above 0; the margin as the least variation with margin 1.</summary>
    private static (MeasureProblem Problem, SeparableLoss Loss, MeasureSolution Known)? Bracketed(MeasureProblem problem, MeasureSolution solution)
    {
        if (problem.SampleCount > MostSamples || solution is not { Status: MeasureStatus.Solved or MeasureStatus.GapLeft, LowerBound: { } low, UpperBound: { } high })
        {
            return null;
        }

        if (problem is { Loss: MaximalMargin margin, NormBound: { } bound } && low.Sign > 0)
        {
            var least = new MeasureProblem(problem.Inputs, problem.Feature, margin.Equivalent, 1, problem.IsNonnegative);
            return (least, margin.Equivalent, solution with { LowerBound = bound / high, UpperBound = bound / low, Atoms = MeasureRun.Scaled(solution.Atoms, 1 / low) });
        }

        return problem.Loss is SeparableLoss loss && high.Sign > 0 && (!problem.Penalty.IsZero || problem.NormBound is not null) ? (problem, loss, solution) : null;
    }

    private static string? Doubt(LinearProgram program, LinearProgramSolution answer)
    {
        if (answer.Status != LinearProgramStatus.Optimal)
        {
            return $"it ended with {answer.Status}, but the program has an optimum";
        }

        if (answer.Dual.Length != program.Rows.Length || SafeDualBound.Of(program, answer.Dual.AsSpan()) is not { } proved)
        {
            return "it gives no multipliers that prove a bound";
        }

        var gap = Math.Abs(answer.Objective - proved.ToDouble());
        return gap <= Tolerance * Math.Max(1e-6, Math.Abs(answer.Objective)) ? null
            : string.Create(CultureInfo.InvariantCulture, $"its multipliers prove {proved.ToDouble():G9} where its point has {answer.Objective:G9}");
    }

    private static (OpinionOutcome Outcome, string Sentence) Compare(
        MeasureProblem problem, SeparableLoss loss, MeasureSolution known, DiscretisedProblem discretised, LinearProgramSolution answer, double optimum)
    {
        var (low, high) = (known.LowerBound!.Value, known.UpperBound!.Value);
        var size = Math.Max(Math.Abs(low.ToDouble()), Math.Abs(high.ToDouble()));
        string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

        var reached = Reached(problem, loss, known.DualPoint, discretised.Measure(answer.Primal));
        if (reached is { } value && value < low)
        {
            return (OpinionOutcome.Contradicts, Words($"a measure on the directions has the value {value.ToDouble():G12}, below the lower bound {low.ToDouble():G12}"));
        }

        var proved = SafeDualBound.Of(discretised.Program, answer.Dual.AsSpan())!.Value.ToDouble() * discretised.Unit;
        if (proved - Missed(problem, loss, known.Atoms, answer.Dual, discretised.Unit) > high.ToDouble() + (1e-9 * size))
        {
            return (OpinionOutcome.Contradicts, Words($"multipliers prove that the atoms have a value of at least {proved:G12}, above the upper bound {high.ToDouble():G12}"));
        }

        var outside = Math.Max(0, Math.Max(low.ToDouble() - optimum, optimum - high.ToDouble()));
        return outside <= Tolerance * size
            ? (OpinionOutcome.Agrees, Words($"the optimum {optimum:G9} on {discretised.DirectionCount} directions lies between the bounds"))
            : (OpinionOutcome.Differs, Words($"the optimum {optimum:G9} on {discretised.DirectionCount} directions is {outside / size:E1} of its size outside the bounds {low.ToDouble():G9} and {high.ToDouble():G9}"));
    }

    /// <summary>
    /// An upper bound of the objective of a measure, scaled into the norm bound. An output outside the range of its loss is moved into it, at the price of
    /// the dual variable, which the lower bound grants.
    /// </summary>
    private static Rational? Reached(MeasureProblem problem, SeparableLoss loss, Sequence<Rational> dual, Sequence<Atom> atoms)
    {
        var variation = PrimalBound.Variation(atoms).Upper;
        if (problem.NormBound is { } bound && variation > bound)
        {
            (atoms, variation) = (MeasureRun.Scaled(atoms, bound / variation), bound);
        }

        var outputs = PrimalBound.Outputs(problem, atoms);
        var sum = problem.Penalty * variation;
        for (var i = 0; i < outputs.Length; i++)
        {
            var moved = Moved(loss, i, outputs[i]);
            if (loss.Value(i, moved, 128) is not { IsBounded: true } value)
            {
                return null;
            }

            var price = dual[i] * (moved - outputs[i]);
            sum += value.Upper + (price.Sign < 0 ? -price : price);
        }

        return sum;
    }

    /// <summary>How much the atoms' outputs miss the ranges of their losses, priced by the multipliers.</summary>
    private static double Missed(MeasureProblem problem, SeparableLoss loss, Sequence<Atom> atoms, ImmutableArray<double> multipliers, double unit)
    {
        var outputs = PrimalBound.Outputs(problem, atoms);
        return unit * outputs.Select((f, i) => Math.Abs(multipliers[i] * (Moved(loss, i, f) - f).ToDouble())).Sum();
    }

    private static Rational Moved(SeparableLoss loss, int sample, Rational output)
    {
        var (low, high) = loss.OutputRange(sample);
        return low is { } least && output < least ? least : high is { } most && output > most ? most : output;
    }
}
