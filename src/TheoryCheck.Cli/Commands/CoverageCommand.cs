using System.CommandLine;
using System.Text;
using System.Text.Json;
using TheoryCheck.Core;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>coverage RESULTS</c>: every spec of a run with its verdicts and their strength in words, as one Markdown page.</summary>
internal sealed class CoverageCommand : ProductCommand
{
    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var results = new Argument<string>("RESULTS") { Description = "The results.json of a run." };
        var output = new Option<string>("--out") { Description = "The page to write; the console by default." };
        var command = new Command("coverage", "Writes the page that lists every spec of a run with its verdicts.") { results, output };
        command.SetAction(parsed => Write(parsed.GetValue(results)!, parsed.GetValue(output), terminal));
        return command;
    }

    private static int Write(string results, string? output, Terminal terminal)
    {
        string page;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(results));
            page = Page(document.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8003: '{results}' is not a readable results.json: {e.Message}");
            return ExitCode.BadInput;
        }

        if (output is null)
        {
            terminal.Out.Write(page);
        }
        else
        {
            try
            {
                DurableFile.Write(output, page);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                terminal.Error.WriteLine($"theorycheck: error TC8007: '{output}' cannot be written: {e.Message}");
                return ExitCode.BadInput;
            }

            terminal.Out.WriteLine($"wrote {output}");
        }

        return ExitCode.AsExpected;
    }

    /// <summary>The page: a table for each folder, a row for each spec, a line for each claim.</summary>
    internal static string Page(JsonElement results)
    {
        var specs = results.GetProperty("specs").EnumerateArray().Select(SpecRow.Of).ToList();
        var page = new StringBuilder();
        page.Append("# Coverage\n\nWhat a run of the shipped specs found. Written by `theorycheck coverage out/results.json --out docs/coverage.md`, never by hand.\n");
        page.Append("[verdicts.md](verdicts.md) says what each word means; `expected` is what the spec's front matter records.\n\n");
        page.Append($"{specs.Count} specs, {specs.Sum(s => s.Claims.Count)} claims: {Counts(specs.SelectMany(s => s.Claims))}; ");
        page.Append($"seed {results.GetProperty("seed").GetString()}, alpha = {results.GetProperty("alpha").GetString()}.\n");
        foreach (var folder in specs.GroupBy(s => s.Folder).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            page.Append($"\n## {folder.Key}\n\n| spec | statement | claim: verdict, and how it is known |\n| --- | --- | --- |\n");
            foreach (var spec in folder.OrderBy(s => s.Id, StringComparer.Ordinal))
            {
                page.Append($"| [{spec.Id}](../{spec.File}) | {Cell(spec.Title)} | {string.Join("<br>", spec.Claims.Select(c => c.Words))} |\n");
            }
        }

        return page.ToString();
    }

    private static string Counts(IEnumerable<ClaimRow> claims) =>
        string.Join(", ", claims.GroupBy(c => c.Kind).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}"));

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Shortened(string text)
    {
        const int Longest = 160;
        return text.Length <= Longest ? text : text[..text.LastIndexOf(' ', Longest)] + " …";
    }

    private sealed record SpecRow(string Id, string Title, string File, string Folder, IReadOnlyList<ClaimRow> Claims)
    {
        public static SpecRow Of(JsonElement spec)
        {
            var file = spec.GetProperty("file").GetString()!.Replace('\\', '/');
            return new SpecRow(
                spec.GetProperty("id").GetString()!,
                spec.GetProperty("title").GetString()!,
                file,
                Path.GetFileName(Path.GetDirectoryName(file)) ?? "",
                [.. spec.GetProperty("claims").EnumerateArray().Select(ClaimRow.Of)]);
        }
    }

    private sealed record ClaimRow(string Kind, string Words)
    {
        public static ClaimRow Of(JsonElement claim)
        {
            var verdict = claim.GetProperty("verdict");
            var kind = verdict.GetProperty("kind").GetString()!;
            var qualifier = verdict.GetProperty("qualifier").GetString()!;
            var strength = verdict.GetProperty("strength").GetString()!;
            var reason = verdict.GetProperty("reason").GetString()!;
            var expected = claim.GetProperty("expected").GetString();
            var words = kind is "inconclusive" or "vacuous" or "broken" && reason.Length > 0 ? reason : strength;
            return new ClaimRow(kind, $"`{claim.GetProperty("name").GetString()}`: **{kind}**"
                + (qualifier.Length > 0 ? $" ({Cell(qualifier)})" : "")
                + (words.Length > 0 ? $", {Cell(Shortened(words))}" : "")
                + (expected is null || expected == kind ? "" : $" (expected: {expected})"));
        }
    }
}
