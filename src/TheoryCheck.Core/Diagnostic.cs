using System.Text;

namespace TheoryCheck.Core;

/// <summary>How bad a diagnostic is.</summary>
public enum Severity
{
    /// <summary>The spec is usable; something deserves a look.</summary>
    Warning,

    /// <summary>The spec cannot be used.</summary>
    Error,
}

/// <summary>
/// What one diagnostic id means. Each kind is a public static readonly field of a class marked
/// <see cref="DiagnosticFamilyAttribute"/>, beside the code that reports it; the catalogue finds it there.
/// </summary>
/// <param name="Id">The stable id: TC1 syntax, TC2 binding, TC3 symbolic, TC4 certificate, TC5 simulation, TC6 statistics, TC8 usage and files, TC9 bug.</param>
/// <param name="Title">A few words that name the mistake.</param>
/// <param name="Explanation">What it means and how to mend it, in Markdown, for <c>theorycheck explain</c>.</param>
/// <param name="Example">A spec text that triggers it, with the expected place marked as <c>{|TC2003:text|}</c>; empty where no text can.</param>
/// <param name="Severity">Error unless said otherwise.</param>
public sealed record DiagnosticKind(string Id, string Title, string Explanation, string Example, Severity Severity = Severity.Error)
{
    /// <summary>Makes a diagnostic of this kind.</summary>
    public Diagnostic At(SourceSpan span, string message, string help = "") => new(this, span, message, help, []);
}

/// <summary>Marks a static class whose public fields are <see cref="DiagnosticKind"/>s.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DiagnosticFamilyAttribute : Attribute;

/// <summary>A place related to a diagnostic.</summary>
/// <param name="Span">The place.</param>
/// <param name="Message">What is to be seen there.</param>
public sealed record DiagnosticNote(SourceSpan Span, string Message);

/// <summary>A mistake in the user's text, at its place.</summary>
/// <param name="Kind">The stable id and its explanation.</param>
/// <param name="Span">The smallest wrong piece of text.</param>
/// <param name="Message">What was found, what was expected; values quoted.</param>
/// <param name="Help">What to do, or empty.</param>
/// <param name="Notes">Related places.</param>
public sealed record Diagnostic(DiagnosticKind Kind, SourceSpan Span, string Message, string Help, Sequence<DiagnosticNote> Notes)
{
    /// <summary>The same diagnostic with one more related place.</summary>
    public Diagnostic With(SourceSpan span, string message) => this with { Notes = Notes.Append(new DiagnosticNote(span, message)) };

    /// <summary>The full text: place, id, message, source line, carets, notes, help.</summary>
    public string Render()
    {
        var text = new StringBuilder();
        text.Append($"{Span}: {(Kind.Severity == Severity.Error ? "error" : "warning")} {Kind.Id}: {Message}\n");
        AppendSource(text, Span);
        foreach (var note in Notes)
        {
            text.Append($"{note.Span}: note: {note.Message}\n");
            AppendSource(text, note.Span);
        }

        if (Help.Length > 0)
        {
            text.Append($"  help: {Help}\n");
        }

        return text.ToString();
    }

    private static void AppendSource(StringBuilder text, SourceSpan span)
    {
        const int Width = 120;
        if (span.Source is null)
        {
            return;
        }

        var (line, column) = span.Source.LineColumn(span.Start);
        var full = span.Source.Line(line);
        var from = Math.Clamp(column - 1 - Width / 2, 0, Math.Max(0, full.Length - Width));
        var shown = full.Substring(from, Math.Min(Width, full.Length - from));
        var indent = Math.Clamp(column - 1 - from, 0, shown.Length);
        var carets = Math.Max(1, Math.Min(span.Length, shown.Length - indent));
        text.Append("  ").Append(Printable(shown)).Append('\n');
        text.Append("  ").Append(' ', indent).Append('^', carets).Append('\n');
    }

    private static string Printable(string line) => string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));
}
