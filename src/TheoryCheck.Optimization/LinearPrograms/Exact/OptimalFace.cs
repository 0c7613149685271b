using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>The points of a program that are as good as a given optimum, as a program that moves away from it as far as it can.</summary>
internal static class OptimalFace
{
    /// <summary>
    /// Maximises the total move of the movable variables over the optimal face; rows that may move enter through their columns. Null when a
    /// variable that must stay has a bound the program cannot state.
    /// </summary>
    public static LinearProgram? Program(LinearProgram program, ExactColumns columns, BasisStatus[] status, ExactBasis basis, HashSet<int> movable)
    {
        double Direction(int k) => !movable.Contains(k) ? 0 : status[k] == BasisStatus.AtLower ? 1 : -1;
        (double Lower, double Upper)? Kept(int k)
        {
            var bounds = columns.Bounds(k);
            return basis.Reduced[k].IsZero ? bounds
                : basis.Values[k].ToDouble() is var value && Rational.FromExact(value) == basis.Values[k] ? (value, value)
                : null;
        }

        // A cost on a row's value is a cost on its columns; it must stay exact, so the costs are summed as rationals and must be doubles.
        var costs = new Rational[columns.StructuralCount];
        for (var j = 0; j < costs.Length; j++)
        {
            costs[j] = Rational.FromExact(Direction(j));
            foreach (var (row, value) in program.Columns[j].Entries)
            {
                if (Direction(columns.StructuralCount + row) is var direction and not 0)
                {
                    costs[j] += Rational.FromExact(direction) * Rational.FromExact(value);
                }
            }
        }

        var (rows, kept) = (new List<LinearRow>(), new List<LinearColumn>());
        for (var i = 0; i < program.Rows.Length; i++)
        {
            if (Kept(columns.StructuralCount + i) is not var (lower, upper))
            {
                return null;
            }

            rows.Add(new(program.Rows[i].Name, lower, upper));
        }

        for (var j = 0; j < costs.Length; j++)
        {
            var cost = costs[j].ToDouble();
            if (!double.IsFinite(cost) || Rational.FromExact(cost) != costs[j] || Kept(j) is not var (lower, upper))
            {
                return null;
            }

            kept.Add(program.Columns[j] with { Cost = cost, Lower = lower, Upper = upper });
        }

        // A move without end is cut: any second point will do.
        for (var j = 0; j < kept.Count; j++)
        {
            var column = kept[j];
            kept[j] = column with
            {
                Lower = double.IsNegativeInfinity(column.Lower) ? -Far(basis.Values[j]) : column.Lower,
                Upper = double.IsPositiveInfinity(column.Upper) ? Far(basis.Values[j]) : column.Upper,
            };
        }

        return new("face", ObjectiveSense.Maximise, [.. rows], [.. kept]);
    }

    public static LinearProgramBasis Start(ExactColumns columns, BasisStatus[] status) =>
        new([.. status.Take(columns.StructuralCount)], [.. status.Skip(columns.StructuralCount)]);

    private static double Far(Rational value) => 2 * Math.Ceiling(Math.Abs(value.ToDouble())) + 1;
}
