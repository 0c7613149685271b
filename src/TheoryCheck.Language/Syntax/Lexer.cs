using System.Collections.Frozen;
using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Language.Syntax;

/// <summary>Cuts the text of a block into tokens; comments are kept for the formatter.</summary>
internal static class Lexer
{
    private const int MostTokens = 20_000;

    private static readonly string[] Symbols =
        ["|->", "<-", "->", "<=", ">=", "==", "!=", "..", "<", ">", "=", "~", "+", "-", "*", "/", "^", "(", ")", "[", "]", "{", "}", ",", ":", ";", "@"];

    private static readonly FrozenDictionary<char, string> Letters = new Dictionary<char, string>
    {
        ['α'] = "alpha", ['β'] = "beta", ['γ'] = "gamma", ['δ'] = "delta", ['ε'] = "epsilon", ['ζ'] = "zeta", ['η'] = "eta", ['θ'] = "theta",
        ['ι'] = "iota", ['κ'] = "kappa", ['λ'] = "lambda", ['μ'] = "mu", ['ν'] = "nu", ['ξ'] = "xi", ['π'] = "pi", ['ρ'] = "rho", ['σ'] = "sigma",
        ['τ'] = "tau", ['φ'] = "phi", ['χ'] = "chi", ['ψ'] = "psi", ['ω'] = "omega", ['Γ'] = "Gamma", ['Δ'] = "Delta", ['Θ'] = "Theta",
        ['Λ'] = "Lambda", ['Ξ'] = "Xi", ['Π'] = "Pi", ['Σ'] = "Sigma", ['Φ'] = "Phi", ['Ψ'] = "Psi", ['Ω'] = "Omega",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<char, string> Signs = new Dictionary<char, string>
    {
        ['≤'] = "<=", ['≥'] = ">=", ['≠'] = "!=", ['∈'] = "in", ['·'] = "*", ['→'] = "->", ['↦'] = "|->", ['∞'] = "infinity", ['∀'] = "for all", ['∃'] = "exists",
        ['−'] = "-",
    }.ToFrozenDictionary();

    /// <summary>The tokens of a stretch of text, an end token last.</summary>
    public static ImmutableArray<Token> Cut(SourceSpan block, DiagnosticBag diagnostics)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        var (text, at, end, line, lineStart, first) = (block.Source.Text, block.Start, block.End, 0, block.Start, true);
        while (at < end)
        {
            var c = text[at];
            if (c == '\n')
            {
                (line, lineStart, first) = (line + 1, at + 1, true);
                at++;
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else
            {
                var length = Add(at);
                first = false;
                at += length;
            }

            if (tokens.Count > MostTokens)
            {
                diagnostics.Report(SyntaxDiagnostics.TooLarge.At(new SourceSpan(block.Source, at, 0), $"more than {MostTokens} tokens in one block"));
                break;
            }
        }

        tokens.Add(new Token(TokenKind.End, "the end", new SourceSpan(block.Source, end, 0), line + 1, 0, true));
        return tokens.ToImmutable();

        int Add(int from)
        {
            var c = text[from];
            if (c == '#')
            {
                var stop = text.IndexOf('\n', from, end - from);
                return Emit(TokenKind.Comment, from, (stop < 0 ? end : stop) - from, null);
            }

            if (c == '"')
            {
                var stop = text.IndexOfAny(['"', '\n'], from + 1, end - from - 1);
                if (stop < 0 || text[stop] == '\n')
                {
                    diagnostics.Report(SyntaxDiagnostics.Unclosed.At(new SourceSpan(block.Source, from, 1), "this quoted text has no closing quote on its line"));
                    return (stop < 0 ? end : stop) - from;
                }

                return Emit(TokenKind.Text, from, stop - from + 1, text[(from + 1)..stop]);
            }

            if (char.IsAsciiDigit(c))
            {
                return Number(from);
            }

            if (char.IsAsciiLetter(c) || c == '_' || Letters.ContainsKey(c))
            {
                return Name(from);
            }

            if (Signs.TryGetValue(c, out var sign))
            {
                foreach (var word in sign.Split(' '))
                {
                    Emit(char.IsAsciiLetter(word[0]) ? TokenKind.Name : TokenKind.Symbol, from, 1, word);
                }

                return 1;
            }

            foreach (var symbol in Symbols)
            {
                if (from + symbol.Length <= end && string.CompareOrdinal(text, from, symbol, 0, symbol.Length) == 0)
                {
                    return Emit(TokenKind.Symbol, from, symbol.Length, symbol);
                }
            }

            var width = char.IsHighSurrogate(c) && from + 1 < end && char.IsLowSurrogate(text[from + 1]) ? 2 : 1;
            diagnostics.Report(SyntaxDiagnostics.UnknownCharacter.At(
                new SourceSpan(block.Source, from, width),
                $"'{(char.IsControl(c) ? $"U+{(int)c:X4}" : text.Substring(from, width))}' is no character of the language"));
            return width;
        }

        int Number(int from)
        {
            var to = from;
            while (to < end && char.IsAsciiDigit(text[to]))
            {
                to++;
            }

            if (to + 1 < end && text[to] == '.' && char.IsAsciiDigit(text[to + 1]))
            {
                to++;
                while (to < end && char.IsAsciiDigit(text[to]))
                {
                    to++;
                }
            }

            var mark = to;
            if (to < end && text[to] is 'e' or 'E')
            {
                to += to + 1 < end && text[to + 1] is '+' or '-' ? 2 : 1;
                var digits = to;
                while (to < end && char.IsAsciiDigit(text[to]))
                {
                    to++;
                }

                to = to > digits ? to : mark;
            }

            while (to < end && (char.IsAsciiLetterOrDigit(text[to]) || text[to] == '_'))
            {
                to++;
            }

            if (!Rational.TryParse(text.AsSpan(from, to - from), out _))
            {
                var found = to - from > 40 ? string.Concat(text.AsSpan(from, 40), "…") : text[from..to];
                diagnostics.Report(SyntaxDiagnostics.BadNumber.At(new SourceSpan(block.Source, from, to - from), $"'{found}' is no decimal number of at most 400 digits with an exponent within 400"));
                return Emit(TokenKind.Number, from, to - from, "0");
            }

            return Emit(TokenKind.Number, from, to - from, null);
        }

        int Name(int from)
        {
            var to = from;
            var spelled = new System.Text.StringBuilder();
            while (to < end && (char.IsAsciiLetterOrDigit(text[to]) || text[to] == '_' || Letters.ContainsKey(text[to])))
            {
                spelled.Append(Letters.GetValueOrDefault(text[to]) ?? text[to].ToString());
                to++;
            }

            return Emit(TokenKind.Name, from, to - from, spelled.ToString());
        }

        int Emit(TokenKind kind, int from, int length, string? normal)
        {
            tokens.Add(new Token(kind, normal ?? text.Substring(from, length), new SourceSpan(block.Source, from, length), line, from - lineStart, first));
            return length;
        }
    }
}
