using TheoryCheck.Core;

namespace TheoryCheck.Verification.Results;

/// <summary>A quantity over trials against its bound, as a picture; numbers for the eye, never evidence.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">One for each swept value, in the order of the sweep.</param>
public sealed record Curve(string Title, PlotAxis X, PlotAxis Y, Sequence<CurveSeries> Series);

/// <summary>An axis of a picture.</summary>
/// <param name="Name">The quantity, in words or in the claim language.</param>
/// <param name="IsLogarithmic">Whether its scale is logarithmic; values that are not positive are then left out.</param>
public sealed record PlotAxis(string Name, bool IsLogarithmic = false);

/// <summary>One line of a picture. All sequences but the empty ones have the length of <paramref name="X"/>.</summary>
/// <param name="Label">The swept value, such as <c>M = 64</c>; may be empty.</param>
/// <param name="X">The abscissae, increasing.</param>
/// <param name="Median">The median over the trials, or the one value.</param>
/// <param name="Low">The lower edge of the band over the trials; empty for no band.</param>
/// <param name="High">The upper edge of the band; empty for no band.</param>
/// <param name="Bound">The claimed bound; empty for none. NaN where undefined.</param>
public sealed record CurveSeries(
    string Label,
    Sequence<double> X,
    Sequence<double> Median,
    Sequence<double> Low,
    Sequence<double> High,
    Sequence<double> Bound)
{
    /// <summary>What the band covers, such as <c>5% to 95% of 200 trials</c>.</summary>
    public string BandLabel { get; init; } = "";
}

/// <summary>How often a quantity fell between consecutive edges.</summary>
/// <param name="Quantity">The quantity, in words.</param>
/// <param name="Edges">The edges, increasing; one more than <paramref name="Counts"/>.</param>
/// <param name="Counts">How many values fell in [edge, next edge); the last cell holds its right edge too.</param>
public sealed record Histogram(string Quantity, Sequence<double> Edges, Sequence<long> Counts)
{
    /// <summary>A value marked by a line, such as 0 for a slack; null for none.</summary>
    public double? Marker { get; init; }
}
