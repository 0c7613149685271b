using TheoryCheck.Reporting.Plots;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Html;

/// <summary>A counterexample: the values, the sides of the comparison that fails, and a drawing.</summary>
internal static class CounterexampleFigure
{
    /// <summary>The counterexample of a claim.</summary>
    public static Markup Render(Counterexample example) => Markup.Of($"""
        <div class="counterexample">
        <h4>Counterexample</h4>
        <div class="side">
        <div class="values">
        <table>
        <tbody>
        {Markup.Each(example.Values, v => Markup.Of($"<tr><th scope=\"row\">{Markup.Math(v.Symbol.Layout)}</th><td class=\"exact\">{v.Value}</td></tr>\n"))}
        </tbody>
        </table>
        {Markup.If(example.Failure is not null, () => Failure(example.Failure!))}
        {Markup.If(!example.Structure.IsEmpty, () => Markup.Of($"<p class=\"note\">{Markup.Join(example.Structure.Select(s => Markup.Of($"<code>{s}</code>")), ", ")}</p>"))}
        <p class="note">Re-checked in {example.Arithmetic}.</p>
        {Markup.If(example.Replay.Length > 0, () => Markup.Of($"<p class=\"note\">Judge it again: <code>theorycheck replay {example.Replay}</code></p>"))}
        </div>
        {Markup.If(example.Drawing is not null, () => PointDrawing.Render(example.Drawing!))}
        </div>
        </div>
        """);

    private static Markup Failure(FailedComparison failure) => Markup.Of($"""
        <div class="scroll"><table class="sides">
        <tbody>
        <tr><th scope="row">left side</th><td class="statement">{SpecSection.Statement(failure.Left.Layout)}</td><td class="exact">{failure.LeftValue}</td></tr>
        <tr><th scope="row">right side</th><td class="statement">{SpecSection.Statement(failure.Right.Layout)}</td><td class="exact">{failure.RightValue}</td></tr>
        <tr><th scope="row">claimed <code>{failure.Relation}</code></th><td>fails by</td><td class="exact">{failure.Margin}</td></tr>
        </tbody>
        </table></div>
        """);
}
