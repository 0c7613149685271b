namespace TheoryCheck.Core;

/// <summary>A stretch of a source text: the smallest piece of text a node or a diagnostic is about.</summary>
/// <param name="Source">The text it lies in.</param>
/// <param name="Start">The offset of the first character, from 0.</param>
/// <param name="Length">How many UTF-16 units it covers.</param>
public readonly record struct SourceSpan(SourceText Source, int Start, int Length)
{
    /// <summary>The offset behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>The covered text.</summary>
    public string Text => Source is null ? "" : Source.Text.Substring(Start, Math.Min(Length, Source.Text.Length - Start));

    /// <summary>The smallest span that covers both.</summary>
    public SourceSpan To(SourceSpan other)
    {
        var start = Math.Min(Start, other.Start);
        return new SourceSpan(Source, start, Math.Max(End, other.End) - start);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Source is null)
        {
            return "(no source)";
        }

        var (line, column) = Source.LineColumn(Start);
        return $"{Source.Path}({line},{column})";
    }
}
