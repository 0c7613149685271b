using System.Collections.Immutable;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>The basis that an optimal point suggests, for oracles that report none: basic is what lies between its bounds.</summary>
internal static class PointBasis
{
    private const double Near = 1e-9;

    /// <summary>The statuses; need be neither regular nor as many as a basis has.</summary>
    internal static LinearProgramBasis Of(LinearProgram program, LinearProgramSolution answer)
    {
        var values = program.RowValues(answer.Primal.AsSpan());
        return new(
            [.. program.Columns.Select((c, j) => Status(answer.Primal[j], c.Lower, c.Upper))],
            [.. program.Rows.Select((r, i) => Status(values[i], r.Lower, r.Upper))]);
    }

    private static BasisStatus Status(double value, double lower, double upper) =>
        IsNear(value, lower) ? BasisStatus.AtLower : IsNear(value, upper) ? BasisStatus.AtUpper : BasisStatus.Basic;

    private static bool IsNear(double value, double bound) => double.IsFinite(bound) && Math.Abs(value - bound) <= Near * (1 + Math.Abs(bound));
}
