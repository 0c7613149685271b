using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>The points of a program that are as good as a given optimum, as a program that moves away from it as far as it can.</summary>
internal static class OptimalFace
{
    /// <summary>Maximises the total move of the movable variables over the optimal face; rows that may move enter through their columns.</summary>
    public static RationalProgram Program(RationalProgram program, ExactColumns columns, BasisStatus[] status, ExactBasis basis, HashSet<int> movable)
    {
        Rational Direction(int k) => !movable.Contains(k) ? Rational.Zero : status[k] == BasisStatus.AtLower ? Rational.One : -Rational.One;
        RationalBounds Kept(int k) => basis.Reduced[k].IsZero ? columns.Bounds(k) : new(basis.Values[k], basis.Values[k]);

        // A cost on a row's value is a cost on its columns. A move without end is cut: any second point will do.
        var kept = program.Columns.Select((column, j) => new RationalColumn(
            column.Entries.Aggregate(Direction(j), (cost, e) => cost + (Direction(columns.StructuralCount + e.Row) * e.Value)),
            Kept(j) is var bounds && Far(basis.Values[j]) is var far ? new(bounds.Lower ?? -far, bounds.Upper ?? far) : default,
            column.Entries));
        return new(ObjectiveSense.Maximise, [.. program.Rows.Select((_, i) => Kept(columns.StructuralCount + i))], [.. kept], Rational.Zero);
    }

    public static LinearProgramBasis Start(ExactColumns columns, BasisStatus[] status) =>
        new([.. status.Take(columns.StructuralCount)], [.. status.Skip(columns.StructuralCount)]);

    private static Rational Far(Rational value) => (2 * (value.Sign < 0 ? -value : value)) + 1;
}
