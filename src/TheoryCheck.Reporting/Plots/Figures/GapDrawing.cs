using TheoryCheck.Core;
using TheoryCheck.Reporting.Html;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots.Figures;

/// <summary>The gap between two bounds over the iterations, on a logarithmic axis.</summary>
internal sealed class GapDrawing : FigureDrawing
{
    /// <inheritdoc/>
    public override string Kind => "gap";

    /// <inheritdoc/>
    public override Markup Render(Figure figure, string id)
    {
        // Bounds that coincide in doubles have no place on a logarithmic axis.
        var rows = Rows(figure.Table("iterations"), "iteration", "gap").Where(r => r[1] > 0).ToList();
        return rows.Count < 3 ? Markup.Empty : CurvePlot.Render(
            new Curve(
                figure.Title,
                new PlotAxis("iteration"),
                new PlotAxis("gap", IsLogarithmic: true),
                [new CurveSeries("", rows.Select(r => r[0]).ToSequence(), rows.Select(r => r[1]).ToSequence(), [], [], [])]),
            id);
    }
}
