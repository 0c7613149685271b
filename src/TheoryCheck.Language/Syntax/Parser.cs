using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Syntax;

/// <summary>
/// Parses statements by recursive descent. Each statement is parsed on its own, so a mistake costs that statement only and
/// all statements with mistakes are reported at once.
/// </summary>
internal sealed partial class Parser
{
    private const int DeepestNesting = 256;

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "for", "all", "exists", "eventually", "with", "probability", "over", "almost", "derive", "and", "or", "not", "implies", "iff",
        "in", "where", "wrt", "subset", "without", "given", "sweep", "claim", "assume", "check", "evolve", "flow", "include",

    };

    private readonly ImmutableArray<Token> tokens;
    private readonly DiagnosticBag diagnostics;
    private int at;
    private int depth;

    private Parser(ImmutableArray<Token> tokens, DiagnosticBag diagnostics)
    {
        this.tokens = tokens;
        this.diagnostics = diagnostics;
    }

    /// <summary>Whether a word cannot be a name.</summary>
    public static bool IsKeyword(string word) => Keywords.Contains(word);

    /// <summary>Parses a block of text.</summary>
    public static ImmutableArray<StatementSyntax> Parse(SourceSpan block, DiagnosticBag diagnostics)
    {
        var grouped = StatementTokens.Group(Lexer.Cut(block, diagnostics));
        return [.. grouped.Select(g => ParseStatement(g, diagnostics)).OfType<StatementSyntax>()];
    }

    private static StatementSyntax? ParseStatement(StatementTokens statement, DiagnosticBag diagnostics)
    {
        var parser = new Parser(statement.Tokens, diagnostics);
        try
        {
            var parsed = parser.Statement(statement.Inner);
            parser.ExpectEnd();
            return parsed;
        }
        catch (SyntaxException mistake)
        {
            diagnostics.Report(mistake.Diagnostic);
            return null;
        }
    }

    private StatementSyntax Statement(ImmutableArray<StatementTokens> inner)
    {
        var start = Current.Span;
        switch (Current.Text)
        {
            case "include":
                Next();
                var path = Current.Kind == TokenKind.Text ? Next() : throw Expected("a quoted file name such as \"ntk-pd-lemma\"");
                return new IncludeSyntax(start.To(path.Span), path.Text);
            case "given" or "sweep" or "open":
                var role = Next().Text switch { "given" => SymbolRole.Given, "sweep" => SymbolRole.Sweep, _ => SymbolRole.Open };
                var binders = Binders();
                return new DeclareSyntax(start.To(Previous.Span), role, binders);
            case "assume" or "claim":
                var isClaim = Next().Text == "claim";
                var name = Name(isClaim ? "the claim's name" : "the assumption's name");
                Expect(":");
                var formula = Formula();
                return isClaim ? new ClaimSyntax(start.To(Previous.Span), name, formula) : new AssumeSyntax(start.To(Previous.Span), name, formula);
            case "evolve" or "flow":
                return Dynamics(inner);
            case "check":
                return Check(inner);
            default:
                return Definition();
        }
    }

    private StatementSyntax Definition()
    {
        var head = Head();
        if (TryTake("~"))
        {
            return new DrawnSyntax(head.Span.To(Last), head, Expression());
        }

        if (!TryTake("="))
        {
            throw Expected("'=' for a definition or '~' for a draw");
        }

        return new DefineSyntax(head.Span.To(Last), head, Formula());
    }

    private SourceSpan Last => tokens[^1].Span;

    private DynamicsSyntax Dynamics(ImmutableArray<StatementTokens> inner)
    {
        var start = Next();
        var clock = Name("the step or time symbol");
        Expect(":");
        var lines = inner.SelectMany(i => Lines(i, diagnostics)).ToSequence();
        return new DynamicsSyntax(start.Span.To(Previous.Span), start.Text == "flow", clock, lines);
    }

    private static IEnumerable<StatementSyntax> Lines(StatementTokens line, DiagnosticBag diagnostics)
    {
        var parser = new Parser(line.Tokens, diagnostics);
        try
        {
            var parsed = parser.BlockLine();
            parser.ExpectEnd();
            return parsed;
        }
        catch (SyntaxException mistake)
        {
            diagnostics.Report(mistake.Diagnostic);
            return [];
        }
    }

    private List<StatementSyntax> BlockLine()
    {
        var start = Current.Span;
        if (Current.Is("start"))
        {
            Next();
            var starts = new List<StatementSyntax>();
            do
            {
                var head = Head();
                var isLaw = TryTake("~");
                if (!isLaw)
                {
                    Expect("=");
                }

                starts.Add(new StartSyntax(start.To(Last), head, Expression(), isLaw));
            }
            while (TryTake(","));
            return starts;
        }

        if (Current.Text is "rate" or "noise" && Current.Kind == TokenKind.Name)
        {
            var keyword = Next().Text;
            var head = Head();
            Expect("=");
            return [new MotionSyntax(start.To(Last), keyword, head, Expression())];
        }

        var defined = Head();
        if (TryTake("<-"))
        {
            return [new MotionSyntax(start.To(Last), "<-", defined, Formula())];
        }

        if (TryTake("~"))
        {
            return [new DrawnSyntax(start.To(Last), defined, Expression())];
        }

        return TryTake("=")
            ? [new DefineSyntax(start.To(Last), defined, Formula())]
            : throw Expected("'<-', '=' or '~'");
    }

    private CheckSyntax Check(ImmutableArray<StatementTokens> inner)
    {
        var start = Next();
        var claim = Current.Is(":") ? null : Name("the claim's name");
        Expect(":");
        var lines = new List<CheckLineSyntax>();
        foreach (var line in inner)
        {
            var parser = new Parser(line.Tokens, diagnostics);
            try
            {
                lines.Add(parser.CheckLine());
                parser.ExpectEnd();
            }
            catch (SyntaxException mistake)
            {
                diagnostics.Report(mistake.Diagnostic);
            }
        }

        return new CheckSyntax(start.Span.To(Previous.Span), claim, lines.ToSequence());
    }

    private CheckLineSyntax CheckLine()
    {
        // Keys are words of their own ("case", "step"), so keywords are allowed here.
        var key = AnyWord("what is set, such as 'horizon', 'case' or 'witness'");
        var subject = Current.Is("=") ? null : Name("the symbol it is set for, or '='");
        Expect("=");
        var value = SetOrExpression();
        return new CheckLineSyntax(key.Span.To(Previous.Span), key, subject, value);
    }

    private HeadSyntax Head()
    {
        var name = Name("a name");
        if (TryTake("["))
        {
            var indices = Binders();
            Expect("]");
            return new HeadSyntax(name.Span.To(Previous.Span), name, indices, []);
        }

        if (Current.Is("("))
        {
            Next();
            var parameters = Binders();
            Expect(")");
            return new HeadSyntax(name.Span.To(Previous.Span), name, [], parameters);
        }

        return new HeadSyntax(name.Span, name, [], []);
    }

    private Sequence<BinderSyntax> Binders()
    {
        var binders = new List<BinderSyntax> { Binder() };
        while (TryTake(","))
        {
            binders.Add(Binder());
        }

        return binders.ToSequence();
    }

    private BinderSyntax Binder()
    {
        var start = Current.Span;
        HeadSyntax? head = null;
        var names = new List<NameSyntax>();
        if (TryTake("("))
        {
            do
            {
                names.Add(Name("a name"));
            }
            while (TryTake(","));
            Expect(")");
        }
        else
        {
            head = Head();
        }

        var (kind, bound, approach) = Bound();
        var where = TryTake("where") ? Formula() : null;
        return new BinderSyntax(start.To(Previous.Span), head, names.ToSequence(), kind, bound, approach, where);
    }

    private (BoundKind Kind, SyntaxNode? Bound, Approach Approach) Bound()
    {
        var kind = Current.Text switch
        {
            "<" => BoundKind.Less,
            "<=" => BoundKind.LessOrEqual,
            ">" => BoundKind.Greater,
            ">=" => BoundKind.GreaterOrEqual,
            "in" => BoundKind.In,
            "wrt" => BoundKind.Wrt,
            "->" => BoundKind.Tends,
            _ => BoundKind.None,
        };
        if (kind == BoundKind.None || Current.Kind == TokenKind.Text)
        {
            return (BoundKind.None, null, Approach.Both);
        }

        Next();
        if (kind == BoundKind.In)
        {
            return (kind, SetOrExpression(), Approach.Both);
        }

        var bound = Expression();
        if (kind != BoundKind.Tends || !Current.Is("from"))
        {
            return (kind, bound, Approach.Both);
        }

        Next();
        var side = AnyWord("'above' or 'below'");
        return side.Name switch
        {
            "above" => (kind, bound, Approach.Above),
            "below" => (kind, bound, Approach.Below),
            _ => throw new SyntaxException(SyntaxDiagnostics.Unexpected.At(side.Span, $"'{side.Name}' stands where 'above' or 'below' is expected")),
        };
    }

    private NameSyntax Name(string expected)
    {
        if (Current.Kind != TokenKind.Name || IsKeyword(Current.Text))
        {
            throw Expected(expected);
        }

        var token = Next();
        return new NameSyntax(token.Span, token.Text);
    }

    private NameSyntax AnyWord(string expected)
    {
        if (Current.Kind != TokenKind.Name)
        {
            throw Expected(expected);
        }

        var token = Next();
        return new NameSyntax(token.Span, token.Text);
    }

    private Token Current => at < tokens.Length ? tokens[at] : new Token(TokenKind.End, "the end of the statement", EndSpan, 0, 0, false);

    private SourceSpan EndSpan => tokens.IsEmpty ? default : new SourceSpan(tokens[^1].Span.Source, tokens[^1].Span.End, 0);

    private Token Previous => tokens[Math.Max(0, at - 1)];

    private Token Peek(int ahead) => at + ahead < tokens.Length ? tokens[at + ahead] : new Token(TokenKind.End, "", EndSpan, 0, 0, false);

    private Token Next()
    {
        var token = Current;
        at++;
        return token;
    }

    private bool TryTake(string text)
    {
        if (!Current.Is(text))
        {
            return false;
        }

        at++;
        return true;
    }

    private void Expect(string text)
    {
        if (!TryTake(text))
        {
            throw Expected($"'{text}'");
        }
    }

    private void ExpectEnd()
    {
        if (at < tokens.Length)
        {
            throw Expected("the end of the statement");
        }
    }

    private SyntaxException Expected(string what)
    {
        if (Current.Kind == TokenKind.End && Unclosed() is { } open)
        {
            return new SyntaxException(SyntaxDiagnostics.Unclosed.At(open.Span, $"'{open.Text}' is not closed before the end of the statement"));
        }

        var found = Current.Kind == TokenKind.End ? Current.Text : $"'{(Current.Text.Length > 40 ? Current.Text[..40] + "…" : Current.Text)}'";
        var help = Current.Kind == TokenKind.Name && IsKeyword(Current.Text) && what.Contains("name", StringComparison.Ordinal) ? $"'{Current.Text}' is a word of the language and cannot be a name" : "";
        var span = Current.Kind == TokenKind.End && tokens.Length > 0 ? tokens[^1].Span : Current.Span;
        return new SyntaxException(SyntaxDiagnostics.Unexpected.At(span, $"{found} stands where {what} is expected", help));
    }

    private Token? Unclosed()
    {
        var open = new Stack<Token>();
        foreach (var token in tokens.Where(t => t.Kind == TokenKind.Symbol))
        {
            if (token.Text is "(" or "[" or "{")
            {
                open.Push(token);
            }
            else if (token.Text is ")" or "]" or "}" && open.Count > 0)
            {
                open.Pop();
            }
        }

        return open.TryPop(out var last) ? last : null;
    }
}

/// <summary>Ends the parsing of one statement.</summary>
internal sealed class SyntaxException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}
