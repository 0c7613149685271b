using TheoryCheck.Core;

namespace TheoryCheck.Language.Syntax;

/// <summary>A stretch of the file that holds claim language; <paramref name="Indent"/> columns in front of each line belong to the fence.</summary>
internal sealed record CodeRegion(int Start, int End, int Indent);

/// <summary>A key of the front matter with its value and place.</summary>
internal readonly record struct FrontMatterEntry(string Key, string Value, SourceSpan KeySpan, SourceSpan ValueSpan);

/// <summary>A file cut into front matter, blocks of claim language and prose.</summary>
internal sealed record LiterateText(Sequence<FrontMatterEntry> Front, Sequence<CodeRegion> Regions, string Prose)
{
    /// <summary>Cuts a file: literate when its name ends in <c>.md</c>, or when it starts with front matter or holds a theory fence; else one block.</summary>
    public static LiterateText Read(SourceText source, DiagnosticBag bag)
    {
        var text = source.Text;
        var line = 1;
        var front = new List<FrontMatterEntry>();
        var hasFront = source.Line(1).TrimStart('\uFEFF').TrimEnd() == "---";
        if (hasFront)
        {
            line = ReadFront(source, front, bag);
        }

        if (!source.Path.EndsWith(".md", StringComparison.Ordinal)
            && !text.StartsWith("```theory", StringComparison.Ordinal) && !text.Contains("\n```theory", StringComparison.Ordinal))
        {
            var start = line > source.LineCount ? text.Length : source.LineStart(line);
            return new LiterateText(front.ToSequence(), [new CodeRegion(start, text.Length, 0)], "");
        }

        return Blocks(source, line, front, bag);
    }

    private static LiterateText Blocks(SourceText source, int line, List<FrontMatterEntry> front, DiagnosticBag bag)
    {
        var text = source.Text;
        var at = line > source.LineCount ? text.Length : source.LineStart(line);
        var regions = new List<CodeRegion>();
        var prose = new System.Text.StringBuilder();
        (char Mark, int Count, int Indent, bool Theory, int Open, int Body)? fence = null;
        while (at < text.Length)
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            var content = text.AsSpan(at, (end < 0 ? text.Length : end) - at).TrimEnd('\r');
            var indent = content.Length - content.TrimStart(' ').Length;
            var trimmed = content[indent..];
            var mark = trimmed.Length > 0 ? trimmed[0] : ' ';
            var count = mark is '`' or '~' ? trimmed.Length - trimmed.TrimStart(mark).Length : 0;
            if (fence is null)
            {
                if (count >= 3 && indent <= 3 && !(mark == '`' && trimmed[count..].Contains('`')))
                {
                    var info = trimmed[count..].Trim().ToString();
                    fence = (mark, count, indent, info.Split(' ')[0] == "theory", at + indent, next);
                }

                if (fence is not { Theory: true })
                {
                    prose.Append(content).Append('\n');
                }
            }
            else if (mark == fence.Value.Mark && count >= fence.Value.Count && indent <= 3 && trimmed[count..].Trim().IsEmpty)
            {
                if (fence.Value.Theory)
                {
                    regions.Add(new CodeRegion(fence.Value.Body, at, fence.Value.Indent));
                }
                else
                {
                    prose.Append(content).Append('\n');
                }

                fence = null;
            }
            else if (!fence.Value.Theory)
            {
                prose.Append(content).Append('\n');
            }

            at = next;
        }

        if (fence is { Theory: true } open)
        {
            var first = source.Line(source.LineColumn(open.Open).Line).TrimEnd();
            bag.Report(SyntaxDiagnostics.UnclosedFence.At(new SourceSpan(source, open.Open, Math.Max(1, first.Length - open.Indent)), "this block is not closed before the end of the file"));
            regions.Add(new CodeRegion(Math.Min(open.Body, text.Length), text.Length, open.Indent));
        }

        return new LiterateText(front.ToSequence(), regions.ToSequence(), prose.ToString());
    }

    private static readonly string[] Keys = ["id", "title", "source", "expect", "tags", "corrects", "change"];

    private static int ReadFront(SourceText source, List<FrontMatterEntry> front, DiagnosticBag bag)
    {
        var text = source.Text;
        var start = source.LineStart(2);
        for (var line = 2; line <= source.LineCount; line++)
        {
            var content = source.Line(line);
            if (content.TrimEnd() == "---")
            {
                return line + 1;
            }

            var colon = content.IndexOf(':');
            var key = (colon < 0 ? content : content[..colon]).Trim();
            var keyAt = start + content.Length - content.TrimStart().Length;
            var keySpan = new SourceSpan(source, keyAt, Math.Max(1, key.Length));
            if (content.Trim().Length == 0 || content.TrimStart().StartsWith('#'))
            {
            }
            else if (colon < 0)
            {
                bag.Report(SyntaxDiagnostics.FrontMatter.At(keySpan, $"found '{key}', expected a line 'key: value'"));
            }
            else if (!Keys.Contains(key))
            {
                bag.Report(SyntaxDiagnostics.FrontMatter.At(keySpan, $"found the key '{key}', expected one of {string.Join(", ", Keys)}"));
            }
            else if (front.Exists(e => e.Key == key))
            {
                bag.Report(SyntaxDiagnostics.FrontMatter.At(keySpan, $"the key '{key}' stands twice"));
            }
            else
            {
                var value = content[(colon + 1)..];
                var lead = value.Length - value.TrimStart().Length;
                front.Add(new FrontMatterEntry(key, value.Trim(), keySpan, new SourceSpan(source, start + colon + 1 + lead, Math.Max(1, value.Trim().Length))));
            }

            start = line < source.LineCount ? source.LineStart(line + 1) : text.Length;
        }

        bag.Report(SyntaxDiagnostics.FrontMatter.At(new SourceSpan(source, 0, 3), "the front matter is not closed by a line '---'"));
        return source.LineCount + 1;
    }
}
