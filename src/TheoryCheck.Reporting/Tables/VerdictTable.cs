using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;
using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Tables;

/// <summary>The verdict table for a console, worst first.</summary>
public static class VerdictTable
{
    private const int NarrowWidth = 100;

    /// <summary>Plain lines: no colours, no wrapping, one claim a line.</summary>
    public static Sequence<string> Lines(RunResult result)
    {
        var claims = JudgedClaim.WorstFirst(result);
        var rows = claims.Select(judged => (Verdict: Clean(VerdictWords.Word(judged.Claim.Verdict)), Claim: NameOf(judged), Note: NoteOf(judged))).ToList();
        var (verdictWidth, claimWidth) = (rows.Select(r => r.Verdict.Length).DefaultIfEmpty().Max(), rows.Select(r => r.Claim.Length).DefaultIfEmpty().Max());
        return
        [
            .. rows.Select(row => $"{row.Verdict.PadRight(verdictWidth)}  {row.Claim.PadRight(claimWidth)}  {row.Note}".TrimEnd()),
            Summary(result),
        ];
    }

    /// <summary>A table for a terminal; claims that a stopped run did not reach are counted in a line.</summary>
    /// <param name="result">The run.</param>
    /// <param name="width">The terminal's width in cells; where it is narrow, what is said of a claim goes below its name.</param>
    public static IRenderable View(RunResult result, int width = 120)
    {
        var claims = JudgedClaim.WorstFirst(result);
        var reached = claims.Where(c => c.Claim.Verdict.Strength != Verdict.NotJudged).ToList();
        IRenderable view = width < NarrowWidth ? new Rows(reached.SelectMany(Stacked)) : Wide(reached);
        var missing = claims.Count - reached.Count;
        return missing == 0 ? view : new Rows(view, new Text($"{missing} claim{(missing == 1 ? "" : "s")} not judged: the run was stopped"));
    }

    private static Table Wide(IEnumerable<JudgedClaim> claims)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("verdict", "claim", "strength");
        foreach (var judged in claims)
        {
            table.AddRow(Signed(judged), new Text(NameOf(judged)), new Text(NoteOf(judged)));
        }

        return table;
    }

    private static IEnumerable<IRenderable> Stacked(JudgedClaim judged) =>
        [new Columns(Signed(judged), new Text(NameOf(judged))).Collapse(), new Padder(new Text(NoteOf(judged)), new Padding(4, 0, 0, 0))];

    private static Text Signed(JudgedClaim judged)
    {
        var kind = judged.Claim.Verdict.Kind;
        return new Text($"{VerdictWords.Sign(kind)} {Clean(VerdictWords.Word(judged.Claim.Verdict))}", new Style(ColorOf(kind)));
    }

    /// <summary>The counts in one line: <c>7 claims: 1 refuted, 6 proved; 1 not as expected</c>.</summary>
    public static string Summary(RunResult result)
    {
        var claims = JudgedClaim.WorstFirst(result);
        var counts = claims.GroupBy(c => c.Claim.Verdict.Kind).OrderBy(g => g.Key).Select(g => $"{g.Count()} {VerdictWords.Word(g.Key)}");
        var unexpected = claims.Count(c => !c.Claim.IsAsExpected);
        var faulty = result.Specs.Count(s => s.Diagnostics.Any(d => d.IsError));
        return $"{claims.Count} claim{(claims.Count == 1 ? "" : "s")}"
            + (claims.Count == 0 ? "" : ": " + string.Join(", ", counts))
            + (unexpected == 0 ? "" : $"; {unexpected} not as expected")
            + (faulty == 0 ? "" : $"; {faulty} spec{(faulty == 1 ? "" : "s")} with errors");
    }

    private static string NameOf(JudgedClaim judged) => Clean($"{judged.Spec.Id}/{judged.Claim.Name}");

    private static string NoteOf(JudgedClaim judged) => Clean(string.Join(" ", new[]
    {
        judged.Claim.IsAsExpected ? "" : $"[expected {VerdictWords.Word(judged.Claim.Expected!.Value)}]",
        judged.Claim.Verdict.Strength,
        judged.Claim.Verdict.Reason.Length == 0 ? "" : $"({judged.Claim.Verdict.Reason})",
    }.Where(part => part.Length > 0)));

    /// <summary>Text without line breaks and without what a terminal would obey.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            clean.Append(char.IsControl(c) ? ' ' : c);
        }

        return clean.ToString();
    }

    private static Color ColorOf(VerdictKind kind) => kind switch
    {
        VerdictKind.Proved or VerdictKind.Certified => Color.Green,
        VerdictKind.Supported => Color.Blue,
        VerdictKind.Unrefuted => Color.Purple,
        VerdictKind.Inconclusive => Color.Yellow,
        VerdictKind.Vacuous => Color.Grey,
        _ => Color.Red,
    };
}
