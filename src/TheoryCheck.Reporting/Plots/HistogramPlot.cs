using TheoryCheck.Reporting.Html;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots;

/// <summary>How a quantity was distributed over the trials.</summary>
internal static class HistogramPlot
{
    /// <summary>The figure of a histogram.</summary>
    public static Markup Render(Histogram histogram)
    {
        const double Width = 680;
        const double Height = 170;
        var frame = new PlotFrame(58, 14, Width - 14, Height - 42);
        var cells = Math.Min(histogram.Counts.Count, histogram.Edges.Count - 1);
        if (cells < 1 || histogram.Edges.Any(edge => !double.IsFinite(edge)))
        {
            return Markup.Empty;
        }

        var x = Scale.Of(histogram.Marker is { } shown ? histogram.Edges.Append(shown) : histogram.Edges, frame.Left, frame.Right, isLogarithmic: false, air: 0.01);
        var top = Math.Max(1, histogram.Counts.Max());
        var y = Scale.Of([0, top], frame.Bottom, frame.Top, isLogarithmic: false, air: 0);
        var total = histogram.Counts.Sum();
        return Markup.Of($"""
            <figure class="histogram">
            <figcaption><strong>{histogram.Quantity}</strong> over {HtmlReport.Counted(total, "trial")}</figcaption>
            <svg class="plot" viewBox="0 0 {Width} {Height}" role="img">
            <title>{histogram.Quantity}</title>
            <desc>Histogram of {HtmlReport.Counted(total, "value")} from {NumberText.Short(histogram.Edges[0])} to {NumberText.Short(histogram.Edges[^1])}.</desc>
            {frame.Axes(x, y, histogram.Quantity, "")}
            {Markup.Each(Enumerable.Range(0, cells), i => Bar(histogram, i, x, y, frame))}
            {Markup.If(histogram.Marker is not null, () => x.At(histogram.Marker!.Value) is { } at
                ? Markup.Of($"<line class=\"claimed\" x1=\"{at}\" x2=\"{at}\" y1=\"{frame.Top}\" y2=\"{frame.Bottom}\"/>")
                : Markup.Empty)}
            </svg>
            </figure>
            """);
    }

    private static Markup Bar(Histogram histogram, int i, Scale x, Scale y, PlotFrame frame)
    {
        if (histogram.Counts[i] <= 0 || x.At(histogram.Edges[i]) is not { } left || x.At(histogram.Edges[i + 1]) is not { } right || y.At(histogram.Counts[i]) is not { } top)
        {
            return Markup.Empty;
        }

        // A cell beyond the marker on the wrong side of it is drawn as a failure.
        var isBad = histogram.Marker is { } marker && histogram.Edges[i + 1] <= marker;
        return Markup.Of($"<rect class=\"bar{(isBad ? " bad" : "")}\" x=\"{left + 0.5}\" y=\"{top}\" width=\"{Math.Max(0.5, right - left - 1)}\" height=\"{Math.Max(0, frame.Bottom - top)}\"><title>{NumberText.Short(histogram.Edges[i])} to {NumberText.Short(histogram.Edges[i + 1])}: {NumberText.Count(histogram.Counts[i])}</title></rect>");
    }
}
