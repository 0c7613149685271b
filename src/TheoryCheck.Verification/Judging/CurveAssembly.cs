using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Judging;

/// <summary>Pictures from evidence: trajectories against their bound, and the bounded quantity over a swept size.</summary>
internal static class CurveAssembly
{
    private const int MostSeries = 8;

    /// <summary>The curves of a claim.</summary>
    public static Sequence<Curve> Of(Judgement judgement, Claim claim)
    {
        var curves = new List<Curve>();
        foreach (var axis in judgement.Curves.GroupBy(c => c.Axis))
        {
            curves.Add(new Curve(
                $"{claim.Name}: the bounded quantity along the run, against its bound",
                new PlotAxis(axis.Key),
                new PlotAxis("value", IsLogarithmic: axis.All(c => c.Median.Concat(c.Bound).All(v => v > 0 || double.IsNaN(v)))),
                axis.Take(MostSeries).Select(c => new CurveSeries(c.Label, c.Positions, c.Median, c.Low, c.High, c.Bound) { BandLabel = c.Band }).ToSequence()));
        }

        if (curves.Count == 0 && OverSweep(judgement, claim) is { } sweep)
        {
            curves.Add(sweep);
        }

        return curves.ToSequence();
    }

    // One point for each case: the last label that takes several numeric values runs along x.
    private static Curve? OverSweep(Judgement judgement, Claim claim)
    {
        var cases = judgement.Cases.Where(c => c.Typical is not null && c.Label.Length > 0).Select(c => (Case: c, Labels: Split(c.Label))).ToList();
        if (cases.Count < 2)
        {
            return null;
        }

        var names = cases[0].Labels.Select(l => l.Name).Where(n => cases.All(c => c.Labels.Any(l => l.Name == n && Number(l.Value) is not null))).ToList();
        var axis = names.Where(n => cases.Select(c => c.Labels.First(l => l.Name == n).Value).Distinct().Count() > 1)
            .MaxBy(n => cases.Select(c => c.Labels.First(l => l.Name == n).Value).Distinct().Count());
        if (axis is null)
        {
            return null;
        }

        var series = cases
            .GroupBy(c => string.Join(", ", c.Labels.Where(l => l.Name != axis).Select(l => $"{l.Name} = {l.Value}")))
            .Take(MostSeries)
            .Select(g =>
            {
                var points = g.Select(c => (X: Number(c.Labels.First(l => l.Name == axis).Value)!.Value, c.Case.Typical!.Value)).OrderBy(p => p.X).ToList();
                return new CurveSeries(
                    g.Key,
                    points.Select(p => p.X).ToSequence(),
                    points.Select(p => p.Value.Left).ToSequence(),
                    [],
                    [],
                    points.Select(p => p.Value.Right).ToSequence());
            })
            .Where(s => s.X.Count > 1)
            .ToSequence();
        var values = series.SelectMany(s => s.Median.Concat(s.Bound)).ToList();
        return series.IsEmpty ? null : new Curve(
            $"{claim.Name}: the bounded quantity (median over trials) and its bound, over {axis}",
            new PlotAxis(axis, IsLogarithmic: series.SelectMany(s => s.X).All(x => x > 0) && series.SelectMany(s => s.X).Max() > 8 * series.SelectMany(s => s.X).Min()),
            new PlotAxis("value", IsLogarithmic: values.TrueForAll(v => v > 0)),
            series);
    }

    private static List<(string Name, string Value)> Split(string label) =>
        [.. label.Split(", ").Select(part => part.Split(" = ")).Where(p => p.Length == 2).Select(p => (p[0], p[1]))];

    private static double? Number(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Number(text[..slash]) is { } over && Number(text[(slash + 1)..]) is { } under ? over / under
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
