using TheoryCheck.Core;
using TheoryCheck.Reporting.Plots;
using TheoryCheck.Reporting.Plots.Figures;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Html;

/// <summary>One claim: its statement, the verdict in words, and the evidence.</summary>
internal static class ClaimCard
{
    private const int LongestFormula = 300;
    private const int MostCases = 60;

    private static readonly (string Name, Func<CaseOutcome, string> Value)[] Columns =
    [
        ("trials", one => OfTrials(one, one.Trials)),
        ("failures", one => OfTrials(one, one.Failures)),
        ("undecided", one => OfTrials(one, one.Unknowns)),
        ("tightness", one => Real(one.Tightness)),
        ("least slack", one => Real(one.Slack)),
        ("log₁₀ e", one => Real(one.EValueLog10)),
        ("α spent", one => one.AlphaSpent?.ToString() ?? ""),
    ];

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
        {Markup.Each(claim.Figures, figure => FigureDrawing.Of(figure, $"{anchors.Of(spec, claim)}.figure{claim.Figures.Items.IndexOf(figure)}"))}
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

    private static Markup Correction(ClaimOutcome claim) => claim.Correction is not { } correction
        ? Markup.Empty
        : correction.IsEmpty
            ? Markup.Of($"<p class=\"note\">The corrected statement reads the same; the declarations differ.</p>")
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
        {Markup.Each(claim.Assumptions, a => Markup.Of($"<tr><th scope=\"row\">{a.Name}</th><td class=\"statement\">{SpecSection.Statement(a.Statement.Layout)}</td><td>{Acceptance(a)}</td>{Markup.If(claim.Assumptions.Any(o => o.Audit is not null), () => Markup.Of($"<td>{Audit(a)}</td>"))}</tr>\n"))}
        </tbody>
        </table>
        """));

    // A counterexample without the assumption is shown in a line: its values are what matters.
    private static Markup Audit(AssumptionOutcome assumption) => assumption.Audit is not { } audit
        ? Markup.Empty
        : Markup.Of($"{audit.Finding}{Markup.If(audit.Counterexample is not null, () => Markup.Of($": {Markup.Join(audit.Counterexample!.Values.Select(v => Markup.Of($"<code>{v.Symbol.Text} = {v.Value}</code>")), ", ")}"))}");

    private static string Acceptance(AssumptionOutcome assumption) => assumption.Tried == 0
        ? ""
        : $"held in {NumberText.Count(assumption.Accepted)} of {NumberText.Count(assumption.Tried)} ({NumberText.Percent(assumption.Accepted, assumption.Tried)})";

    private static Markup Cases(ClaimOutcome claim)
    {
        if (claim.Cases.IsEmpty)
        {
            return Markup.Empty;
        }

        var columns = Columns.Where(column => claim.Cases.Any(c => column.Value(c).Length > 0)).ToList();
        var shown = Shown(claim.Cases);
        return Markup.Of($"""
            <h4>{HtmlReport.Counted(claim.Cases.Count, "case")}</h4>
            {ForestPlot.Render(shown)}
            <div class="scroll"><table class="cases">
            <thead><tr><th scope="col">case</th><th scope="col">verdict</th>{Markup.Each(columns, c => Markup.Of($"<th scope=\"col\" class=\"number\">{c.Name}</th>"))}</tr></thead>
            <tbody>
            {Markup.Each(shown, one => Markup.Of($"<tr><th scope=\"row\">{(one.Label.Length > 0 ? one.Label : "–")}</th><td title=\"{one.Verdict.Strength}\">{HtmlReport.Badge(one.Verdict)}</td>{Markup.Each(columns, c => Cell(c.Value(one)))}</tr>\n"))}
            </tbody>
            </table></div>
            {Markup.If(shown.Count < claim.Cases.Count, () => Markup.Of($"<p class=\"note\">The {NumberText.Count(shown.Count)} cases with the least in their favour; the others are in <code>results.json</code>.</p>"))}
            """);
    }

    // The cases with the worst verdicts and the least slack, in the order of the sweep.
    private static Sequence<CaseOutcome> Shown(Sequence<CaseOutcome> cases) => cases.Count <= MostCases
        ? cases
        : cases.Select((one, at) => (one, at)).OrderBy(c => c.one.Verdict.Kind).ThenBy(c => c.one.Slack ?? double.PositiveInfinity).ThenBy(c => c.at)
            .Take(MostCases).OrderBy(c => c.at).Select(c => c.one).ToSequence();

    private static Markup Cell(string text) => Markup.Of($"<td class=\"number\">{(text.Length > 0 ? text : "–")}</td>");

    private static string Real(double? value) => value is { } real ? NumberText.Short(real) : "";

    private static string OfTrials(CaseOutcome one, long count) => one.Trials == 0 ? "" : NumberText.Count(count);

    private static Markup Derivation(ClaimOutcome claim) => Markup.If(!claim.Derivation.IsEmpty, () => Markup.Of($"""
        <details class="derivation"{Markup.If(claim.Derivation.Count <= 4, () => Markup.Of($" open=\"open\""))}>
        <summary>Derivation in {HtmlReport.Counted(claim.Derivation.Count, "step")}</summary>
        <ol>
        {Markup.Each(claim.Derivation.Select((step, i) => (step, i)), at => Step(at.step, at.i > 0 ? claim.Derivation[at.i - 1] : null))}
        </ol>
        </details>
        """));

    // A step that starts where the one before ended does not repeat it.
    private static Markup Step(DerivationStep step, DerivationStep? previous) => Markup.Of($"""
        <li>
        <p class="rule">{step.Rule}</p>
        <div class="statement">{Markup.If(previous?.After.Text != step.Before.Text, () => Formula(step.Before))} <span class="arrow" aria-label="becomes">⟶</span> {Formula(step.After)}</div>
        <p class="note">{step.Justification}{Markup.If(!step.Conditions.IsEmpty, () => Markup.Of($" Given {Markup.Join(step.Conditions.Select(c => Markup.Of($"<code>{c}</code>")), ", ")}."))}</p>
        </li>

        """);

    // Nobody reads a formula of many lines; in the claim language it can at least be copied.
    private static Markup Formula(Typeset formula) => formula.Text.Length <= LongestFormula ? SpecSection.Statement(formula.Layout) : Code(formula.Text);

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
