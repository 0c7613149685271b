using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Html;

/// <summary>One spec: what it says, what it declares, and a card for each of its claims.</summary>
internal static class SpecSection
{
    /// <summary>The section of a spec.</summary>
    public static Markup Render(SpecOutcome spec, RunResult result, Anchors anchors) => Markup.Of($"""
        <section class="spec">
        <h2>{(spec.Title.Length > 0 ? spec.Title : spec.Id)}</h2>
        <p class="note"><code>{spec.FileName}</code>{Markup.If(spec.Source.Length > 0, () => Markup.Of($" · {spec.Source}"))}{Markup.Each(spec.Tags, tag => Markup.Of($" <span class=\"tag\">{tag}</span>"))}</p>
        {Markup.If(spec.Corrects.Length > 0, () => Markup.Of($"<p class=\"note\">Corrects <code>{spec.Corrects}</code>{Markup.If(spec.Change.Length > 0, () => Markup.Of($": {spec.Change}"))}</p>"))}
        {Markup.Each(spec.Diagnostics, d => Markup.Of($"<pre class=\"diagnostic {(d.IsError ? "error" : "warning")}\">{d.Rendering}</pre>\n"))}
        {Markup.If(spec.Prose.Trim().Length > 0, () => Markup.Of($"<div class=\"prose\">{Prose.Render(spec.Prose)}</div>"))}
        {Declarations(spec)}
        {Markup.Each(spec.Claims, claim => ClaimCard.Render(spec, claim, result, anchors))}
        </section>
        """);

    /// <summary>A formula as pieces between which the line may break.</summary>
    public static Markup Statement(Formula formula) => Markup.Join(formula.Pieces().Select(Markup.Math), "\u200B");

    private static Markup Declarations(SpecOutcome spec) => Markup.If(!spec.Declarations.IsEmpty, () => Markup.Of($"""
        <details class="declarations">
        <summary>{HtmlReport.Counted(spec.Declarations.Count, "declaration")}</summary>
        <table>
        <tbody>
        {Markup.Each(spec.Declarations, d => Markup.Of($"<tr><td class=\"role\">{d.Role}</td><td class=\"statement\">{Statement(d.Statement.Layout)}</td></tr>\n"))}
        </tbody>
        </table>
        </details>
        """));
}
