using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Syntax;

/// <summary>Formulas and expressions, loosest first.</summary>
internal sealed partial class Parser
{
    private SyntaxNode Formula() => Nested(() =>
    {
        if (Prefix() is { } prefixed)
        {
            return prefixed;
        }

        var parts = new List<SyntaxNode> { Implication() };
        while (TryTake("iff"))
        {
            parts.Add(Implication());
        }

        return parts.Count == 1 ? parts[0] : parts.Skip(1).Aggregate(parts[0], (left, right) => new ConnectiveSyntax(left.Span.To(right.Span), ConnectiveKind.Iff, [left, right]));
    });

    private SyntaxNode Implication()
    {
        var left = Joined("or", ConnectiveKind.Or, () => Joined("and", ConnectiveKind.And, Negation));
        if (!TryTake("implies"))
        {
            return left;
        }

        var right = Prefix() ?? Nested(Implication);
        return new ConnectiveSyntax(left.Span.To(right.Span), ConnectiveKind.Implies, [left, right]);
    }

    private SyntaxNode Joined(string word, ConnectiveKind kind, Func<SyntaxNode> part)
    {
        var parts = new List<SyntaxNode> { part() };
        while (TryTake(word))
        {
            parts.Add(part());
        }

        return parts.Count == 1 ? parts[0] : new ConnectiveSyntax(parts[0].Span.To(parts[^1].Span), kind, parts.ToSequence());
    }

    private SyntaxNode Negation()
    {
        if (Current.Is("not"))
        {
            var start = Next();
            var operand = Nested(Negation);
            return new ConnectiveSyntax(start.Span.To(operand.Span), ConnectiveKind.Not, [operand]);
        }

        return Prefix() ?? Relation();
    }

    // A quantifier with its body, which reaches as far right as it can; or null.
    private SyntaxNode? Prefix()
    {
        var start = Current.Span;
        switch (Current.Text)
        {
            case "for" when Current.Kind == TokenKind.Name && Peek(1).Is("drawn"):
                at += 2;
                var drawn = new List<BinderSyntax>();
                do
                {
                    var name = Name("the name of a draw");
                    drawn.Add(new BinderSyntax(name.Span, new HeadSyntax(name.Span, name, [], []), [], BoundKind.None, null, Approach.Both, null));
                }
                while (TryTake(","));
                return Body(QuantifierKind.ForDrawn, drawn.ToSequence(), false);
            case "for" when Current.Kind == TokenKind.Name:
                Next();
                Expect("all");
                if (Current.Is("rest"))
                {
                    Next();
                    return Body(QuantifierKind.ForAll, [], true);
                }

                return Body(QuantifierKind.ForAll, Binders(), false);
            case "exists" when Current.Kind == TokenKind.Name:
                Next();
                var kind = TryTake("unique") ? QuantifierKind.ExistsUnique : QuantifierKind.Exists;
                return Body(kind, Binders(), false);
            case "eventually" when Current.Kind == TokenKind.Name:
                Next();
                return Body(QuantifierKind.Eventually, [Binder()], false);
            case "almost" when Current.Kind == TokenKind.Name:
                Next();
                Expect("all");
                return Body(QuantifierKind.AlmostAll, [Binder()], false);
            case "with" when Current.Kind == TokenKind.Name:
                return WithProbability();
            case "derive" when Current.Kind == TokenKind.Name:
                Next();
                var formula = Formula();
                return new DeriveSyntax(start.To(formula.Span), formula);
            default:
                return null;
        }

        QuantifierSyntax Body(QuantifierKind quantifier, Sequence<BinderSyntax> binders, bool isRest)
        {
            Expect(":");
            var body = Formula();
            return new QuantifierSyntax(start.To(body.Span), quantifier, binders, isRest, body);
        }
    }

    private ProbabilitySyntax WithProbability()
    {
        var start = Next().Span;
        Expect("probability");
        var relation = Current.Text switch
        {
            ">=" => Rigor.Relation.GreaterOrEqual,
            "<=" => Rigor.Relation.LessOrEqual,
            "==" => Rigor.Relation.Equal,
            _ => throw Expected("'>=', '<=' or '=='"),
        };
        Next();
        var level = Expression();
        Expect("over");
        var draws = new List<DrawSyntax>();
        var isOverAll = TryTake("all");
        if (!isOverAll)
        {
            do
            {
                var name = Name("the name of a draw");
                var step = TryTake("@") ? Atom() : null;
                draws.Add(new DrawSyntax(name.Span, name.Name, step));
            }
            while (TryTake(","));
        }

        var given = TryTake("given") ? Joined("and", ConnectiveKind.And, Negation) : null;
        Expect(":");
        var body = Formula();
        return new ProbabilitySyntax(start.To(body.Span), relation, level, isOverAll, draws.ToSequence(), given, body);
    }

    private SyntaxNode Relation()
    {
        var operands = new List<SyntaxNode> { Expression() };
        var relations = new List<Relation>();
        while (RelationOf(Current) is { } relation)
        {
            Next();
            relations.Add(relation);
            operands.Add(Expression());
        }

        SyntaxNode result = relations.Count == 0 ? operands[0] : new ComparisonSyntax(operands[0].Span.To(operands[^1].Span), relations.ToSequence(), operands.ToSequence());
        if (TryTake("in"))
        {
            return OrderOrMembership(result);
        }

        if (TryTake("subset"))
        {
            var set = SetOrExpression();
            return new MembershipSyntax(result.Span.To(set.Span), result, set, IsSubset: true);
        }

        while (TryTake("without"))
        {
            var name = Name("the name of an assumption");
            result = new WithoutSyntax(result.Span.To(name.Span), result, name);
        }

        return result;
    }

    private SyntaxNode OrderOrMembership(SyntaxNode subject)
    {
        var kind = Current.Text switch
        {
            "O" => OrderKind.BigO,
            "o" => OrderKind.LittleO,
            "Omega" => OrderKind.Omega,
            "Theta" => OrderKind.Theta,
            _ => (OrderKind?)null,
        };
        if (kind is null || !Peek(1).Is("("))
        {
            var set = SetOrExpression();
            return new MembershipSyntax(subject.Span.To(set.Span), subject, set, IsSubset: false);
        }

        at += 2;
        var gauge = Expression();
        Expect(")");
        var inLog = false;
        if (Current.Is("in"))
        {
            Next();
            var log = AnyWord("'log'");
            inLog = log.Name == "log" ? true : throw new SyntaxException(SyntaxDiagnostics.Unexpected.At(log.Span, $"'{log.Name}' stands where 'log' is expected"));
        }

        Expect("as");
        var variable = Binder();
        return variable.Kind == BoundKind.Tends
            ? new OrderSyntax(subject.Span.To(Previous.Span), subject, kind.Value, gauge, inLog, variable)
            : throw new SyntaxException(SyntaxDiagnostics.Unexpected.At(variable.Span, "an order needs a variable and where it goes, such as 'h -> 0 from above' or 'n -> infinity'"));
    }

    private static Relation? RelationOf(Token token) => token.Kind != TokenKind.Symbol ? null : token.Text switch
    {
        "<" => Rigor.Relation.Less,
        "<=" => Rigor.Relation.LessOrEqual,
        ">" => Rigor.Relation.Greater,
        ">=" => Rigor.Relation.GreaterOrEqual,
        "==" => Rigor.Relation.Equal,
        "!=" => Rigor.Relation.NotEqual,
        _ => null,
    };

    // A set after 'in': a range, an interval, or anything that denotes a set.
    private SyntaxNode SetOrExpression()
    {
        if (Current.Text is "[" or "(" && Current.Kind == TokenKind.Symbol && IsInterval())
        {
            var open = Next();
            var lower = Expression();
            Expect(",");
            var upper = Expression();
            var close = Current.Text is "]" or ")" ? Next() : throw Expected("']' or ')'");
            return new IntervalSyntax(open.Span.To(close.Span), lower, upper, open.Text == "(", close.Text == ")");
        }

        var first = Expression();
        return RangeFrom(first);
    }

    private SyntaxNode RangeFrom(SyntaxNode lower)
    {
        if (!TryTake(".."))
        {
            return lower;
        }

        var dots = Previous.Span;
        var hasUpper = Current.Kind is TokenKind.Number || (Current.Kind == TokenKind.Name && !IsKeyword(Current.Text)) || Current.Is("(") || Current.Is("-");
        var upper = hasUpper ? Expression() : null;
        return new RangeSyntax(lower.Span.To(upper?.Span ?? dots), lower, upper);
    }

    // Whether the bracket at the cursor holds exactly one comma at its own level.
    private bool IsInterval()
    {
        var (level, commas) = (0, 0);
        for (var i = at; i < tokens.Length; i++)
        {
            switch (tokens[i].Kind == TokenKind.Symbol ? tokens[i].Text : "")
            {
                case "(" or "[" or "{":
                    level++;
                    break;
                case ")" or "]" or "}":
                    level--;
                    if (level == 0)
                    {
                        return commas == 1;
                    }

                    break;
                case "," when level == 1:
                    commas++;
                    break;
                case ":" when level == 1:
                    return false;
            }
        }

        return false;
    }

    private SyntaxNode Expression() => Nested(() =>
    {
        SyntaxNode left;
        if (Current.Is("-"))
        {
            var sign = Next();
            var operand = Product();
            left = new NegateSyntax(sign.Span.To(operand.Span), operand);
        }
        else
        {
            left = Product();
        }

        while (Current.Is("+") || Current.Is("-"))
        {
            var op = Next().Text[0];
            var right = Product();
            left = new ArithmeticSyntax(left.Span.To(right.Span), op, left, right);
        }

        return left;
    });

    private SyntaxNode Product()
    {
        var left = Factor();
        while (Current.Is("*") || Current.Is("/"))
        {
            var op = Next().Text[0];
            var right = Factor();
            left = new ArithmeticSyntax(left.Span.To(right.Span), op, left, right);
        }

        return left;
    }

    private SyntaxNode Factor()
    {
        var operand = Postfix();
        if (!TryTake("^"))
        {
            return operand;
        }

        if (Current.Is("-"))
        {
            var sign = Next();
            var negated = Nested(Factor);
            return new ArithmeticSyntax(operand.Span.To(negated.Span), '^', operand, new NegateSyntax(sign.Span.To(negated.Span), negated));
        }

        var exponent = Nested(Factor);
        return new ArithmeticSyntax(operand.Span.To(exponent.Span), '^', operand, exponent);
    }

    private SyntaxNode Postfix()
    {
        var target = Atom();
        while (true)
        {
            if (TryTake("["))
            {
                var indices = new List<SyntaxNode>();
                do
                {
                    indices.Add(RangeFrom(Expression()));
                }
                while (TryTake(","));
                Expect("]");
                target = new IndexSyntax(target.Span.To(Previous.Span), target, indices.ToSequence());
            }
            else if (Current.Is("("))
            {
                target = Call(target);
            }
            else if (TryTake("@"))
            {
                var step = Atom();
                target = new AtSyntax(target.Span.To(step.Span), target, step);
            }
            else
            {
                return target;
            }
        }
    }

    private SyntaxNode Atom()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Next();
                return new NumberSyntax(token.Span, Rational.TryParse(token.Text, out var value) ? value : Rational.Zero);
            case TokenKind.Name when !IsKeyword(token.Text):
                Next();
                return new NameSyntax(token.Span, token.Text);
            case TokenKind.Symbol when token.Text == "(":
                return Parenthesised();
            case TokenKind.Symbol when token.Text == "[":
                Next();
                var list = Items("]");
                return new ListSyntax(token.Span.To(Previous.Span), list);
            case TokenKind.Symbol when token.Text == "{":
                return Braces();
            default:
                throw Expected("an expression");
        }
    }

    private SyntaxNode Parenthesised() => Nested<SyntaxNode>(() =>
    {
        var open = Next();
        var first = Formula();
        if (!Current.Is(","))
        {
            Expect(")");
            return first;
        }

        var items = new List<SyntaxNode> { first };
        while (TryTake(","))
        {
            items.Add(Formula());
        }

        Expect(")");
        return new TupleSyntax(open.Span.To(Previous.Span), items.ToSequence());
    });

    private SyntaxNode Braces() => Nested<SyntaxNode>(() =>
    {
        var open = Next();
        var start = at;
        if (Current.Kind == TokenKind.Name && IsComprehension())
        {
            var binders = Binders();
            Expect("}");
            return new ComprehensionSyntax(open.Span.To(Previous.Span), binders);
        }

        at = start;
        var items = Items("}");
        return new SetSyntax(open.Span.To(Previous.Span), items);
    });

    // {w in X where A} has 'in' or 'where' at its own level; {1, 2} has not.
    private bool IsComprehension()
    {
        var level = 1;
        for (var i = at; i < tokens.Length && level > 0; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Symbol)
            {
                level += token.Text is "(" or "[" or "{" ? 1 : token.Text is ")" or "]" or "}" ? -1 : 0;
            }
            else if (level == 1 && token.Kind == TokenKind.Name && token.Text is "in" or "where")
            {
                return true;
            }
        }

        return false;
    }

    private Sequence<SyntaxNode> Items(string close)
    {
        var items = new List<SyntaxNode>();
        if (!Current.Is(close))
        {
            do
            {
                items.Add(Formula());
            }
            while (TryTake(","));
        }

        Expect(close);
        return items.ToSequence();
    }

    private CallSyntax Call(SyntaxNode target) => Nested(() =>
    {
        Next();
        if (TryTake(")"))
        {
            return new CallSyntax(target.Span.To(Previous.Span), target, [], [], [], null, IsBinding: false);
        }

        return HasBinders() ? BindingCall(target) : PlainCall(target);
    });

    private CallSyntax PlainCall(SyntaxNode target)
    {
        var arguments = new List<SyntaxNode>();
        do
        {
            arguments.Add(Argument());
        }
        while (TryTake(","));
        var given = TryTake("given") ? Joined("and", ConnectiveKind.And, Negation) : null;
        Expect(")");
        return new CallSyntax(target.Span.To(Previous.Span), target, [], [], arguments.ToSequence(), given, IsBinding: false);
    }

    private CallSyntax BindingCall(SyntaxNode target)
    {
        var leading = new List<SyntaxNode>();
        var binders = new List<BinderSyntax>();
        do
        {
            // A plain expression before the binders is a leading argument: the level of a quantile.
            if (Current.Kind == TokenKind.Number || (Current.Kind == TokenKind.Name && Peek(1).Kind == TokenKind.Symbol && Peek(1).Text is "+" or "-" or "*" or "/" or "^"))
            {
                leading.Add(Expression());
            }
            else if (Current.Kind == TokenKind.Name && Peek(1).Is("@"))
            {
                // One step of a draw: expect(xi@k: ..).
                var name = Name("the name of a draw");
                Next();
                var step = Atom();
                binders.Add(new BinderSyntax(name.Span.To(step.Span), new HeadSyntax(name.Span, name, [], []), [], BoundKind.None, step, Approach.Both, null));
            }
            else
            {
                binders.Add(Binder());
            }
        }
        while (TryTake(","));
        Expect(":");
        var bodies = new List<SyntaxNode>();
        do
        {
            bodies.Add(Formula());
        }
        while (TryTake(","));
        var given = TryTake("given") ? Joined("and", ConnectiveKind.And, Negation) : null;
        Expect(")");
        return new CallSyntax(target.Span.To(Previous.Span), target, leading.ToSequence(), binders.ToSequence(), bodies.ToSequence(), given, IsBinding: true);
    }

    // Whether a colon at this bracket's own level follows binders (and not the prefix of a formula).
    private bool HasBinders()
    {
        if (Current.Kind == TokenKind.Name && Current.Text is "for" or "exists" or "eventually" or "with" or "almost" or "derive" or "not")
        {
            return false;
        }

        var level = 1;
        for (var i = at; i < tokens.Length && level > 0; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Name && level == 1 && token.Text is "for" or "exists" or "eventually" or "with" or "almost" or "derive" or "implies" or "iff")
            {
                return false;
            }

            if (token.Kind != TokenKind.Symbol)
            {
                continue;
            }

            if (token.Text == ":" && level == 1)
            {
                return true;
            }

            level += token.Text is "(" or "[" or "{" ? 1 : token.Text is ")" or "]" or "}" ? -1 : 0;
        }

        return false;
    }

    private SyntaxNode Argument()
    {
        if (Lambda() is { } lambda)
        {
            return lambda;
        }

        if (IsOverride())
        {
            var head = Head();
            Expect("=");
            var value = Formula();
            return new OverrideSyntax(head.Span.To(value.Span), head, value);
        }

        return RangeFrom(Formula());
    }

    private LambdaSyntax? Lambda()
    {
        var start = at;
        var names = new List<NameSyntax>();
        if (Current.Kind == TokenKind.Name && !IsKeyword(Current.Text) && Peek(1).Is("|->"))
        {
            names.Add(Name("a name"));
        }
        else if (Current.Is("("))
        {
            Next();
            while (Current.Kind == TokenKind.Name && !IsKeyword(Current.Text))
            {
                names.Add(Name("a name"));
                if (!TryTake(","))
                {
                    break;
                }
            }

            if (names.Count == 0 || !Current.Is(")") || !Peek(1).Is("|->"))
            {
                at = start;
                return null;
            }

            Next();
        }
        else
        {
            return null;
        }

        Expect("|->");
        var body = Formula();
        return new LambdaSyntax(names[0].Span.To(body.Span), names.ToSequence(), body);
    }

    // name = .. or name[..] = ..
    private bool IsOverride()
    {
        if (Current.Kind != TokenKind.Name || IsKeyword(Current.Text))
        {
            return false;
        }

        if (Peek(1).Is("="))
        {
            return true;
        }

        if (!Peek(1).Is("["))
        {
            return false;
        }

        var level = 0;
        for (var i = at + 1; i < tokens.Length; i++)
        {
            if (tokens[i].Kind == TokenKind.Symbol)
            {
                level += tokens[i].Text is "(" or "[" or "{" ? 1 : tokens[i].Text is ")" or "]" or "}" ? -1 : 0;
                if (level == 0)
                {
                    return i + 1 < tokens.Length && tokens[i + 1].Is("=");
                }
            }
        }

        return false;
    }

    private T Nested<T>(Func<T> parse)
        where T : SyntaxNode
    {
        if (++depth > DeepestNesting)
        {
            throw new SyntaxException(SyntaxDiagnostics.TooDeep.At(Current.Span, $"nested more than {DeepestNesting} levels deep", "name parts of the formula by definitions"));
        }

        var parsed = parse();
        depth--;
        return parsed;
    }
}
