using TheoryCheck.Core;

namespace TheoryCheck.Language.Syntax;

/// <content>Formulas and expressions, by rank.</content>
internal sealed partial class Parser
{
    private ExpressionSyntax Formula() => Joined(ChainRank.Iff, ["iff"], Implication);

    private ExpressionSyntax Implication()
    {
        using var level = Enter();
        var start = Current;
        var left = Joined(ChainRank.Or, ["or"], Conjunction);
        if (!Take("implies"))
        {
            return left;
        }

        var right = Implication();
        return new BinarySyntax(From(start), "implies", left, right);
    }

    private ExpressionSyntax Conjunction() => Joined(ChainRank.And, ["and"], Negation);

    private ExpressionSyntax Negation()
    {
        using var level = Enter();
        var start = Current;
        if (Take("not"))
        {
            var operand = Negation();
            return new UnarySyntax(From(start), "not", operand);
        }

        if (Take("derive"))
        {
            var formula = Formula();
            return new UnarySyntax(From(start), "derive", formula);
        }

        if (Prefix() is { } prefix)
        {
            Expect(":");
            var body = Formula();
            return new QuantifiedSyntax(From(start), prefix, body);
        }

        return RelationFormula();
    }

    private PrefixSyntax? Prefix()
    {
        var start = Current;
        if (Take("for"))
        {
            if (TakeWord("drawn"))
            {
                var drawn = Binders();
                return new QuantifierSyntax(From(start), "for drawn", drawn);
            }

            if (!TakeWord("all"))
            {
                throw Fail("expected 'all' or 'drawn'");
            }

            if (Current.IsWord("rest") && at + 1 < end && tokens[at + 1].Is(":"))
            {
                at++;
                return new QuantifierSyntax(From(start), "for all", []);
            }

            var binders = Binders();
            return new QuantifierSyntax(From(start), "for all", binders);
        }

        if (Take("exists"))
        {
            var unique = Current.IsWord("unique") && at + 1 < end && (tokens[at + 1].Kind == TokenKind.Name || tokens[at + 1].Is("("));
            at += unique ? 1 : 0;
            var binders = Binders();
            return new QuantifierSyntax(From(start), unique ? "exists unique" : "exists", binders);
        }

        if (Take("eventually"))
        {
            var name = Name();
            var binder = new BinderSyntax(name.Span, [new HeadSyntax(name.Span, name, ' ', [])], "", null, "", null, null);
            return new QuantifierSyntax(From(start), "eventually", [binder]);
        }

        if (start.IsWord("almost") && at + 1 < end && tokens[at + 1].IsWord("all"))
        {
            at += 2;
            var binder = Binder();
            return new QuantifierSyntax(From(start), "almost all", [binder]);
        }

        return Take("with") ? Probability(start) : null;
    }

    private ProbabilitySyntax Probability(Token start)
    {
        if (!TakeWord("probability"))
        {
            throw Fail("expected 'probability'");
        }

        var relation = Current;
        if (!relation.Is(">=") && !relation.Is("<=") && !relation.Is("=="))
        {
            throw Fail("expected '>=', '<=' or '=='");
        }

        at++;
        var level = Sum();
        Expect("over");
        var draws = new List<ExpressionSyntax>();
        if (!TakeWord("all"))
        {
            do
            {
                var draw = Current;
                ExpressionSyntax name = Name();
                if (Take("@"))
                {
                    var step = Atom();
                    name = new AtSyntax(From(draw), name, step);
                }

                draws.Add(name);
            }
            while (Take(","));
        }

        var given = Take("given") ? Conjunction() : null;
        return new ProbabilitySyntax(From(start), relation.Text, level, draws.ToSequence(), given);
    }

    private ExpressionSyntax RelationFormula()
    {
        var start = Current;
        var left = Joined(ChainRank.Comparison, Comparisons, Sum);
        while (true)
        {
            if (Current.Is("in"))
            {
                at++;
                left = IsOrder() ? Order(start, left) : new MembershipSyntax(start.Span, left, Set(), IsSubset: false);
                left = left with { Span = From(start) };
            }
            else if (Take("subset"))
            {
                var right = Sum();
                left = new MembershipSyntax(From(start), left, right, IsSubset: true);
            }
            else if (Take("without"))
            {
                var name = Name();
                using var deeper = Enter();
                left = new WithoutSyntax(From(start), left, name);
                continue;
            }

            return left;
        }
    }

    private bool IsOrder() => Current.Kind == TokenKind.Name && Current.Text is "O" or "o" or "Omega" or "Theta" && at + 1 < end && tokens[at + 1].Is("(");

    private OrderSyntax Order(Token start, ExpressionSyntax subject)
    {
        var kind = Name().Name;
        Expect("(");
        var gauge = Formula();
        Expect(")");
        var inLog = false;
        if (Take("in"))
        {
            inLog = TakeWord("log") ? true : throw Fail("expected 'log'");
        }

        if (!TakeWord("as"))
        {
            throw Fail("expected 'as' and what the variable tends to, such as 'as h -> 0'");
        }

        var variable = Current;
        var name = Name();
        Expect("->");
        var (relation, bound, from) = Point();
        var binder = new BinderSyntax(From(variable), [new HeadSyntax(name.Span, name, ' ', [])], relation, bound, from, null, null);
        return new OrderSyntax(From(start), subject, kind, gauge, inLog, binder);
    }

    /// <summary>What may stand behind <c>in</c>: an expression, a range, an interval.</summary>
    private ExpressionSyntax Set()
    {
        using var level = Enter();
        var start = Current;
        if ((Current.Is("(") || Current.Is("[")) && IsInterval())
        {
            at++;
            var lower = Sum();
            Expect(",");
            var upper = Sum();
            var close = Current;
            if (!close.Is(")") && !close.Is("]"))
            {
                throw Fail("expected ')' or ']'");
            }

            at++;
            return new IntervalSyntax(From(start), lower, upper, start.Is("("), close.Is(")"));
        }

        return Range(Sum);
    }

    private bool IsInterval()
    {
        var nesting = 0;
        var commas = 0;
        for (var i = at; i < end; i++)
        {
            if (tokens[i].Is("(") || tokens[i].Is("[") || tokens[i].Is("{"))
            {
                nesting++;
            }
            else if (tokens[i].Is(")") || tokens[i].Is("]") || tokens[i].Is("}"))
            {
                nesting--;
                if (nesting == 0)
                {
                    return commas == 1;
                }
            }
            else if (nesting == 1 && tokens[i].Is(","))
            {
                commas++;
            }
        }

        return false;
    }

    private ExpressionSyntax Range() => Range(Formula);

    private ExpressionSyntax Range(Func<ExpressionSyntax> part)
    {
        var start = Current;
        var lower = part();
        if (!Take(".."))
        {
            return lower;
        }

        var upper = StartsExpression() ? Sum() : null;
        return new RangeSyntax(From(start), lower, upper);
    }

    private bool StartsExpression() =>
        Current.Kind is TokenKind.Name or TokenKind.Number || Current.Is("(") || Current.Is("[") || Current.Is("{") || Current.Is("-");

    private ExpressionSyntax Sum()
    {
        using var level = Enter();
        return Joined(ChainRank.Sum, ["+", "-"], Product);
    }

    private ExpressionSyntax Product() => Joined(ChainRank.Product, ["*", "/"], Signed);

    private ExpressionSyntax Signed()
    {
        var start = Current;
        if (!Take("-"))
        {
            return Power();
        }

        using var level = Enter();
        var operand = Signed();
        return new UnarySyntax(From(start), "-", operand);
    }

    private ExpressionSyntax Power()
    {
        using var level = Enter();
        var start = Current;
        var @base = Postfix();
        if (!Take("^"))
        {
            return @base;
        }

        var exponent = Signed();
        return new BinarySyntax(From(start), "^", @base, exponent);
    }

    private ExpressionSyntax Postfix()
    {
        var start = Current;
        var value = Atom();
        var entered = 0;
        try
        {
            while (true)
            {
                if (Current.Is("["))
                {
                    at++;
                    var indices = new List<ExpressionSyntax>();
                    do
                    {
                        indices.Add(Argument());
                    }
                    while (Take(","));
                    Expect("]");
                    value = new IndexSyntax(From(start), value, indices.ToSequence());
                }
                else if (Current.Is("("))
                {
                    value = Call(start, value);
                }
                else if (Take("@"))
                {
                    var step = Atom();
                    value = new AtSyntax(From(start), value, step);
                }
                else
                {
                    return value;
                }

                Enter();
                entered++;
            }
        }
        finally
        {
            depth -= entered;
        }
    }

    private CallSyntax Call(Token start, ExpressionSyntax target)
    {
        using var level = Enter();
        var colon = colons[at];
        at++;
        var leading = new List<ExpressionSyntax>();
        var binders = new List<BinderSyntax>();
        var arguments = new List<ExpressionSyntax>();
        if (colon >= 0 && colon < end)
        {
            do
            {
                if (StartsBinder())
                {
                    binders.Add(Binder());
                }
                else
                {
                    leading.Add(Formula());
                }
            }
            while (Take(","));
            Expect(":");
        }

        if (!Current.Is(")"))
        {
            do
            {
                arguments.Add(Argument());
            }
            while (Take(","));
        }

        var given = Take("given") ? Formula() : null;
        Expect(")");
        return new CallSyntax(From(start), target, leading.ToSequence(), binders.ToSequence(), arguments.ToSequence(), given);
    }

    private bool StartsBinder()
    {
        if (Current.Is("("))
        {
            return true;
        }

        if (Current.Kind != TokenKind.Name)
        {
            return false;
        }

        var i = at + 1;
        if (i < end && (tokens[i].Is("[") || tokens[i].Is("(")))
        {
            var nesting = 0;
            do
            {
                nesting += tokens[i].Is("[") || tokens[i].Is("(") || tokens[i].Is("{") ? 1 : tokens[i].Is("]") || tokens[i].Is(")") || tokens[i].Is("}") ? -1 : 0;
                i++;
            }
            while (i < end && nesting > 0);
        }

        return i >= end || Array.Exists(["<", "<=", ">", ">=", "in", "wrt", "->", "where", ",", ":", "@"], tokens[i].Is);
    }

    private ExpressionSyntax Argument()
    {
        using var level = Enter();
        var start = Current;
        if (Current.Kind == TokenKind.Name && at + 1 < end && tokens[at + 1].Is("|->"))
        {
            var parameter = Name();
            at++;
            var body = Formula();
            return new LambdaSyntax(From(start), [parameter], body);
        }

        if (Current.Is("(") && IsTupleOfNames(out var arrow) && arrow)
        {
            at++;
            var parameters = new List<NameSyntax>();
            do
            {
                parameters.Add(Name());
            }
            while (Take(","));
            Expect(")");
            Expect("|->");
            var body = Formula();
            return new LambdaSyntax(From(start), parameters.ToSequence(), body);
        }

        if (IsOverride())
        {
            var head = Head();
            Expect("=");
            var value = Formula();
            return new OverrideSyntax(From(start), head, value);
        }

        return Range();
    }

    private bool IsTupleOfNames(out bool arrow)
    {
        var i = at + 1;
        while (i < end && (tokens[i].Kind == TokenKind.Name || tokens[i].Is(",")))
        {
            i++;
        }

        arrow = i + 1 < end && tokens[i].Is(")") && tokens[i + 1].Is("|->");
        return arrow;
    }

    private bool IsOverride()
    {
        if (Current.Kind != TokenKind.Name)
        {
            return false;
        }

        var i = at + 1;
        if (i < end && (tokens[i].Is("[") || tokens[i].Is("(")))
        {
            var nesting = 0;
            do
            {
                nesting += tokens[i].Is("[") || tokens[i].Is("(") || tokens[i].Is("{") ? 1 : tokens[i].Is("]") || tokens[i].Is(")") || tokens[i].Is("}") ? -1 : 0;
                i++;
            }
            while (i < end && nesting > 0);
        }

        return i < end && tokens[i].Is("=");
    }

    private ExpressionSyntax Atom()
    {
        using var level = Enter();
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                at++;
                return new NumberSyntax(token.Span, token.Value, token.Text);
            case TokenKind.Name:
                return Name();
            case TokenKind.Symbol when token.Text == "(":
                at++;
                var items = Items(")");
                return items.Count == 1 ? new ParenthesizedSyntax(From(token), items[0]) : new TupleSyntax(From(token), items);
            case TokenKind.Symbol when token.Text == "[":
                at++;
                return new ListSyntax(default, Items("]")) with { Span = From(token) };
            case TokenKind.Symbol when token.Text == "{":
                var binders = holdsBinders[at];
                at++;
                if (binders)
                {
                    var bound = Binders();
                    Expect("}");
                    return new ComprehensionSyntax(From(token), bound);
                }

                if (Take("}"))
                {
                    return new SetSyntax(From(token), []);
                }

                return new SetSyntax(default, Items("}")) with { Span = From(token) };
            default:
                throw Fail("expected an expression");
        }
    }

    private Sequence<ExpressionSyntax> Items(string close)
    {
        var items = new List<ExpressionSyntax>();
        do
        {
            items.Add(Formula());
        }
        while (Take(","));
        Expect(close);
        return items.ToSequence();
    }

    private ExpressionSyntax Joined(ChainRank rank, string[] operators, Func<ExpressionSyntax> operand)
    {
        var start = Current;
        var first = operand();
        if (!Array.Exists(operators, Current.Is))
        {
            return first;
        }

        var operands = new List<ExpressionSyntax> { first };
        var found = new List<string>();
        while (Array.Exists(operators, Current.Is))
        {
            var symbol = Current;
            if (rank == ChainRank.Comparison && found.Exists(f => Direction(f) * Direction(symbol.Text) < 0))
            {
                throw new SyntaxException(SyntaxDiagnostics.MixedChain.At(symbol.Span, $"found '{symbol.Text}' in a chain that started with '{found[0]}'", "join two comparisons by 'and'"));
            }

            if (symbol.Is("/") && found.Count(f => f == "/") >= DepthLimit)
            {
                throw new SyntaxException(SyntaxDiagnostics.TooDeep.At(symbol.Span, $"more than {DepthLimit} quotients in one product"));
            }

            found.Add(symbol.Text);
            at++;
            operands.Add(operand());
        }

        return new ChainSyntax(From(start), rank, operands.ToSequence(), found.ToSequence());
    }

    private static int Direction(string relation) => relation[0] switch
    {
        '<' => 1,
        '>' => -1,
        _ => 0,
    };
}
