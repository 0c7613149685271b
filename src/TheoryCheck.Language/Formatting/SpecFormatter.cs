using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Language.Binding;
using TheoryCheck.Language.Formatting;
using TheoryCheck.Language.Syntax;

namespace TheoryCheck.Language;

/// <summary>Writes specs in their one form: 100 columns, ASCII, comments kept; only the theory blocks of literate files are touched.</summary>
public static class SpecFormatter
{
    private const int Width = 100;

    /// <summary>Formats a spec; a text with syntax errors comes back as it was, with its diagnostics.</summary>
    public static (string Text, Sequence<Diagnostic> Diagnostics) Format(SourceText source)
    {
        var parsed = Parser.Parse(source);
        return (parsed.Diagnostics.HasErrors ? source.Text : Written(parsed), parsed.Diagnostics.Items);
    }

    /// <summary>
    /// Formats a spec and writes the <c>for all</c> that claims with <c>exists</c>, <c>eventually</c> or an order leave out. A claim that leaves
    /// nothing out stays as it is, so a second time changes nothing.
    /// </summary>
    /// <param name="source">The spec.</param>
    /// <param name="place">Where the missing part goes.</param>
    public static (string Text, Sequence<Diagnostic> Diagnostics) Bind(SourceText source, PrefixPlace place)
    {
        var parsed = Parser.Parse(source);
        if (parsed.Diagnostics.HasErrors)
        {
            return (source.Text, parsed.Diagnostics.Items);
        }

        var omitted = new List<OmittedPrefix>();
        SpecReader.Parse(source, omitted);
        var missing = omitted.ToDictionary(o => o.Claim.Span.Start);
        var statements = parsed.Syntax.Statements.Map(s => missing.GetValueOrDefault(s.Span.Start) is { } one && s is NamedFormulaSyntax
            ? place == PrefixPlace.Inner ? one.Inner : one.Outer
            : s);
        var comments = parsed.Comments;
        if (place == PrefixPlace.Both)
        {
            comments = comments.Concat(omitted.Where(o => o.Inner != o.Outer).Select(o => new Comment("or: " + SyntaxPrinter.Flat(o.Inner), o.Claim.Span.Start, OwnLine: true)))
                .OrderBy(c => c.Start).ToSequence();
        }

        return (Written(parsed with { Syntax = new SpecSyntax(statements), Comments = comments }), parsed.Diagnostics.Items);
    }

    private static string Written(ParsedText parsed)
    {
        var source = parsed.Source;
        var text = new StringBuilder();
        var at = 0;
        foreach (var region in parsed.Literate.Regions)
        {
            text.Append(source.Text, at, region.Start - at);
            Region(text, source, region, parsed);
            at = region.End;
        }

        return text.Append(source.Text, at, source.Text.Length - at).ToString();
    }

    /// <summary>The statements without comments and <c>check</c> blocks: what the meaning hash covers.</summary>
    internal static string Meaning(SpecSyntax syntax)
    {
        var text = new StringBuilder();
        foreach (var statement in syntax.Statements.Where(s => s is not CheckSyntax))
        {
            text.Append(SyntaxPrinter.Flat(statement)).Append('\n');
            foreach (var line in LinesOf(statement))
            {
                text.Append("  ").Append(SyntaxPrinter.Flat(line)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static Sequence<StatementSyntax> LinesOf(StatementSyntax statement) => statement switch
    {
        DynamicsSyntax dynamics => dynamics.Lines,
        CheckSyntax check => check.Entries,
        _ => [],
    };

    private static void Region(StringBuilder text, SourceText source, CodeRegion region, ParsedText parsed)
    {
        var items = new List<(StatementSyntax Statement, int Indent)>();
        foreach (var statement in parsed.Syntax.Statements.Where(s => s.Span.Start >= region.Start && s.Span.Start < region.End))
        {
            items.Add((statement, region.Indent));
            items.AddRange(LinesOf(statement).Select(line => (line, region.Indent + 2)));
        }

        var comments = new Queue<Comment>(parsed.Comments.Where(c => c.Start >= region.Start && c.Start < region.End));
        var previousEnd = region.Start;
        for (var i = 0; i < items.Count; i++)
        {
            var (statement, indent) = items[i];
            var next = i + 1 < items.Count ? items[i + 1].Statement.Span.Start : region.End;
            var end = i + 1 < items.Count && items[i + 1].Indent > indent ? HeadEnd(source, statement, next) : statement.Span.End;
            var lineEnd = source.Text.IndexOf('\n', Math.Min(end, source.Text.Length));
            lineEnd = lineEnd < 0 ? source.Text.Length : lineEnd;
            var written = SyntaxPrinter.Lines(statement, indent, Width).ToList();
            string? trailing = null;
            while (comments.TryPeek(out var comment) && comment.Start < Math.Min(lineEnd, next))
            {
                comments.Dequeue();
                if (comment.Start >= end && !comment.OwnLine && comment.Text.Length + written[^1].Length + 4 <= Width)
                {
                    trailing = comment.Text;
                    continue;
                }

                Gap(text, source, ref previousEnd, comment.Start, region);
                Line(text, indent, comment.Text);
                previousEnd = Math.Max(previousEnd, comment.Start + 1 + comment.Text.Length);
            }

            Gap(text, source, ref previousEnd, statement.Span.Start, region);
            text.AppendJoin('\n', written);
            text.Append(trailing is null ? "\n" : trailing.Length == 0 ? "  #\n" : $"  # {trailing}\n");
            previousEnd = Math.Max(previousEnd, lineEnd <= next ? lineEnd : end);
        }

        while (comments.TryDequeue(out var comment))
        {
            Gap(text, source, ref previousEnd, comment.Start, region);
            Line(text, region.Indent, comment.Text);
            previousEnd = comment.Start + 1 + comment.Text.Length;
        }
    }

    private static int HeadEnd(SourceText source, StatementSyntax statement, int next) =>
        source.Text.IndexOf(':', statement.Span.Start, next - statement.Span.Start) is var colon and >= 0 ? colon + 1 : statement.Span.End;

    private static void Line(StringBuilder text, int indent, string comment) =>
        text.Append(' ', indent).Append(comment.Length == 0 ? "#" : "# " + comment).Append('\n');

    /// <summary>Keeps one empty line where there was at least one, save at the start of a block.</summary>
    private static void Gap(StringBuilder text, SourceText source, ref int previousEnd, int start, CodeRegion region)
    {
        if (previousEnd > region.Start && start > previousEnd && source.Text.AsSpan(previousEnd, start - previousEnd).Count('\n') >= 2)
        {
            text.Append('\n');
        }

        previousEnd = Math.Max(previousEnd, start);
    }
}
