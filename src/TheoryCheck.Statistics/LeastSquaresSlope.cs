using TheoryCheck.Core;

namespace TheoryCheck.Statistics;

/// <summary>The least-squares slope of y on x, with the slopes on the two halves of the range.</summary>
/// <param name="Slope">Over all points.</param>
/// <param name="First">Over the points up to the middle one (the middle point of an odd number is in both halves).</param>
/// <param name="Second">Over the points from the middle one.</param>
/// <remarks>
/// A finite range never supports an asymptotic exponent; halves that differ say so. NaN where a slope is not defined: fewer than two points,
/// equal x, or a value that is not finite.
/// </remarks>
public sealed record LeastSquaresSlope(double Slope, double First, double Second)
{
    /// <summary>Fits the points in order of x.</summary>
    /// <param name="x">shape (n).</param>
    /// <param name="y">shape (n).</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static LeastSquaresSlope Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"{y.Length} values do not fit {x.Length} places", nameof(y));
        }

        var places = x.ToArray();
        var values = y.ToArray();
        Array.Sort(places, values);
        var half = (places.Length + 1) / 2;
        return new LeastSquaresSlope(
            Fit(places, values),
            Fit(places.AsSpan(0, half), values.AsSpan(0, half)),
            Fit(places.AsSpan(places.Length - half), values.AsSpan(places.Length - half)));
    }

    private static double Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (meanX, meanY) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            meanX += x[i] / x.Length;
            meanY += y[i] / x.Length;
        }

        var (products, squares) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            products += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }

        return squares > 0 && double.IsFinite(products / squares) ? products / squares : double.NaN;
    }
}
