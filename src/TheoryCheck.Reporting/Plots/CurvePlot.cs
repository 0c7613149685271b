using TheoryCheck.Reporting.Html;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots;

/// <summary>
/// A quantity against its bound: median and band over trials, the bound dashed. One panel for each swept value, all on the same axes. Where the vertical
/// axis is logarithmic, a linear twin is there too, chosen by radio buttons without script.
/// </summary>
internal static class CurvePlot
{
    private const int Colours = 6;

    /// <summary>The figure of a curve.</summary>
    /// <param name="curve">What to draw.</param>
    /// <param name="id">A name for its radio buttons that no other figure of the page has.</param>
    public static Markup Render(Curve curve, string id)
    {
        if (curve.Series.IsEmpty)
        {
            return Markup.Empty;
        }

        var caption = Markup.Of($"<figcaption><strong>{curve.Title}</strong> {Key(curve)}</figcaption>");
        if (!curve.Y.IsLogarithmic)
        {
            return Markup.Of($"<figure class=\"curves\">{caption}{Panels(curve, isLogarithmic: false)}</figure>");
        }

        return Markup.Of($"""
            <figure class="curves toggled">
            {caption}
            <input type="radio" name="{id}" id="{id}.log" class="log" checked="checked"/><label for="{id}.log">log</label>
            <input type="radio" name="{id}" id="{id}.linear" class="linear"/><label for="{id}.linear">linear</label>
            <div class="panels log">{Panels(curve, isLogarithmic: true)}</div>
            <div class="panels linear">{Panels(curve, isLogarithmic: false)}</div>
            </figure>
            """);
    }

    private static Markup Key(Curve curve)
    {
        var band = curve.Series.Select(s => s.BandLabel).FirstOrDefault(label => label.Length > 0) ?? "";
        var hasBand = curve.Series.Any(s => s.Low.Count > 0);
        var hasBound = curve.Series.Any(s => s.Bound.Count > 0);
        return Markup.Of($"""
            <span class="key"><svg viewBox="0 0 24 10" aria-hidden="true"><line class="median c0" x1="1" x2="23" y1="5" y2="5"/></svg> {(hasBand ? "median" : "value")}{Markup.If(hasBand, () => Markup.Of($" <svg viewBox=\"0 0 24 10\" aria-hidden=\"true\"><rect class=\"band c0\" x=\"1\" y=\"1\" width=\"22\" height=\"8\"/></svg> {(band.Length > 0 ? band : "band")}"))}{Markup.If(hasBound, () => Markup.Of($" <svg viewBox=\"0 0 24 10\" aria-hidden=\"true\"><line class=\"bound\" x1=\"1\" x2=\"23\" y1=\"5\" y2=\"5\"/></svg> claimed bound"))}</span>
            """);
    }

    private static Markup Panels(Curve curve, bool isLogarithmic)
    {
        var isSingle = curve.Series.Count == 1;
        var (width, height) = isSingle ? (680.0, 300.0) : (330.0, 230.0);
        var frame = new PlotFrame(58, 30, width - 14, height - 42);
        var x = Scale.Of(curve.Series.SelectMany(s => s.X), frame.Left, frame.Right, curve.X.IsLogarithmic, air: 0.02);
        var values = curve.Series.SelectMany(s => s.Median.Concat(s.Low).Concat(s.High).Concat(s.Bound));
        var y = Scale.Of(isLogarithmic ? values : values.Append(0), frame.Bottom, frame.Top, isLogarithmic);
        return Markup.Of($"<div class=\"{(isSingle ? "single" : "multiple")}\">{Markup.Join(curve.Series.Select((s, i) => Panel(curve, s, i, x, y, frame, width, height)))}</div>");
    }

    private static Markup Panel(Curve curve, CurveSeries series, int index, Scale x, Scale y, PlotFrame frame, double width, double height)
    {
        var colour = $"c{index % Colours}";
        var label = series.Label.Length > 0 ? series.Label : curve.Title;
        return Markup.Of($"""
            <svg class="plot" viewBox="0 0 {width} {height}" role="img">
            <title>{label}</title>
            <desc>{Describe(curve, series)}</desc>
            {frame.Axes(x, y, curve.X.Name, curve.Y.Name)}
            {Markup.If(series.Label.Length > 0, () => Markup.Of($"<text class=\"label {colour}\" x=\"{frame.Right}\" y=\"{frame.Top - 10}\" text-anchor=\"end\">{series.Label}</text>"))}
            {Band(series, x, y, colour)}
            {Line(series.X, series.Bound, x, y, "bound")}
            {Line(series.X, series.Median, x, y, $"median {colour}")}
            {Points(curve, series, x, y, colour)}
            </svg>
            """);
    }

    private static string Describe(Curve curve, CurveSeries series)
    {
        if (series.X.Count == 0 || series.Median.Count == 0)
        {
            return $"{curve.Y.Name} against {curve.X.Name}: no points.";
        }

        var bound = series.Bound.Count > 0 ? $"; the bound goes from {NumberText.Short(series.Bound[0])} to {NumberText.Short(series.Bound[^1])}" : "";
        return $"{curve.Y.Name} against {curve.X.Name} from {NumberText.Short(series.X[0])} to {NumberText.Short(series.X[^1])}: from {NumberText.Short(series.Median[0])} to {NumberText.Short(series.Median[^1])}{bound}.";
    }

    /// <summary>A line that breaks where a value cannot be shown.</summary>
    private static Markup Line(IReadOnlyList<double> abscissae, IReadOnlyList<double> values, Scale x, Scale y, string style)
    {
        var path = new List<string>();
        var isPenDown = false;
        for (var i = 0; i < Math.Min(abscissae.Count, values.Count); i++)
        {
            if (x.At(abscissae[i]) is { } across && y.At(values[i]) is { } up)
            {
                path.Add($"{(isPenDown ? "L" : "M")}{NumberText.Coordinate(across)} {NumberText.Coordinate(up)}");
                isPenDown = true;
            }
            else
            {
                isPenDown = false;
            }
        }

        return path.Count == 0 ? Markup.Empty : Markup.Of($"<path class=\"{style}\" d=\"{string.Concat(path)}\"/>");
    }

    private static Markup Band(CurveSeries series, Scale x, Scale y, string colour)
    {
        var (upper, lower) = (new List<string>(), new List<string>());
        for (var i = 0; i < new[] { series.X.Count, series.Low.Count, series.High.Count }.Min(); i++)
        {
            if (x.At(series.X[i]) is { } across && y.At(series.High[i]) is { } high)
            {
                // A lower edge that a logarithmic axis cannot show lies below it.
                var low = y.At(series.Low[i]) ?? (y.IsLogarithmic && series.Low[i] <= 0 ? y.At(double.Epsilon) : null);
                if (low is { } bottom)
                {
                    upper.Add($"{NumberText.Coordinate(across)} {NumberText.Coordinate(high)}");
                    lower.Add($"{NumberText.Coordinate(across)} {NumberText.Coordinate(bottom)}");
                }
            }
        }

        lower.Reverse();
        return upper.Count == 0 ? Markup.Empty : Markup.Of($"<polygon class=\"band {colour}\" points=\"{string.Join(" ", upper.Concat(lower))}\"/>");
    }

    private static Markup Points(Curve curve, CurveSeries series, Scale x, Scale y, string colour)
    {
        const int Most = 24;
        var count = Math.Min(series.X.Count, series.Median.Count);
        return Markup.Each(Enumerable.Range(0, count > Most ? 0 : count), i =>
            x.At(series.X[i]) is { } across && y.At(series.Median[i]) is { } up
                ? Markup.Of($"<circle class=\"point {colour}\" cx=\"{across}\" cy=\"{up}\" r=\"2.6\"><title>{Reading(curve, series, i)}</title></circle>")
                : Markup.Empty);
    }

    private static string Reading(Curve curve, CurveSeries series, int i)
    {
        var band = i < series.Low.Count && i < series.High.Count ? $" [{NumberText.Short(series.Low[i])}, {NumberText.Short(series.High[i])}]" : "";
        var bound = i < series.Bound.Count ? $", bound {NumberText.Short(series.Bound[i])}" : "";
        return $"{curve.X.Name} = {NumberText.Short(series.X[i])}: {NumberText.Short(series.Median[i])}{band}{bound}";
    }
}
