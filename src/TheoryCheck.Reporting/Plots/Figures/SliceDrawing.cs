using TheoryCheck.Reporting.Html;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots.Figures;

/// <summary>A function along a line, with points marked on it.</summary>
internal sealed class SliceDrawing : FigureDrawing
{
    private const double Width = 680;
    private const double Height = 250;

    /// <inheritdoc/>
    public override string Kind => "slice";

    /// <inheritdoc/>
    public override Markup Render(Figure figure, string id)
    {
        var rows = Rows(figure.Table("slice"), "position", "value");
        var marked = Rows(figure.Table("marked"), "position", "value");
        if (rows.Count < 2)
        {
            return Markup.Empty;
        }

        var frame = new PlotFrame(58, 30, Width - 14, Height - 42);
        var x = Scale.Of(rows.Select(r => r[0]), frame.Left, frame.Right, isLogarithmic: false, air: 0);
        var y = Scale.Of(rows.Concat(marked).Select(r => r[1]), frame.Bottom, frame.Top, isLogarithmic: false, air: 0.08);
        return Framed(figure, ("slice", "plot"), Width, Height, Markup.Empty, string.Join("; ", marked.Select((m, i) => $"{LabelOf(figure, "marked", i)}: {NumberText.Short(m[1])}")), Markup.Of($"""
            {frame.Axes(x, y, "position on the line", "value")}
            {Line(rows.Select(r => (x.At(r[0]) ?? 0, y.At(r[1]) ?? 0)), "median c0")}
            {Markup.Join(marked.Select((m, i) => Mark(m, LabelOf(figure, "marked", i), x, y, frame)))}
            """));
    }

    private static Markup Mark(double[] point, string label, Scale x, Scale y, PlotFrame frame)
    {
        var (across, up) = (x.At(point[0]) ?? frame.Left, y.At(point[1]) ?? frame.Bottom);
        return Markup.Of($"<circle class=\"point c1\" cx=\"{across}\" cy=\"{up}\" r=\"4.5\"><title>{label}: {NumberText.Short(point[1])}</title></circle><text class=\"pointname\" x=\"{across}\" y=\"{up - 11}\" text-anchor=\"middle\">{label}, {NumberText.Short(point[1])}</text>");
    }
}
