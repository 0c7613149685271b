using NUnit.Framework;
using TheoryCheck.Optimization.LinearPrograms;

namespace TheoryCheck.Tests.Optimization.LinearPrograms;

/// <summary>The conditions of optimality, checked from the program alone.</summary>
internal static class OptimalityAssert
{
    public static void Optimal(LinearProgram program, LinearProgramSolution answer, double tolerance = 1e-7)
    {
        Assert.That(answer.Status, Is.EqualTo(LinearProgramStatus.Optimal), string.Join("; ", answer.Report.Events));
        var sign = program.Sense == ObjectiveSense.Minimise ? 1 : -1;
        var values = program.RowValues(answer.Primal.AsSpan());
        for (var i = 0; i < values.Length; i++)
        {
            Complementary(values[i], program.Rows[i].Lower, program.Rows[i].Upper, sign * answer.Dual[i], tolerance);
        }

        for (var j = 0; j < program.Columns.Length; j++)
        {
            var column = program.Columns[j];
            var reduced = column.Cost - column.Entries.Sum(e => e.Value * answer.Dual[e.Row]);
            Assert.That(answer.ReducedCosts[j], Is.EqualTo(reduced).Within(tolerance), column.Name);
            Complementary(answer.Primal[j], column.Lower, column.Upper, sign * reduced, tolerance);
        }

        Assert.That(answer.Objective, Is.EqualTo(program.Objective(answer.Primal.AsSpan())).Within(tolerance));
    }

    private static void Complementary(double value, double lower, double upper, double multiplier, double tolerance)
    {
        var scale = tolerance * (1 + Math.Abs(value));
        Assert.That(value, Is.GreaterThanOrEqualTo(lower - scale).And.LessThanOrEqualTo(upper + scale));
        if (value > lower + scale)
        {
            Assert.That(multiplier, Is.LessThanOrEqualTo(tolerance));
        }

        if (value < upper - scale)
        {
            Assert.That(multiplier, Is.GreaterThanOrEqualTo(-tolerance));
        }
    }
}
