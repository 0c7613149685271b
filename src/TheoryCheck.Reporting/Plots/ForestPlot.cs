using TheoryCheck.Core;
using TheoryCheck.Reporting.Html;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots;

/// <summary>One line for each case: the estimate with its interval, and the claimed value as a tick. One figure for each quantity.</summary>
internal static class ForestPlot
{
    private const double RowHeight = 24;
    private const double Width = 680;
    private const double LabelWidth = 190;
    private const double ValueWidth = 150;

    /// <summary>The figures of the cases that have an estimate.</summary>
    public static Markup Render(Sequence<CaseOutcome> cases) => Markup.Each(
        cases.Where(c => c.Estimate is not null).GroupBy(c => c.Estimate!.Quantity),
        group => Figure(group.Key, group.ToList()));

    private static Markup Figure(string quantity, List<CaseOutcome> cases)
    {
        var frame = new PlotFrame(LabelWidth, 8, Width - ValueWidth, 8 + (RowHeight * cases.Count));
        var values = cases.SelectMany(c => new[] { c.Estimate!.Lower, c.Estimate.Upper, c.Estimate.Claimed, c.Estimate.Value }).ToList();
        var x = Scale.Of(values.All(v => v >= 0) ? values.Append(0) : values, frame.Left, frame.Right, isLogarithmic: false, air: 0.02);
        var height = frame.Bottom + 40;
        return Markup.Of($"""
            <figure class="forest">
            <figcaption><strong>{char.ToUpperInvariant(quantity.FirstOrDefault(' ')).ToString() + quantity[Math.Min(1, quantity.Length)..]}</strong> <span class="key"><svg viewBox="0 0 24 10" aria-hidden="true"><line class="interval" x1="1" x2="23" y1="5" y2="5"/><circle class="estimate" cx="12" cy="5" r="3"/></svg> estimate and interval <svg viewBox="0 0 24 10" aria-hidden="true"><line class="claimed" x1="12" x2="12" y1="0" y2="10"/></svg> claimed</span></figcaption>
            <svg class="plot" viewBox="0 0 {Width} {height}" role="img">
            <title>{quantity} in each case</title>
            <desc>{string.Join("; ", cases.Select(Reading))}</desc>
            {frame.Axes(x, null, quantity, "")}
            {Markup.Join(cases.Select((c, i) => Row(c, frame.Top + (RowHeight * (i + 0.5)), x, frame)))}
            </svg>
            </figure>
            """);
    }

    private static Markup Row(CaseOutcome one, double y, Scale x, PlotFrame frame)
    {
        var estimate = one.Estimate!;
        var (lower, upper, value, claimed) = (x.At(estimate.Lower) ?? frame.Left, x.At(estimate.Upper) ?? frame.Right, x.At(estimate.Value), x.At(estimate.Claimed));
        return Markup.Of($"""
            <g class="{VerdictWords.Word(one.Verdict.Kind)}"><title>{Reading(one)}</title>
            <line class="grid" x1="{frame.Left}" x2="{frame.Right}" y1="{y}" y2="{y}"/>
            <text class="rowname" x="{frame.Left - 10}" y="{y + 4}" text-anchor="end">{one.Label}</text>
            <line class="interval" x1="{lower}" x2="{Math.Max(upper, lower + 1)}" y1="{y}" y2="{y}"/>
            {Markup.If(value is not null, () => Markup.Of($"<circle class=\"estimate\" cx=\"{value!.Value}\" cy=\"{y}\" r=\"3.6\"/>"))}
            {Markup.If(claimed is not null, () => Markup.Of($"<line class=\"claimed\" x1=\"{claimed!.Value}\" x2=\"{claimed.Value}\" y1=\"{y - 8}\" y2=\"{y + 8}\"/>"))}
            <text class="tick" x="{frame.Right + 12}" y="{y + 4}">{NumberText.Short(estimate.Value)} [{NumberText.Short(estimate.Lower)}, {NumberText.Short(estimate.Upper)}]</text>
            </g>
            """);
    }

    private static string Reading(CaseOutcome one) =>
        $"{(one.Label.Length > 0 ? one.Label + ": " : "")}{NumberText.Short(one.Estimate!.Value)} in [{NumberText.Short(one.Estimate.Lower)}, {NumberText.Short(one.Estimate.Upper)}], claimed {NumberText.Short(one.Estimate.Claimed)}";
}
