using System.Collections.Immutable;

namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>What every linear program keeps: finite coefficients, ordered bounds, existing rows, usable names.</summary>
internal static class LinearProgramValidation
{
    public static void Check(ImmutableArray<LinearRow> rows, ImmutableArray<LinearColumn> columns, double offset)
    {
        Finite("the offset of the objective", offset);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            Named("row", row.Name, names);
            Bounded("row", row.Name, row.Lower, row.Upper);
        }

        names.Clear();
        var last = new int[rows.Length];
        Array.Fill(last, -1);
        for (var j = 0; j < columns.Length; j++)
        {
            var column = columns[j];
            Named("column", column.Name, names);
            Bounded("column", column.Name, column.Lower, column.Upper);
            Finite($"the cost of column '{column.Name}'", column.Cost);
            foreach (var (row, value) in column.Entries)
            {
                if ((uint)row >= (uint)rows.Length)
                {
                    throw new ArgumentException($"column '{column.Name}' names row {row}, but there are {rows.Length} rows", nameof(columns));
                }

                if (last[row] == j)
                {
                    throw new ArgumentException($"column '{column.Name}' has two coefficients in row '{rows[row].Name}'", nameof(columns));
                }

                last[row] = j;
                Finite($"the coefficient of column '{column.Name}' in row '{rows[row].Name}'", value);
            }
        }
    }

    private static void Finite(string what, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"{what} is {value:R}, but must be finite");
        }
    }

    private static void Named(string kind, string name, HashSet<string> names)
    {
        if (name.Length == 0 || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            throw new ArgumentException($"the {kind} name '{name}' is empty or holds white space");
        }

        if (!names.Add(name))
        {
            throw new ArgumentException($"two {kind}s have the name '{name}'");
        }
    }

    private static void Bounded(string kind, string name, double lower, double upper)
    {
        if (!(lower <= upper) || double.IsPositiveInfinity(lower) || double.IsNegativeInfinity(upper))
        {
            throw new ArgumentException($"{kind} '{name}' has the bounds {lower:R} and {upper:R}, but the lower must not exceed the upper");
        }
    }
}
