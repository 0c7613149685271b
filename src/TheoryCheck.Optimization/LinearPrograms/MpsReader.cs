using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;

namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>
/// Reads MPS, free or fixed: the sections NAME, OBJSENSE, ROWS, COLUMNS, RHS, RANGES, BOUNDS, ENDATA. Fixed files are read by words, so their
/// names must hold no spaces. Later N rows than the first are kept as rows without bounds.
/// </summary>
[Cites("maros2003", "section 2.2")]
public static class MpsReader
{
    /// <summary>The program that the text describes.</summary>
    /// <exception cref="FormatException">The text is not MPS, or describes no program; the message gives the line.</exception>
    public static LinearProgram Read(string text)
    {
        var draft = new MpsDraft();
        var section = "";
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r');
            if (line.Length == 0 || line[0] == '*' || string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            try
            {
                if (!char.IsWhiteSpace(line[0]))
                {
                    section = words[0].ToUpperInvariant();
                    draft.Begin(section, words);
                    if (section == "ENDATA")
                    {
                        return draft.Finish();
                    }
                }
                else
                {
                    draft.Add(section, words);
                }
            }
            catch (Exception mistake) when (mistake is FormatException or ArgumentException)
            {
                throw new FormatException($"line {number}: {mistake.Message}", mistake);
            }
        }

        throw new FormatException($"line {number}: the text ends before ENDATA");
    }
}

/// <summary>A program while its file is read.</summary>
internal sealed class MpsDraft
{
    private readonly List<(string Name, char Kind)> rows = [];
    private readonly Dictionary<string, int> rowIndex = new(StringComparer.Ordinal);
    private readonly List<string> columns = [];
    private readonly Dictionary<string, int> columnIndex = new(StringComparer.Ordinal);
    private readonly List<(double Cost, double Lower, double Upper, List<LinearEntry> Entries)> columnData = [];
    private readonly Dictionary<int, double> right = [];
    private readonly Dictionary<int, double> ranges = [];
    private string name = "program";
    private string? objective;
    private double offset;
    private ObjectiveSense sense;

    public void Begin(string section, string[] words)
    {
        switch (section)
        {
            case "NAME":
                name = words.Length > 1 ? words[1] : name;
                break;
            case "OBJSENSE":
                if (words.Length > 1)
                {
                    Sense(words[1]);
                }

                break;
            case "ROWS" or "COLUMNS" or "RHS" or "RANGES" or "BOUNDS" or "ENDATA":
                break;
            default:
                throw new FormatException($"the section '{section}' is not one of NAME, OBJSENSE, ROWS, COLUMNS, RHS, RANGES, BOUNDS, ENDATA");
        }
    }

    public void Add(string section, string[] words)
    {
        switch (section)
        {
            case "OBJSENSE":
                Sense(words[0]);
                break;
            case "ROWS":
                Row(words);
                break;
            case "COLUMNS":
                Column(words);
                break;
            case "RHS":
                Pairs(words, (row, value) => right[row] = value, value => offset = -value);
                break;
            case "RANGES":
                Pairs(words, (row, value) => ranges[row] = value, _ => throw new FormatException("the objective has no range"));
                break;
            case "BOUNDS":
                Bound(words);
                break;
            default:
                throw new FormatException($"a line of data stands in the section '{section}'");
        }
    }

    public LinearProgram Finish() => new(
        name,
        sense,
        [.. rows.Select((row, i) => Made(row.Name, row.Kind, right.GetValueOrDefault(i), ranges.TryGetValue(i, out var range) ? range : null))],
        [.. columnData.Select((c, j) => new LinearColumn(columns[j], c.Cost, c.Lower, c.Upper, [.. c.Entries]))],
        offset);

    private static LinearRow Made(string name, char kind, double value, double? range) => kind switch
    {
        'N' => new(name, double.NegativeInfinity, double.PositiveInfinity),
        'G' => new(name, value, range is { } r ? value + Math.Abs(r) : double.PositiveInfinity),
        'L' => new(name, range is { } r ? value - Math.Abs(r) : double.NegativeInfinity, value),
        _ => new(name, range is < 0 ? value + range.Value : value, range is > 0 ? value + range.Value : value),
    };

    private static double Number(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value)
            ? value
            : throw new FormatException($"'{word}' is not a number");

    private void Sense(string word) => sense = word.ToUpperInvariant() switch
    {
        "MAX" or "MAXIMIZE" or "MAXIMISE" => ObjectiveSense.Maximise,
        "MIN" or "MINIMIZE" or "MINIMISE" => ObjectiveSense.Minimise,
        _ => throw new FormatException($"the sense '{word}' is neither MIN nor MAX"),
    };

    private void Row(string[] words)
    {
        if (words.Length != 2 || words[0].Length != 1 || !"NGLE".Contains(char.ToUpperInvariant(words[0][0]), StringComparison.Ordinal))
        {
            throw new FormatException("a row is a kind (N, G, L, E) and a name");
        }

        var kind = char.ToUpperInvariant(words[0][0]);
        if (kind == 'N' && objective is null)
        {
            objective = words[1];
            return;
        }

        rowIndex.Add(words[1], rows.Count);
        rows.Add((words[1], kind));
    }

    private void Column(string[] words)
    {
        if (words.Length is not (3 or 5))
        {
            throw new FormatException("a column line is a name and one or two pairs of row and number; integer markers are not read");
        }

        if (!columnIndex.TryGetValue(words[0], out var at))
        {
            columnIndex.Add(words[0], at = columns.Count);
            columns.Add(words[0]);
            columnData.Add((0, 0, double.PositiveInfinity, []));
        }

        Pairs(
            words,
            (row, value) =>
            {
                if (value != 0)
                {
                    columnData[at].Entries.Add(new(row, value));
                }
            },
            value => columnData[at] = columnData[at] with { Cost = value });
    }

    private void Pairs(string[] words, Action<int, double> entry, Action<double> cost)
    {
        // The name of the right side or range may be missing.
        for (var at = words.Length % 2; at + 1 < words.Length; at += 2)
        {
            var value = Number(words[at + 1]);
            if (words[at] == objective)
            {
                cost(value);
            }
            else
            {
                entry(rowIndex.TryGetValue(words[at], out var row) ? row : throw new FormatException($"there is no row '{words[at]}'"), value);
            }
        }
    }

    private void Bound(string[] words)
    {
        var kind = words[0].ToUpperInvariant();
        var valued = kind is "LO" or "UP" or "FX";
        if (!valued && kind is not ("FR" or "MI" or "PL"))
        {
            throw new FormatException($"the kind of bound '{words[0]}' is not one of LO, UP, FX, FR, MI, PL");
        }

        var names = words.Length - 1 - (valued ? 1 : 0);
        if (names is not (1 or 2) || !columnIndex.TryGetValue(words[names], out var at))
        {
            throw new FormatException("a bound is a kind, the name of a column, and a number for LO, UP, FX");
        }

        var column = columnData[at];
        var value = valued ? Number(words[^1]) : 0;
        columnData[at] = kind switch
        {
            "LO" => column with { Lower = value },
            "UP" => column with { Upper = value, Lower = value < 0 && column.Lower == 0 ? double.NegativeInfinity : column.Lower },
            "FX" => column with { Lower = value, Upper = value },
            "FR" => column with { Lower = double.NegativeInfinity, Upper = double.PositiveInfinity },
            "MI" => column with { Lower = double.NegativeInfinity },
            _ => column with { Upper = double.PositiveInfinity },
        };
    }
}
