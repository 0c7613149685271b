using TheoryCheck.Reporting.Html;

namespace TheoryCheck.Reporting.Plots;

/// <summary>The axes of a plot: grid, ticks and names.</summary>
/// <param name="Left">The left edge of the plotted area.</param>
/// <param name="Top">The upper edge.</param>
/// <param name="Right">The right edge.</param>
/// <param name="Bottom">The lower edge.</param>
internal sealed record PlotFrame(double Left, double Top, double Right, double Bottom)
{
    /// <summary>The grid and tick labels; either scale may be missing.</summary>
    public Markup Axes(Scale? x, Scale? y, string xName, string yName)
    {
        var parts = new List<Markup>();
        foreach (var (at, label) in y?.Ticks(5) ?? [])
        {
            parts.Add(Markup.Of($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{at}\" y2=\"{at}\"/><text class=\"tick\" x=\"{Left - 6}\" y=\"{at + 3.5}\" text-anchor=\"end\">{label}</text>"));
        }

        foreach (var (at, label) in x?.Ticks(Right - Left > 400 ? 7 : 4) ?? [])
        {
            parts.Add(Markup.Of($"<line class=\"mark\" x1=\"{at}\" x2=\"{at}\" y1=\"{Bottom}\" y2=\"{Bottom + 4}\"/><text class=\"tick\" x=\"{at}\" y=\"{Bottom + 16}\" text-anchor=\"middle\">{label}</text>"));
        }

        parts.Add(Markup.Of($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Bottom}\" y2=\"{Bottom}\"/>"));
        parts.Add(Markup.Of($"<text class=\"axisname\" x=\"{(Left + Right) / 2}\" y=\"{Bottom + 33}\" text-anchor=\"middle\">{xName}</text>"));
        if (yName.Length > 0)
        {
            parts.Add(Markup.Of($"<text class=\"axisname\" x=\"{Left - 46}\" y=\"{Top - 10}\" text-anchor=\"start\">{yName}</text>"));
        }

        return Markup.Join(parts, "\n");
    }
}
