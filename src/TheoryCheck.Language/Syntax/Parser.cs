using TheoryCheck.Core;

namespace TheoryCheck.Language.Syntax;

/// <summary>A text cut into pieces, with what the formatter and the binder need of it.</summary>
internal sealed record ParsedText(SourceText Source, LiterateText Literate, SpecSyntax Syntax, Sequence<Comment> Comments, DiagnosticBag Diagnostics);

/// <summary>A parser by recursive descent. Each statement is parsed for itself, so that each one with a mistake is reported.</summary>
internal sealed partial class Parser
{
    private const int DepthLimit = 256;
    private const int NodeLimit = 10_000;
    private const int SizeLimit = 1 << 20;
    private const int MistakeLimit = 500;
    private static readonly string[] Comparisons = ["<", "<=", ">", ">=", "==", "!="];

    private readonly SourceText source;
    private readonly DiagnosticBag bag;
    private readonly List<Token> tokens;
    private readonly int[] colons;
    private readonly bool[] holdsBinders;
    private int at;
    private int end;
    private int depth;
    private int nodes;
    private int mistakes;

    private Parser(SourceText source, DiagnosticBag bag, List<Token> tokens)
    {
        this.source = source;
        this.bag = bag;
        this.tokens = tokens;
        (colons, holdsBinders) = Layout.Brackets(tokens);
    }

    private Token Current => at < end ? tokens[at] : EndToken;

    private Token EndToken
    {
        get
        {
            var previous = at > 0 && tokens.Count > 0 ? tokens[Math.Min(at, tokens.Count) - 1].Span : new SourceSpan(source, 0, 0);
            return new Token(TokenKind.End, "", new SourceSpan(source, previous.End, 0), 0, false, default);
        }
    }

    /// <summary>Parses a whole text.</summary>
    public static ParsedText Parse(SourceText source)
    {
        var found = new DiagnosticBag();
        if (source.Text.Length > SizeLimit || System.Text.Encoding.UTF8.GetByteCount(source.Text) > SizeLimit)
        {
            found.Report(SyntaxDiagnostics.TooLarge.At(new SourceSpan(source, 0, 0), $"the text is larger than {SizeLimit} bytes"));
            return new ParsedText(source, new LiterateText([], [], ""), new SpecSyntax([]), [], found);
        }

        var literate = LiterateText.Read(source, found);
        var lexer = new Lexer(source, found);
        foreach (var region in literate.Regions)
        {
            lexer.Read(region);
        }

        var parser = new Parser(source, found, lexer.Tokens);
        var statements = new List<StatementSyntax>();
        foreach (var cut in Layout.Cut(lexer.Tokens))
        {
            if (parser.Statement(cut, StatementPlace.Top) is { } statement)
            {
                statements.Add(statement);
            }

            if (parser.mistakes >= MistakeLimit)
            {
                break;
            }

            if (parser.nodes > NodeLimit)
            {
                found.Report(SyntaxDiagnostics.TooLarge.At(lexer.Tokens[cut.Start].Span, $"the spec has more than {NodeLimit} nodes"));
                break;
            }
        }

        return new ParsedText(source, literate, new SpecSyntax(statements.ToSequence()), lexer.Comments.ToSequence(), found);
    }

    private enum StatementPlace
    {
        Top,
        Dynamics,
        Check,
    }

    private StatementSyntax? Statement(StatementTokens cut, StatementPlace place)
    {
        (at, end, depth) = (cut.Start, cut.End, 0);
        try
        {
            var statement = place switch
            {
                StatementPlace.Top => TopStatement(cut),
                StatementPlace.Dynamics => DynamicsLine(),
                _ => CheckEntry(),
            };
            if (at < end)
            {
                throw Fail($"expected the end of the statement");
            }

            return statement;
        }
        catch (SyntaxException problem)
        {
            bag.Report(problem.Diagnostic);
            mistakes++;
            return null;
        }
        catch (InsufficientExecutionStackException)
        {
            bag.Report(SyntaxDiagnostics.TooDeep.At(Current.Span, "the expression is nested too deeply for the stack of this program"));
            mistakes++;
            return null;
        }
    }

    private StatementSyntax TopStatement(StatementTokens cut)
    {
        var start = Current;
        switch (start.Kind == TokenKind.Keyword ? start.Text : "")
        {
            case "include":
                at++;
                var path = Current;
                if (path.Kind != TokenKind.Text)
                {
                    throw Fail("expected the name of a spec in quotes");
                }

                at++;
                return new IncludeSyntax(start.Span.To(path.Span), path.Text, path.Span);
            case "sweep" or "given" or "open":
                at++;
                var binders = Binders();
                return new DeclarationSyntax(From(start), start.Text, binders);
            case "assume" or "claim":
                at++;
                var name = Name();
                Expect(":");
                var formula = Formula();
                return new NamedFormulaSyntax(From(start), start.Text, name, formula);
            case "evolve" or "flow":
                at++;
                var clock = Name();
                Expect(":");
                ExpectEnd();
                return Block(cut, StatementPlace.Dynamics, start, lines => new DynamicsSyntax(From(start), start.Text, clock, lines));
            case "check":
                at++;
                var claim = Current.Kind == TokenKind.Name ? Name() : null;
                Expect(":");
                ExpectEnd();
                return Block(cut, StatementPlace.Check, start, lines => new CheckSyntax(From(start), claim, lines));
            default:
                return Assignment("", start, ["=", "~"]);
        }
    }

    private StatementSyntax Block(StatementTokens cut, StatementPlace place, Token start, Func<Sequence<StatementSyntax>, StatementSyntax> make)
    {
        if (cut.Lines.IsEmpty)
        {
            throw Fail($"expected the lines of the '{start.Text}' block, indented further than '{start.Text}'");
        }

        var lines = cut.Lines.TakeWhile(_ => mistakes < MistakeLimit).Select(line => Statement(line, place)).OfType<StatementSyntax>().ToSequence();
        (at, end) = (Math.Max(at, cut.Lines[^1].End), 0);
        end = at;
        return make(lines);
    }

    private StatementSyntax DynamicsLine()
    {
        var start = Current;
        var following = at + 1 < end ? tokens[at + 1] : default;
        if (start.IsWord("start") && following.Kind == TokenKind.Name)
        {
            at++;
            var parts = new List<AssignmentSyntax>();
            do
            {
                parts.Add(Assignment("", Current, ["=", "~"]));
            }
            while (Take(","));
            return new StartSyntax(From(start), parts.ToSequence());
        }

        if ((start.IsWord("rate") || start.IsWord("noise")) && following.Kind == TokenKind.Name)
        {
            at++;
            return Assignment(start.Text, start, ["="]);
        }

        return Assignment("", start, ["<-", "=", "~"]);
    }

    private AssignmentSyntax Assignment(string word, Token start, string[] operators)
    {
        var head = Head();
        var op = Current;
        if (!operators.Any(op.Is))
        {
            throw Fail($"expected {string.Join(" or ", operators.Select(o => $"'{o}'"))} behind '{head.Name.Name}'");
        }

        at++;
        var value = Range();
        return new AssignmentSyntax(From(start), word, head, op.Text, value);
    }

    private CheckEntrySyntax CheckEntry()
    {
        var start = Current;
        var key = Name();
        var subject = Current.Kind == TokenKind.Name ? Name() : null;
        var op = Current;
        if (!op.Is("=") && !op.Is("~"))
        {
            throw Fail("expected '=' and a value");
        }

        at++;
        var value = Range();
        return new CheckEntrySyntax(From(start), key, subject, op.Text, value);
    }

    private Sequence<BinderSyntax> Binders()
    {
        var binders = new List<BinderSyntax>();
        do
        {
            binders.Add(Binder());
        }
        while (Take(","));
        return binders.ToSequence();
    }

    private BinderSyntax Binder()
    {
        using var level = Enter();
        var start = Current;
        var heads = new List<HeadSyntax>();
        if (Take("("))
        {
            do
            {
                var name = Name();
                heads.Add(new HeadSyntax(name.Span, name, ' ', []));
            }
            while (Take(","));
            Expect(")");
        }
        else
        {
            heads.Add(Head());
        }

        var step = Take("@") ? Atom() : null;
        var (relation, bound, from) = Bound();
        var where = Take("where") ? Formula() : null;
        return new BinderSyntax(From(start), heads.ToSequence(), relation, bound, from, where, step);
    }

    private (string Relation, ExpressionSyntax? Bound, string From) Bound()
    {
        var relation = Current;
        if (relation.Is("<") || relation.Is("<=") || relation.Is(">") || relation.Is(">="))
        {
            at++;
            return (relation.Text, Sum(), "");
        }

        if (Take("in"))
        {
            return ("in", Set(), "");
        }

        if (Take("wrt"))
        {
            return ("wrt", Sum(), "");
        }

        return Take("->") ? Point() : ("", null, "");
    }

    private (string Relation, ExpressionSyntax Bound, string From) Point()
    {
        var point = Sum();
        if (!TakeWord("from"))
        {
            return ("->", point, "");
        }

        var side = Current;
        if (!side.IsWord("above") && !side.IsWord("below"))
        {
            throw Fail("expected 'above' or 'below'");
        }

        at++;
        return ("->", point, side.Text);
    }

    private HeadSyntax Head()
    {
        using var level = Enter();
        var name = Name();
        if (!Current.Is("[") && !Current.Is("("))
        {
            return new HeadSyntax(name.Span, name, ' ', []);
        }

        var bracket = Current.Text[0];
        at++;
        var binders = Binders();
        Expect(bracket == '[' ? "]" : ")");
        return new HeadSyntax(name.Span.To(tokens[at - 1].Span), name, bracket, binders);
    }

    private NameSyntax Name()
    {
        var token = Current;
        if (token.Kind == TokenKind.Keyword)
        {
            throw new SyntaxException(SyntaxDiagnostics.KeywordAsName.At(token.Span, $"found the keyword '{token.Text}', expected a name"));
        }

        if (token.Kind != TokenKind.Name)
        {
            throw Fail("expected a name");
        }

        at++;
        nodes++;
        return new NameSyntax(token.Span, token.Text);
    }

    private bool Take(string text)
    {
        if (!Current.Is(text))
        {
            return false;
        }

        at++;
        return true;
    }

    private bool TakeWord(string text)
    {
        if (!Current.IsWord(text))
        {
            return false;
        }

        at++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Take(text))
        {
            throw Fail($"expected '{text}'");
        }
    }

    private void ExpectEnd()
    {
        if (at < end)
        {
            throw Fail("expected the lines of the block below, indented further");
        }
    }

    private SourceSpan From(Token start) => start.Span.To(tokens[Math.Max(0, at - 1)].Span);

    private SyntaxException Fail(string expected)
    {
        var token = Current;
        var found = token.Kind == TokenKind.End ? "the statement ends here" : $"found '{(token.Text.Length > 40 ? token.Text[..37] + "..." : token.Text)}'";
        var span = token.Kind == TokenKind.End && at > 0 ? tokens[at - 1].Span : token.Span;
        var help = token.Is("<-") ? "for 'less than a negative number' write '< -'"
            : token.Is("=") ? "'=' defines; equality is '=='"
            : "";
        return new SyntaxException(SyntaxDiagnostics.Unexpected.At(span, $"{found}, {expected}", help));
    }

    private Level Enter()
    {
        if (++depth > DepthLimit)
        {
            throw new SyntaxException(SyntaxDiagnostics.TooDeep.At(Current.Span, $"the expression is nested more than {DepthLimit} deep"));
        }

        if (++nodes > NodeLimit)
        {
            throw new SyntaxException(SyntaxDiagnostics.TooLarge.At(Current.Span, $"the spec has more than {NodeLimit} nodes"));
        }

        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return new Level(this);
    }

    private readonly ref struct Level(Parser parser) : IDisposable
    {
        public void Dispose() => parser.depth--;
    }

    private sealed class SyntaxException(Diagnostic diagnostic) : Exception(diagnostic.Message)
    {
        public Diagnostic Diagnostic { get; } = diagnostic;
    }
}
