using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting;

/// <summary><c>summary.md</c>: the counts and the verdict table, worst first, for a pull request or a build page.</summary>
public sealed class MarkdownReport : ReportFormat
{
    /// <inheritdoc/>
    public override string Name => "markdown";

    /// <inheritdoc/>
    public override string FileName => "summary.md";

    /// <inheritdoc/>
    public override string Write(RunResult result)
    {
        var claims = JudgedClaim.WorstFirst(result);
        var text = new StringBuilder("# TheoryCheck\n\n");
        var counts = VerdictWords.WorstFirst
            .Select(kind => (Word: VerdictWords.Word(kind), Count: claims.Count(c => c.Claim.Verdict.Kind == kind)))
            .Where(entry => entry.Count > 0)
            .Select(entry => $"{entry.Count} {entry.Word}");
        text.Append($"{Plural(claims.Count, "claim")} of {Plural(result.Specs.Count, "spec")}: {string.Join(", ", counts.DefaultIfEmpty("nothing to judge"))}.\n");
        text.Append($"Version {Inline(result.ToolVersion)}, seed {result.Seed}, error budget {result.Alpha}.\n");

        var unexpected = claims.Where(c => !c.Claim.IsAsExpected).ToList();
        if (unexpected.Count > 0)
        {
            text.Append($"\n**{Plural(unexpected.Count, "verdict")} not as expected:**\n\n");
            foreach (var (spec, claim) in unexpected)
            {
                text.Append($"- {Code($"{spec.Id}/{claim.Name}")}: {VerdictWords.Word(claim.Verdict)}, expected {VerdictWords.Word(claim.Expected!.Value)}\n");
            }
        }

        if (claims.Count > 0)
        {
            text.Append("\n| verdict | claim | strength |\n|---|---|---|\n");
            foreach (var (spec, claim) in claims)
            {
                text.Append($"| {VerdictWords.Sign(claim.Verdict.Kind)} {Inline(VerdictWords.Word(claim.Verdict))} | {Code($"{spec.Id}/{claim.Name}")} | {Inline(claim.Verdict.Strength)} |\n");
            }
        }

        var broken = result.Specs.Where(spec => spec.Diagnostics.Any(d => d.IsError)).ToList();
        foreach (var spec in broken)
        {
            text.Append($"\n{Code(spec.Id)} cannot be used:\n\n");
            foreach (var diagnostic in spec.Diagnostics)
            {
                text.Append(string.Concat(diagnostic.Rendering.TrimEnd('\n').Split('\n').Select(line => $"    {line.Replace('\r', ' ')}\n")));
            }
        }

        return text.ToString();
    }

    private static string Plural(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>Text that stays text in Markdown, in a table cell too.</summary>
    private static string Inline(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                escaped.Append(' ');
            }
            else if (c is '<' or '>' or '&')
            {
                escaped.Append(c switch { '<' => "&lt;", '>' => "&gt;", _ => "&amp;" });
            }
            else
            {
                escaped.Append(c is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' or '!' or '@' ? $"\\{c}" : c.ToString());
            }
        }

        return escaped.ToString();
    }

    /// <summary>A code span that no back quote and no bar can end.</summary>
    private static string Code(string text) =>
        "`" + string.Concat(text.Select(c => char.IsControl(c) || c is '`' ? ' ' : c)).Replace("|", "\\|", StringComparison.Ordinal) + "`";
}
