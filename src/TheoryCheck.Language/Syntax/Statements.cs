using System.Collections.Immutable;

namespace TheoryCheck.Language.Syntax;

/// <summary>The tokens of one statement, and the statements inside its block.</summary>
/// <param name="Tokens">The statement's own tokens, comments left out.</param>
/// <param name="Inner">The lines of its block, for <c>evolve</c>, <c>flow</c> and <c>check</c>.</param>
internal sealed record StatementTokens(ImmutableArray<Token> Tokens, ImmutableArray<StatementTokens> Inner)
{
    /// <summary>
    /// Groups tokens into statements: one ends at the end of its line unless a bracket is open or the next line is indented
    /// further, or at a semicolon outside brackets; behind a block's head the lines indented further are its own statements.
    /// </summary>
    public static ImmutableArray<StatementTokens> Group(ImmutableArray<Token> tokens) =>
        Group([.. tokens.Where(t => t.Kind is not TokenKind.Comment and not TokenKind.End)], 0, out _, -1);

    private static ImmutableArray<StatementTokens> Group(ImmutableArray<Token> tokens, int from, out int to, int outer)
    {
        var statements = ImmutableArray.CreateBuilder<StatementTokens>();
        var at = from;
        while (at < tokens.Length && tokens[at].Column > outer)
        {
            var column = tokens[at].IsFirst || statements.Count == 0 ? tokens[at].Column : outer + 1;
            if (IsBlockHead(tokens[at]) && HeadEnd(tokens, at) is var head && head > at)
            {
                var indent = FirstColumn(tokens, at);
                var inner = ImmutableArray<StatementTokens>.Empty;
                var next = head;
                if (next < tokens.Length && tokens[next].IsFirst && tokens[next].Column > indent)
                {
                    inner = Group(tokens, next, out next, indent);
                }

                statements.Add(new StatementTokens(tokens[at..head], inner));
                at = next;
                continue;
            }

            var end = End(tokens, at, FirstColumn(tokens, at));
            if (end > at)
            {
                statements.Add(new StatementTokens(tokens[at..end], []));
            }

            at = end < tokens.Length && tokens[end].Is(";") ? end + 1 : Math.Max(end, at + (end == at ? 1 : 0));
            _ = column;
        }

        to = at;
        return statements.ToImmutable();
    }

    private static bool IsBlockHead(Token token) => token.Kind == TokenKind.Name && token.Text is "evolve" or "flow" or "check";

    // The column where the line of a token starts: what "indented further" is measured from.
    private static int FirstColumn(ImmutableArray<Token> tokens, int at)
    {
        while (at > 0 && !tokens[at].IsFirst)
        {
            at--;
        }

        return tokens[at].Column;
    }

    // Behind the colon that ends the head's line, or at if this is no head.
    private static int HeadEnd(ImmutableArray<Token> tokens, int at)
    {
        for (var i = at + 1; i < tokens.Length && !tokens[i].IsFirst; i++)
        {
            if (tokens[i].Is(":"))
            {
                return i + 1;
            }
        }

        return at;
    }

    private static int End(ImmutableArray<Token> tokens, int at, int column)
    {
        var depth = 0;
        for (var i = at; i < tokens.Length; i++)
        {
            var token = tokens[i];
            if (i > at && token.IsFirst && token.Column <= column && (depth == 0 || StartsStatement(token)))
            {
                return i;
            }

            if (token.Kind == TokenKind.Symbol)
            {
                switch (token.Text)
                {
                    case "(" or "[" or "{":
                        depth++;
                        break;
                    case ")" or "]" or "}":
                        depth = Math.Max(0, depth - 1);
                        break;
                    case ";" when depth == 0:
                        return i;
                }
            }
        }

        return tokens.Length;
    }

    // An unclosed bracket may not swallow the statements behind it.
    private static bool StartsStatement(Token token) =>
        token.Kind == TokenKind.Name && token.Text is "claim" or "given" or "sweep" or "open" or "assume" or "include" or "evolve" or "flow" or "check";
}
