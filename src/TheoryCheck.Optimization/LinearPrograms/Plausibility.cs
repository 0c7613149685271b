namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>
/// Refuses answers that cannot be meant: wrong lengths, NaN, or a point far outside the program. Passing says nothing; it only keeps nonsense from
/// costing an exact check.
/// </summary>
public static class Plausibility
{
    /// <summary>Violations above this, relative to the sizes in the row, are nonsense rather than rounding.</summary>
    private const double Slack = 1e-4;

    /// <summary>The answer itself, or a failure that says what was wrong with it.</summary>
    public static LinearProgramSolution Judge(LinearProgram program, LinearProgramSolution answer)
    {
        var doubt = answer.Status == LinearProgramStatus.Optimal ? Doubt(program, answer) : null;
        return doubt is null ? answer : new()
        {
            Status = LinearProgramStatus.Failed,
            Oracle = answer.Oracle,
            Iterations = answer.Iterations,
            Report = answer.Report.With($"{answer.Oracle} answered nonsense: {doubt}"),
        };
    }

    private static string? Doubt(LinearProgram program, LinearProgramSolution answer)
    {
        if (answer.Primal.Length != program.Columns.Length)
        {
            return $"{answer.Primal.Length} values for {program.Columns.Length} columns";
        }

        if ((answer.Dual.Length != 0 && answer.Dual.Length != program.Rows.Length)
            || (answer.ReducedCosts.Length != 0 && answer.ReducedCosts.Length != program.Columns.Length))
        {
            return "the number of multipliers is wrong";
        }

        if (!double.IsFinite(answer.Objective) || answer.Primal.Any(v => !double.IsFinite(v)) || answer.Dual.Any(v => !double.IsFinite(v))
            || answer.ReducedCosts.Any(v => !double.IsFinite(v)))
        {
            return "a number that is not finite";
        }

        for (var j = 0; j < program.Columns.Length; j++)
        {
            if (IsOutside(answer.Primal[j], program.Columns[j].Lower, program.Columns[j].Upper, 0))
            {
                return $"column '{program.Columns[j].Name}' is outside its bounds";
            }
        }

        var point = answer.Primal.AsSpan();
        var (values, sizes) = (program.RowValues(point), new double[program.Rows.Length]);
        for (var j = 0; j < program.Columns.Length; j++)
        {
            foreach (var (row, value) in program.Columns[j].Entries)
            {
                sizes[row] += Math.Abs(value * point[j]);
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (IsOutside(values[i], program.Rows[i].Lower, program.Rows[i].Upper, sizes[i]))
            {
                return $"row '{program.Rows[i].Name}' is outside its bounds";
            }
        }

        var objective = program.Objective(point);
        return Math.Abs(objective - answer.Objective) <= Slack * (1 + Math.Abs(objective)) ? null : "the objective is not that of the point";
    }

    private static bool IsOutside(double value, double lower, double upper, double size) =>
        !(value >= lower - Slack * (1 + size + Magnitude(lower)) && value <= upper + Slack * (1 + size + Magnitude(upper)));

    private static double Magnitude(double bound) => double.IsFinite(bound) ? Math.Abs(bound) : 0;
}
