using TheoryCheck.Core;

namespace TheoryCheck.Verification.Results;

/// <summary>Data for a picture of what a claim is about: numbers for the eye, never evidence.</summary>
/// <param name="Kind">What kind of picture; a report draws the kinds that it knows.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Tables">Its data.</param>
public sealed record Figure(string Kind, string Title, Sequence<FigureTable> Tables)
{
    private const int Digits = 7;

    /// <summary>The table of a name, or null.</summary>
    public FigureTable? Table(string name) => Tables.Items.FirstOrDefault(t => t.Name == name);

    /// <summary>A value with as many digits as an eye can see the use of; the same on every machine.</summary>
    public static double Rounded(double value) => double.IsFinite(value)
        ? double.Parse(value.ToString($"G{Digits}", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture)
        : value;
}

/// <summary>A table of a picture's data.</summary>
/// <param name="Name">What its rows are.</param>
/// <param name="Columns">Its columns, all of the same length.</param>
public sealed record FigureTable(string Name, Sequence<FigureColumn> Columns)
{
    /// <summary>A name for each row; empty when they have none.</summary>
    public Sequence<string> Labels { get; init; } = [];

    /// <summary>The number of rows.</summary>
    public int Count => Columns.IsEmpty ? 0 : Columns.Items.Min(c => c.Values.Count);

    /// <summary>The values of a column; none when there is no such column.</summary>
    public Sequence<double> this[string column] => Columns.Items.FirstOrDefault(c => c.Name == column)?.Values ?? [];

    /// <summary>A table from its rows, rounded.</summary>
    public static FigureTable Of(string name, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<double>> rows) =>
        new(name, columns.Select((column, c) => new FigureColumn(column, rows.Select(row => Figure.Rounded(row[c])).ToSequence())).ToSequence());
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values.</param>
public sealed record FigureColumn(string Name, Sequence<double> Values);
