using System.Collections.Frozen;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Language.Syntax;

internal enum TokenKind
{
    Name,
    Keyword,
    Number,
    Text,
    Symbol,
    End,
}

/// <summary>A word of the text. <paramref name="Column"/> is counted from 0 at the left margin of its block.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, SourceSpan Span, int Column, bool FirstOnLine, Rational Value)
{
    public bool Is(string text) => Kind is TokenKind.Symbol or TokenKind.Keyword && Text == text;

    public bool IsWord(string text) => Kind is TokenKind.Name or TokenKind.Keyword && Text == text;
}

/// <summary>A comment without its <c>#</c>.</summary>
internal readonly record struct Comment(string Text, int Start, bool OwnLine);

/// <summary>Cuts the blocks of a text into tokens; comments are kept aside for the formatter.</summary>
internal sealed class Lexer(SourceText source, DiagnosticBag bag)
{
    internal static readonly FrozenSet<string> Keywords = new[]
    {
        "include", "sweep", "given", "open", "assume", "claim", "evolve", "flow", "check", "for", "exists", "eventually", "with", "over",
        "in", "where", "wrt", "and", "or", "not", "implies", "iff", "subset", "without", "derive",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Greek =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma",
        "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    private static readonly string[] Symbols = ["|->", "<-", "->", "<=", ">=", "==", "!=", "..", "(", ")", "[", "]", "{", "}", ",", ":", ";", "+", "-", "*", "/", "^", "@", "<", ">", "=", "~"];

    private const int StrayLimit = 100;

    private readonly string text = source.Text;
    private int stray;

    public List<Token> Tokens { get; } = [];

    public List<Comment> Comments { get; } = [];

    /// <summary>Reads one block.</summary>
    public void Read(CodeRegion region)
    {
        var at = region.Start;
        var margin = at;
        var first = true;
        while (at < region.End)
        {
            var c = text[at];
            if (c == '\n')
            {
                at++;
                margin = at + region.Indent;
                first = true;
            }
            else if (c is ' ' or '\t' or '\r')
            {
                at++;
            }
            else if (c == '#')
            {
                var end = text.IndexOf('\n', at, region.End - at);
                end = end < 0 ? region.End : end;
                Comments.Add(new Comment(text[(at + 1)..end].Trim(), at, first));
                at = end;
            }
            else
            {
                at += Word(at, region.End, Math.Max(0, at - margin), first);
                first = false;
            }
        }
    }

    private int Word(int at, int end, int column, bool first)
    {
        var c = text[at];
        if (char.IsAsciiLetter(c) || c == '_' || GreekName(c) is not null)
        {
            return Name(at, end, column, first);
        }

        if (char.IsAsciiDigit(c))
        {
            return Number(at, end, column, first);
        }

        if (c == '"')
        {
            var close = at + 1;
            while (close < end && text[close] is not ('"' or '\n' or '\r'))
            {
                close++;
            }

            if (close >= end || text[close] != '"')
            {
                bag.Report(SyntaxDiagnostics.UnclosedString.At(new SourceSpan(source, at, close - at), "this string has no closing '\"' on its line"));
                Add(TokenKind.Text, text[(at + 1)..close], at, close - at, column, first);
                return close - at;
            }

            Add(TokenKind.Text, text[(at + 1)..close], at, close + 1 - at, column, first);
            return close + 1 - at;
        }

        switch (c)
        {
            case '≤': return Add(TokenKind.Symbol, "<=", at, 1, column, first);
            case '≥': return Add(TokenKind.Symbol, ">=", at, 1, column, first);
            case '≠': return Add(TokenKind.Symbol, "!=", at, 1, column, first);
            case '·': return Add(TokenKind.Symbol, "*", at, 1, column, first);
            case '∈': return Add(TokenKind.Keyword, "in", at, 1, column, first);
            case '∃': return Add(TokenKind.Keyword, "exists", at, 1, column, first);
            case '∀':
                Add(TokenKind.Keyword, "for", at, 1, column, first);
                return Add(TokenKind.Name, "all", at, 1, column, false);
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            {
                return Add(TokenKind.Symbol, symbol, at, symbol.Length, column, first);
            }
        }

        var length = char.IsHighSurrogate(c) && at + 1 < end ? 2 : 1;
        if (++stray > StrayLimit)
        {
            return length;
        }

        bag.Report(SyntaxDiagnostics.StrayCharacter.At(
            new SourceSpan(source, at, length),
            $"found '{(char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : c)}', which is not part of the language",
            char.IsLetter(c) ? "names are ASCII or Greek letters, digits and '_'" : ""));
        return length;
    }

    private int Name(int at, int end, int column, bool first)
    {
        var stop = at;
        var name = new System.Text.StringBuilder();
        while (stop < end)
        {
            var c = text[stop];
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                name.Append(c);
            }
            else if (GreekName(c) is { } greek)
            {
                name.Append(greek);
            }
            else
            {
                break;
            }

            stop++;
        }

        var word = name.ToString();
        return Add(Keywords.Contains(word) ? TokenKind.Keyword : TokenKind.Name, word, at, stop - at, column, first);
    }

    private int Number(int at, int end, int column, bool first)
    {
        var stop = Digits(at, end);
        if (stop + 1 < end && text[stop] == '.' && char.IsAsciiDigit(text[stop + 1]))
        {
            stop = Digits(stop + 1, end);
        }

        if (stop < end && text[stop] is 'e' or 'E')
        {
            var sign = stop + 1 < end && text[stop + 1] is '+' or '-' ? stop + 2 : stop + 1;
            if (sign < end && char.IsAsciiDigit(text[sign]))
            {
                stop = Digits(sign, end);
            }
        }

        var number = stop;
        while (stop < end && (char.IsAsciiLetterOrDigit(text[stop]) || text[stop] == '_'))
        {
            stop++;
        }

        var span = new SourceSpan(source, at, stop - at);
        var value = Rational.Zero;
        if (stop > number)
        {
            bag.Report(SyntaxDiagnostics.MalformedNumber.At(
                span, $"found '{Shorten(text[at..stop])}', where a number ends and a letter follows", $"for a product write '{Shorten(text[at..number])}*{Shorten(text[number..stop])}'"));
        }
        else if (!Rational.TryParse(text.AsSpan(at, stop - at), out value))
        {
            bag.Report(SyntaxDiagnostics.MalformedNumber.At(span, $"the number '{Shorten(text[at..stop])}' has more than 400 digits or an exponent beyond 400"));
        }

        Tokens.Add(new Token(TokenKind.Number, text[at..stop], span, column, first, value));
        return stop - at;
    }

    private static string Shorten(string value) => value.Length <= 40 ? value : value[..37] + "...";

    private static string? GreekName(char c) => c switch
    {
        >= 'α' and <= 'ω' => Greek[c - 'α'],
        >= 'Α' and <= 'Ω' and not '\u03A2' => char.ToUpperInvariant(Greek[c - 'Α'][0]) + Greek[c - 'Α'][1..],
        'ϕ' => "phi",
        'ϵ' => "epsilon",
        _ => null,
    };

    private int Digits(int at, int end)
    {
        while (at < end && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private int Add(TokenKind kind, string word, int at, int length, int column, bool first)
    {
        Tokens.Add(new Token(kind, word, new SourceSpan(source, at, length), column, first, default));
        return length;
    }
}
