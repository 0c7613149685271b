using System.Text;
using TheoryCheck.Core;

namespace TheoryCheck.Language.Syntax;

/// <summary>The parts of a spec file: front matter, prose, and the blocks of claim language.</summary>
/// <param name="Front">The front matter.</param>
/// <param name="Blocks">The claim language, in order; the whole text of a bare spec.</param>
/// <param name="Prose">The Markdown around the blocks.</param>
internal sealed record SpecLayout(FrontMatter Front, Sequence<SourceSpan> Blocks, string Prose)
{
    private static readonly string[] Keys = ["id", "title", "source", "expect", "tags", "corrects", "change"];

    /// <summary>Splits a file. A name that ends in <c>.md</c> is literate: only fences marked <c>theory</c> are read.</summary>
    public static SpecLayout Of(SourceText source, DiagnosticBag diagnostics)
    {
        var name = Path.GetFileName(source.Path);
        var isLiterate = name.EndsWith(".md", StringComparison.Ordinal);
        var id = name.EndsWith(".theory.md", StringComparison.Ordinal) ? name[..^10] : name.EndsWith(".theory", StringComparison.Ordinal) ? name[..^7] : name;
        var values = new Dictionary<string, (string Value, SourceSpan Span)>(StringComparer.Ordinal);
        var body = FrontMatterEnd(source, values, diagnostics);
        var front = ReadFront(id, values, diagnostics);
        if (!isLiterate)
        {
            return new SpecLayout(front, [new SourceSpan(source, body, source.Text.Length - body)], "");
        }

        var blocks = new List<SourceSpan>();
        var prose = new StringBuilder();
        var (at, fence, start, isTheory) = (body, "", 0, false);
        while (at < source.Text.Length)
        {
            var end = source.Text.IndexOf('\n', at);
            end = end < 0 ? source.Text.Length : end + 1;
            var line = source.Text[at..end];
            var trimmed = line.TrimEnd();
            var indent = trimmed.Length - trimmed.TrimStart(' ').Length;
            var content = trimmed.TrimStart(' ');
            if (fence.Length == 0)
            {
                if (indent < 4 && Opening(content) is { } opened)
                {
                    (fence, start) = (opened, end);
                    isTheory = content[opened.Length..].Trim().Split(' ')[0] == "theory";
                }
                else
                {
                    prose.Append(line);
                }
            }
            else if (indent < 4 && content.Length >= fence.Length && content.StartsWith(fence, StringComparison.Ordinal) && content.Trim(fence[0]).Length == 0)
            {
                if (isTheory)
                {
                    blocks.Add(new SourceSpan(source, start, at - start));
                }

                fence = "";
            }
            else if (!isTheory)
            {
                prose.Append(line);
            }

            at = end;
        }

        if (fence.Length > 0 && isTheory)
        {
            blocks.Add(new SourceSpan(source, start, source.Text.Length - start));
        }

        return new SpecLayout(front, blocks.ToSequence(), prose.ToString().Trim());
    }

    private static string? Opening(string content)
    {
        foreach (var mark in "`~")
        {
            var length = content.TakeWhile(c => c == mark).Count();
            if (length >= 3 && (mark == '~' || !content[length..].Contains('`', StringComparison.Ordinal)))
            {
                return content[..length];
            }
        }

        return null;
    }

    private static int FrontMatterEnd(SourceText source, Dictionary<string, (string Value, SourceSpan Span)> values, DiagnosticBag diagnostics)
    {
        if (source.LineCount < 2 || source.Line(1).TrimEnd() != "---")
        {
            return 0;
        }

        var at = source.Text.IndexOf('\n', StringComparison.Ordinal) + 1;
        for (var line = 2; line <= source.LineCount; line++)
        {
            var text = source.Line(line);
            var next = Math.Min(source.Text.Length, source.Text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : source.Text.Length);
            if (text.TrimEnd() == "---")
            {
                return next;
            }

            var span = new SourceSpan(source, at, text.Length);
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (text.Trim().Length > 0)
            {
                var key = colon < 0 ? "" : text[..colon].Trim();
                if (!Keys.Contains(key))
                {
                    diagnostics.Report(SyntaxDiagnostics.FrontMatter.At(span, colon < 0 ? $"'{text.Trim()}' is no 'key: value' line" : $"'{key}' is no key of the front matter", $"the keys are {string.Join(", ", Keys)}"));
                }
                else if (!values.TryAdd(key, (text[(colon + 1)..].Trim(), span)))
                {
                    diagnostics.Report(SyntaxDiagnostics.FrontMatter.At(span, $"'{key}' is given twice"));
                }
            }

            at = next;
        }

        diagnostics.Report(SyntaxDiagnostics.FrontMatter.At(new SourceSpan(source, 0, 3), "the front matter is not closed by a line '---'"));
        return source.Text.Length;
    }

    private static FrontMatter ReadFront(string id, Dictionary<string, (string Value, SourceSpan Span)> values, DiagnosticBag diagnostics)
    {
        string Value(string key) => values.TryGetValue(key, out var found) ? found.Value : "";
        var expect = new List<Expectation>();
        if (values.TryGetValue("expect", out var written))
        {
            foreach (var part in written.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var colon = part.IndexOf(':', StringComparison.Ordinal);
                var claim = colon < 0 ? "" : part[..colon].Trim();
                var word = part[(colon + 1)..].Trim();
                if (Enum.TryParse<VerdictKind>(word, ignoreCase: true, out var verdict) && word.Length > 0 && char.IsAsciiLetter(word[0]))
                {
                    expect.Add(new Expectation(claim, verdict));
                }
                else
                {
                    diagnostics.Report(SyntaxDiagnostics.FrontMatter.At(written.Span, $"'{word}' is no verdict", $"verdicts are {string.Join(", ", Enum.GetNames<VerdictKind>()).ToLowerInvariant()}"));
                }
            }
        }

        var named = Value("id");
        if (named.Length > 0 && named != id)
        {
            diagnostics.Report(SyntaxDiagnostics.FrontMatter.At(values["id"].Span, $"the id is '{named}', but the file is named '{id}'"));
        }

        return new FrontMatter(
            id,
            Value("title") is { Length: > 0 } title ? title : id,
            Value("source"),
            expect.ToSequence(),
            Value("tags").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToSequence(),
            Value("corrects"),
            Value("change"));
    }
}
