using System.Collections.Immutable;

namespace TheoryCheck.Core;

/// <summary>A text with a name and a table of line starts; positions are UTF-16 offsets from 0.</summary>
public sealed class SourceText
{
    private readonly ImmutableArray<int> lineStarts;

    /// <summary>Indexes the lines of a text.</summary>
    /// <param name="path">The name shown in diagnostics, as the user wrote it.</param>
    /// <param name="text">The whole text.</param>
    public SourceText(string path, string text)
    {
        Path = path;
        Text = text;
        var starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        lineStarts = starts.ToImmutable();
    }

    /// <summary>The name shown in diagnostics.</summary>
    public string Path { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>How many lines the text has; a trailing line break opens one more, empty line.</summary>
    public int LineCount => lineStarts.Length;

    /// <summary>The line and column of an offset, both counted from 1.</summary>
    public (int Line, int Column) LineColumn(int offset)
    {
        var index = lineStarts.BinarySearch(Math.Clamp(offset, 0, Text.Length));
        var line = index >= 0 ? index : ~index - 1;
        return (line + 1, Math.Clamp(offset, 0, Text.Length) - lineStarts[line] + 1);
    }

    /// <summary>The offset of the first character of a line, counted from 1.</summary>
    public int LineStart(int line) => lineStarts[line - 1];

    /// <summary>The text of a line, counted from 1, without its line break.</summary>
    public string Line(int line)
    {
        var start = lineStarts[line - 1];
        var end = line < lineStarts.Length ? lineStarts[line] : Text.Length;
        return Text[start..end].TrimEnd('\r', '\n');
    }
}
