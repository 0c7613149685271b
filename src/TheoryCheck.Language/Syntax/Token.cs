using TheoryCheck.Core;

namespace TheoryCheck.Language.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    Name,
    Number,
    Text,
    Symbol,
    Comment,
    End,
}

/// <summary>A token with its normal spelling and its place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its normal spelling: ASCII, Greek letters by name.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Line">Its line in the block, from 0.</param>
/// <param name="Column">Its column in the block, from 0.</param>
/// <param name="IsFirst">Whether it is the first token of its line.</param>
internal sealed record Token(TokenKind Kind, string Text, SourceSpan Span, int Line, int Column, bool IsFirst)
{
    /// <summary>Whether it is this symbol or keyword.</summary>
    public bool Is(string text) => Kind is TokenKind.Symbol or TokenKind.Name && Text == text;
}
