using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Html;

/// <summary>What oracles for linear programs said of the optima over measures, and what happened to them on the way.</summary>
internal static class OpinionSection
{
    /// <summary>The section; nothing when nobody was asked.</summary>
    internal static Markup Render(Sequence<OpinionFact> facts) => Markup.If(!facts.IsEmpty, () => Markup.Of($"""
        <section>
        <h2>Second opinions</h2>
        <p class="note">Optima over measures were restricted to some directions and given as linear programs to a solver that knows nothing of the one that judged. No verdict rests on this.</p>
        {Markup.Each(facts.Where(f => f.Opinion.Outcome == Optimization.Measures.Discretised.OpinionOutcome.Contradicts), f => Markup.Of($"<p class=\"alert\">{f.Spec}/{f.Claim}: {f.Opinion.Sentence}.</p>\n"))}
        <details>
        <summary>{HtmlReport.Counted(facts.Count, "optimum", "optima")}</summary>
        <div class="scroll"><table>
        <thead><tr><th scope="col">claim</th><th scope="col">outcome</th><th scope="col">finding</th><th scope="col">solver</th></tr></thead>
        <tbody>
        {Markup.Each(facts, f => Markup.Of($"<tr><td>{f.Spec}/{f.Claim}</td><td>{f.Opinion.Outcome.ToString().ToLowerInvariant()}</td><td>{f.Opinion.Sentence}</td><td>{f.Opinion.Oracle?.ToString() ?? "none"}</td></tr>\n"))}
        </tbody>
        </table></div>
        {Events([.. facts.SelectMany(f => f.Opinion.Report.Events).Distinct()])}
        </details>
        </section>
        """));

    private static Markup Events(IReadOnlyList<string> events) =>
        Markup.If(events.Count > 0, () => Markup.Of($"<ul>{Markup.Each(events, happened => Markup.Of($"<li>{happened}</li>\n"))}</ul>"));
}
