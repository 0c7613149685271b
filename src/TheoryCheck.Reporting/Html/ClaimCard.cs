using TheoryCheck.Core;
using TheoryCheck.Reporting.Plots;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Html;

/// <summary>One claim: its statement, the verdict in words, and the evidence.</summary>
internal static class ClaimCard
{
    /// <summary>The card of a claim.</summary>
    public static Markup Render(SpecOutcome spec, ClaimOutcome claim, RunResult result, Anchors anchors) => Markup.Of($"""
        <article class="claim {VerdictWords.Word(claim.Verdict.Kind)}" id="{anchors.Of(spec, claim)}">
        <h3>{HtmlReport.Badge(claim.Verdict)} <span class="name">{claim.Name}</span>{Expectation(claim)}</h3>
        <div class="statement main">{SpecSection.Statement(claim.Statement.Layout)}</div>
        <p class="strength">{claim.Verdict.Strength}</p>
        {Markup.If(claim.Verdict.Reason.Length > 0, () => Markup.Of($"<p class=\"reason\">{claim.Verdict.Reason}</p>"))}
        {Correction(claim)}
        {Markup.If(claim.Counterexample is not null, () => CounterexampleFigure.Render(claim.Counterexample!))}
        {Assumptions(claim)}
        {Markup.Each(claim.Curves, (curve) => CurvePlot.Render(curve, $"{anchors.Of(spec, claim)}.{claim.Curves.Items.IndexOf(curve)}"))}
        {Cases(claim)}
        {Markup.If(claim.Histogram is not null, () => HistogramPlot.Render(claim.Histogram!))}
        {Derivation(claim)}
        {Markup.If(!claim.Notes.IsEmpty, () => Markup.Of($"<ul class=\"notes\">{Markup.Each(claim.Notes, note => Markup.Of($"<li>{note}</li>"))}</ul>"))}
        {Provenance(spec, claim, result)}
        </article>
        """);

    private static Markup Expectation(ClaimOutcome claim) => claim.Expected is not { } expected
        ? Markup.Empty
        : claim.IsAsExpected
            ? Markup.Of($" <span class=\"expected\">as expected</span>")
            : Markup.Of($" <span class=\"unexpected\">expected {VerdictWords.Word(expected)}</span>");

    private static Markup Correction(ClaimOutcome claim) => claim.Correction is not { IsEmpty: false } correction
        ? Markup.Empty
        : Markup.Of($"""
            <dl class="correction">
            <div><dt>was</dt><dd class="statement">{SpecSection.Statement(correction.Old.Layout)}</dd></div>
            <div><dt>is</dt><dd class="statement">{SpecSection.Statement(correction.New.Layout)}</dd></div>
            </dl>
            """);

    private static Markup Assumptions(ClaimOutcome claim) => Markup.If(!claim.Assumptions.IsEmpty, () => Markup.Of($"""
        <h4>Assumptions</h4>
        <table class="assumptions">
        <tbody>
        {Markup.Each(claim.Assumptions, a => Markup.Of($"<tr><th scope=\"row\">{a.Name}</th><td class=\"statement\">{SpecSection.Statement(a.Statement.Layout)}</td><td>{Acceptance(a)}</td></tr>\n"))}
        </tbody>
        </table>
        """));

    private static string Acceptance(AssumptionOutcome assumption) => assumption.Tried == 0
        ? ""
        : $"held in {NumberText.Count(assumption.Accepted)} of {NumberText.Count(assumption.Tried)} ({NumberText.Percent(assumption.Accepted, assumption.Tried)})";

    private static Markup Cases(ClaimOutcome claim) => Markup.If(!claim.Cases.IsEmpty, () => Markup.Of($"""
        <h4>{HtmlReport.Counted(claim.Cases.Count, "case")}</h4>
        {ForestPlot.Render(claim.Cases)}
        <div class="scroll"><table class="cases">
        <thead><tr><th scope="col">case</th><th scope="col">verdict</th><th scope="col" class="number">trials</th><th scope="col" class="number">failures</th><th scope="col" class="number">undecided</th><th scope="col" class="number">tightness</th><th scope="col" class="number">least slack</th><th scope="col" class="number">log₁₀ e</th><th scope="col" class="number">α spent</th></tr></thead>
        <tbody>
        {Markup.Each(claim.Cases, CaseRow)}
        </tbody>
        </table></div>
        """));

    private static Markup CaseRow(CaseOutcome one) => Markup.Of($"""
        <tr>
        <th scope="row">{(one.Label.Length > 0 ? one.Label : "–")}</th>
        <td title="{one.Verdict.Strength}">{HtmlReport.Badge(one.Verdict)}</td>
        <td class="number">{NumberText.Count(one.Trials)}</td>
        <td class="number">{NumberText.Count(one.Failures)}</td>
        <td class="number">{NumberText.Count(one.Unknowns)}</td>
        <td class="number">{Real(one.Tightness)}</td>
        <td class="number">{Real(one.Slack)}</td>
        <td class="number">{Real(one.EValueLog10)}</td>
        <td class="number">{one.AlphaSpent?.ToString() ?? "–"}</td>
        </tr>

        """);

    private static string Real(double? value) => value is { } real ? NumberText.Short(real) : "–";

    private static Markup Derivation(ClaimOutcome claim) => Markup.If(!claim.Derivation.IsEmpty, () => Markup.Of($"""
        <details class="derivation"{Markup.If(claim.Derivation.Count <= 4, () => Markup.Of($" open=\"open\""))}>
        <summary>Derivation in {HtmlReport.Counted(claim.Derivation.Count, "step")}</summary>
        <ol>
        {Markup.Each(claim.Derivation, Step)}
        </ol>
        </details>
        """));

    private static Markup Step(DerivationStep step) => Markup.Of($"""
        <li>
        <p class="rule">{step.Rule}</p>
        <div class="statement">{SpecSection.Statement(step.Before.Layout)} <span class="arrow" aria-label="becomes">⟶</span> {SpecSection.Statement(step.After.Layout)}</div>
        <p class="note">{step.Justification}{Markup.If(!step.Conditions.IsEmpty, () => Markup.Of($" Given {Markup.Join(step.Conditions.Select(c => Markup.Of($"<code>{c}</code>")), ", ")}."))}</p>
        </li>

        """);

    private static Markup Provenance(SpecOutcome spec, ClaimOutcome claim, RunResult result) => Markup.Of($"""
        <details class="provenance">
        <summary>Provenance and source</summary>
        <dl>
        {Entry("in the claim language", Code(claim.Statement.Text))}
        {Entry("in LaTeX", Code(claim.Statement.Latex))}
        {Entry("replay", Code(claim.Replay))}
        {Entry("certificate", Code(claim.Certificate))}
        {Entry("spec", Code(spec.MeaningHash))}
        {Entry("seed, version", Markup.Of($"{result.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)}, {result.ToolVersion}"))}
        {Entry("work", Markup.Of($"{string.Join(", ", claim.Work.Select(w => $"{NumberText.Count(w.Count)} {w.What}"))}"))}
        {Entry("error budget", Markup.Of($"{string.Join(", ", claim.Ledger.Select(e => $"{e.Alpha} {e.Purpose}{(e.Case.Length > 0 ? $" ({e.Case})" : "")}"))}"))}
        {Entry("relies on", Markup.Of($"{string.Join("; ", claim.Citations.Select(c => c.Locus.Length > 0 ? $"{c.Key}, {c.Locus}" : c.Key))}"))}
        </dl>
        </details>
        """);

    private static Markup Code(string text) => Markup.If(text.Length > 0, () => Markup.Of($"<code>{text}</code>"));

    private static Markup Entry(string term, Markup description) => Markup.If(!description.IsEmpty, () => Markup.Of($"<div><dt>{term}</dt><dd>{description}</dd></div>"));
}
