using System.Globalization;
using System.Text;
using TheoryCheck.Core;

namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>Writes a program in free MPS format; numbers keep their exact binary value.</summary>
[Cites("maros2003", "section 2.2")]
public static class MpsWriter
{
    /// <summary>The program as text, lines ended by a line feed.</summary>
    /// <exception cref="NotSupportedException">A row has two bounds whose distance is no double: MPS stores the distance.</exception>
    public static string Write(LinearProgram program)
    {
        var text = new StringBuilder();
        var objective = UnusedName(program);
        text.Append("NAME ").Append(program.Name.Length == 0 || program.Name.Any(char.IsWhiteSpace) ? "program" : program.Name).Append('\n');
        if (program.Sense == ObjectiveSense.Maximise)
        {
            text.Append("OBJSENSE\n MAX\n");
        }

        text.Append("ROWS\n N ").Append(objective).Append('\n');
        foreach (var row in program.Rows)
        {
            text.Append(' ').Append(Kind(row)).Append(' ').Append(row.Name).Append('\n');
        }

        text.Append("COLUMNS\n");
        foreach (var column in program.Columns)
        {
            Line(text, column.Name, objective, column.Cost);
            foreach (var (row, value) in column.Entries)
            {
                Line(text, column.Name, program.Rows[row].Name, value);
            }
        }

        text.Append("RHS\n");
        if (program.Offset != 0)
        {
            Line(text, "RHS", objective, -program.Offset);
        }

        foreach (var row in program.Rows.Where(row => Kind(row) != 'N'))
        {
            Line(text, "RHS", row.Name, Kind(row) == 'L' ? row.Upper : row.Lower);
        }

        Ranges(text, program);
        text.Append("BOUNDS\n");
        foreach (var column in program.Columns)
        {
            Bounds(text, column);
        }

        return text.Append("ENDATA\n").ToString();
    }

    private static void Ranges(StringBuilder text, LinearProgram program)
    {
        // A range is a length in MPS: where upper - lower rounds, a reader would see another program.
        var ranged = program.Rows.Where(row => Kind(row) == 'G' && !double.IsInfinity(row.Upper)).ToList();
        if (ranged.Count == 0)
        {
            return;
        }

        text.Append("RANGES\n");
        foreach (var row in ranged)
        {
            var length = row.Upper - row.Lower;
            if (row.Lower + length != row.Upper)
            {
                throw new NotSupportedException($"row '{row.Name}' has bounds {row.Lower:R} and {row.Upper:R}, whose distance is no double; MPS cannot hold it");
            }

            Line(text, "RNG", row.Name, length);
        }
    }

    private static void Bounds(StringBuilder text, LinearColumn column)
    {
        if (column.Lower == column.Upper)
        {
            Bound(text, "FX", column.Name, column.Lower);
        }
        else if (double.IsNegativeInfinity(column.Lower) && double.IsPositiveInfinity(column.Upper))
        {
            text.Append(" FR BND ").Append(column.Name).Append('\n');
        }
        else
        {
            if (double.IsNegativeInfinity(column.Lower))
            {
                text.Append(" MI BND ").Append(column.Name).Append('\n');
            }
            else if (column.Lower != 0 || column.Upper <= 0)
            {
                Bound(text, "LO", column.Name, column.Lower);
            }

            if (!double.IsPositiveInfinity(column.Upper))
            {
                Bound(text, "UP", column.Name, column.Upper);
            }
        }
    }

    private static void Bound(StringBuilder text, string kind, string name, double value) =>
        text.Append(CultureInfo.InvariantCulture, $" {kind} BND {name} {value:R}\n");

    private static void Line(StringBuilder text, string first, string second, double value) =>
        text.Append(CultureInfo.InvariantCulture, $" {first} {second} {value:R}\n");

    private static char Kind(LinearRow row) =>
        row.Lower == row.Upper ? 'E'
        : !double.IsNegativeInfinity(row.Lower) ? 'G'
        : !double.IsPositiveInfinity(row.Upper) ? 'L' : 'N';

    private static string UnusedName(LinearProgram program)
    {
        var name = "objective";
        while (program.Rows.Any(row => row.Name == name))
        {
            name += "_";
        }

        return name;
    }
}
