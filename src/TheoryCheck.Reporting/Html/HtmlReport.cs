using System.Security.Cryptography;
using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Html;

/// <summary><c>report.html</c>: one self-contained page for people; no script, no network, well-formed XML too.</summary>
public sealed class HtmlReport : ReportFormat
{
    /// <inheritdoc/>
    public override string Name => "html";

    /// <inheritdoc/>
    public override string FileName => "report.html";

    /// <inheritdoc/>
    public override string Write(RunResult result) => Write(result, null);

    /// <inheritdoc/>
    public override string Write(RunResult result, RunFacts? facts)
    {
        var anchors = new Anchors(result);
        var style = Stylesheet();
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        var page = Markup.Of($"""
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>TheoryCheck: {Tables.VerdictTable.Summary(result)}</title>
            <style>{Markup.Trusted(style)}</style>
            </head>
            <body>
            <a class="skip" href="#verdicts">Skip to the verdicts</a>
            {Header(result)}
            <main>
            {Verdicts(result, anchors)}
            {Markup.Each(result.Specs, spec => SpecSection.Render(spec, result, anchors))}
            {Ledger(result)}
            {OpinionSection.Render(facts?.Opinions ?? [])}
            {Legend(result)}
            </main>
            </body>
            </html>

            """);
        return page.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>A verdict as a coloured word with its sign.</summary>
    internal static Markup Badge(Verdict verdict) => Badge(verdict.Kind, VerdictWords.Word(verdict));

    private static Markup Badge(VerdictKind kind, string words) => Markup.Of(
        $"<span class=\"badge {VerdictWords.Word(kind)}\"><span class=\"sign\" aria-hidden=\"true\">{VerdictWords.Sign(kind)}</span> {words}</span>");

    private static string Stylesheet()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css") ?? throw new System.Diagnostics.UnreachableException();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return "\n" + reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static Markup Header(RunResult result)
    {
        var claims = result.Specs.SelectMany(spec => spec.Claims).ToList();
        var spent = result.Ledger.Aggregate(Rational.Zero, (sum, entry) => sum + entry.Alpha);
        var unexpected = claims.Count(claim => !claim.IsAsExpected);
        return Markup.Of($"""
            <header>
            <p class="brand">TheoryCheck</p>
            <h1>{Counted(claims.Count, "claim")} from {Counted(result.Specs.Count, "spec")}</h1>
            <ul class="counts" aria-label="Counts by verdict">
            {Markup.Each(VerdictWords.WorstFirst.Where(kind => claims.Any(c => c.Verdict.Kind == kind)), kind => Markup.Of(
                $"<li class=\"{VerdictWords.Word(kind)}\"><strong>{claims.Count(c => c.Verdict.Kind == kind)}</strong> {VerdictWords.Word(kind)}</li>\n"))}
            </ul>
            {Proportions(claims)}
            {Markup.If(unexpected > 0, () => Markup.Of($"<p class=\"alert\">{Counted(unexpected, "verdict")} not as expected.</p>"))}
            <dl class="facts">
            <div><dt>version</dt><dd>{result.ToolVersion}</dd></div>
            <div><dt>seed</dt><dd>{result.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)}</dd></div>
            <div><dt>error budget</dt><dd>{result.Alpha.ToString()} for the whole run</dd></div>
            <div><dt>spent</dt><dd>{spent.ToString()} on {Counted(result.Ledger.Count, "test")}</dd></div>
            </dl>
            </header>
            """);
    }

    /// <summary>A bar whose parts are the shares of the verdicts.</summary>
    private static Markup Proportions(List<ClaimOutcome> claims)
    {
        const double Width = 1000;
        if (claims.Count == 0)
        {
            return Markup.Empty;
        }

        var at = 0.0;
        var parts = new List<Markup>();
        foreach (var group in claims.GroupBy(c => c.Verdict.Kind).OrderBy(g => g.Key))
        {
            var width = Width * group.Count() / claims.Count;
            parts.Add(Markup.Of($"<rect class=\"{VerdictWords.Word(group.Key)}\" x=\"{at}\" y=\"0\" width=\"{Math.Max(1, width - 3)}\" height=\"8\"/>"));
            at += width;
        }

        return Markup.Of($"<svg class=\"shares\" viewBox=\"0 0 {Width} 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{Markup.Join(parts)}</svg>");
    }

    private static Markup Verdicts(RunResult result, Anchors anchors) => Markup.Of($"""
        <section id="verdicts">
        <h2>Verdicts</h2>
        <table class="verdicts">
        <thead><tr><th scope="col">verdict</th><th scope="col">claim</th><th scope="col">how strong it is</th></tr></thead>
        <tbody>
        {Markup.Each(JudgedClaim.WorstFirst(result), judged => Row(judged, anchors))}
        </tbody>
        </table>
        </section>
        """);

    private static Markup Row(JudgedClaim judged, Anchors anchors) => Markup.Of($"""
        <tr>
        <td>{Badge(judged.Claim.Verdict)}</td>
        <td><a href="#{anchors.Of(judged.Spec, judged.Claim)}">{judged.Claim.Name}</a> <span class="of">{judged.Spec.Id}</span></td>
        <td>{Markup.If(!judged.Claim.IsAsExpected, () => Markup.Of($"<span class=\"unexpected\">expected {VerdictWords.Word(judged.Claim.Expected!.Value)}</span> "))}{judged.Claim.Verdict.Strength}</td>
        </tr>

        """);

    private static Markup Ledger(RunResult result) => Markup.If(!result.Ledger.IsEmpty, () => Markup.Of($"""
        <section>
        <h2>Error budget</h2>
        <p class="note">One budget of {result.Alpha.ToString()} covers all statistical statements of this page together: the probability that any of them is wrong is at most that.</p>
        <details>
        <summary>{Counted(result.Ledger.Count, "expense")}</summary>
        <div class="scroll"><table>
        <thead><tr><th scope="col">claim</th><th scope="col">case</th><th scope="col">test</th><th scope="col" class="number">spent</th></tr></thead>
        <tbody>
        {Markup.Each(result.Ledger, entry => Markup.Of($"<tr><td>{entry.Spec}/{entry.Claim}</td><td>{entry.Case}</td><td>{entry.Purpose}</td><td class=\"number\">{entry.Alpha.ToString()}</td></tr>\n"))}
        </tbody>
        </table></div>
        </details>
        </section>
        """));

    private static Markup Legend(RunResult result) => Markup.Of($"""
        <section class="legend">
        <h2>What the verdicts mean</h2>
        <dl>
        {Markup.Each(VerdictWords.WorstFirst.Reverse().Where(kind => result.Specs.Any(s => s.Claims.Any(c => c.Verdict.Kind == kind || c.Cases.Any(k => k.Verdict.Kind == kind)))), kind => Markup.Of(
            $"<div><dt>{Badge(kind, VerdictWords.Word(kind))}</dt><dd>{VerdictWords.Meaning(kind)}</dd></div>\n"))}
        </dl>
        </section>
        """);

    /// <summary>A number and its noun: 1 claim, 2 claims; 1 optimum, 2 optima.</summary>
    internal static string Counted(long count, string noun, string? plural = null) => $"{NumberText.Count(count)} {(count == 1 ? noun : plural ?? noun + "s")}";
}
