using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>A box and how tightly it holds together.</summary>
internal readonly record struct Piece(Formula Box, Precedence Precedence)
{
    /// <summary>The box, in parentheses when it holds together less tightly than needed.</summary>
    public Formula Within(Precedence needed) => Precedence < needed ? Layout.Parenthesised(Box) : Box;
}

/// <summary>Lays out terms as boxes.</summary>
internal sealed partial class Layout : TermFold<Piece>
{
    private readonly IReadOnlyDictionary<Symbol, MarkedTerm> marks;
    private int scriptDepth;
    private bool isIdentity;

    private Layout(IReadOnlyDictionary<Symbol, MarkedTerm> marks) => this.marks = marks;

    /// <summary>A term that stands behind a placeholder symbol, and why it is set apart.</summary>
    internal readonly record struct MarkedTerm(Term Term, Emphasis Emphasis);

    /// <summary>The layout of a term.</summary>
    public static Formula Of(Term term) => Of(term, new Dictionary<Symbol, MarkedTerm>());

    /// <summary>The layout of a term in which placeholder symbols stand for marked terms.</summary>
    public static Formula Of(Term term, IReadOnlyDictionary<Symbol, MarkedTerm> marks) => term.Accept(new Layout(marks)).Box;

    /// <summary>Boxes with commas between them.</summary>
    public static Formula Separated(IReadOnlyList<Formula> items) =>
        Formula.Row([.. items.SelectMany((item, i) => i == 0 ? new[] { item } : [Comma, item])]);

    /// <summary>A box in parentheses.</summary>
    public static Formula Parenthesised(Formula body) => new FenceBox("(", ")", "(", ")", body);

    /// <summary>A row whose first item sticks to the first piece of the second, so that lines break only within the second.</summary>
    public static Formula Lead(Formula lead, Formula body) => body is Breakable { Items.IsEmpty: false } breakable
        ? new Breakable([Lead(lead, breakable.Items[0]), .. breakable.Items.Skip(1)])
        : Formula.Row(lead, body);

    /// <inheritdoc/>
    public override Piece Number(Number term)
    {
        var value = term.Value;
        if (value.Sign < 0)
        {
            return new Piece(Formula.Row(Prefix("−", "-"), new Number(-value).Accept(this).Box), Precedence.Sum);
        }

        if (value.IsInteger || RangeShape.Decimal(value) is not null)
        {
            return Atom(Digits(RangeShape.Decimal(value) ?? value.ToString()));
        }

        return Quotient(Atom(Digits(value.Numerator.ToString())), Atom(Digits(value.Denominator.ToString())));
    }

    /// <inheritdoc/>
    public override Piece Constant(Constant term) => Atom(term.Name switch
    {
        "pi" => Formula.Upright("π", "\\pi"),
        "infinity" => Formula.Upright("∞", "\\infty"),
        _ => Formula.Upright(term.Name, $"\\mathrm{{{LatexPrinter.Escape(term.Name)}}}"),
    });

    /// <inheritdoc/>
    public override Piece Reference(Reference term) =>
        marks.TryGetValue(term.Symbol, out var marked)
            ? marked.Term.Accept(this) is var piece ? piece with { Box = new MarkedBox(marked.Emphasis, piece.Box) } : default
            : Atom(NameLayout.Of(term.Symbol.Name));

    /// <inheritdoc/>
    public override Piece Arithmetic(Arithmetic term) => term.Operator switch
    {
        ArithmeticOperator.Add => Sum(term.Children),
        ArithmeticOperator.Multiply => Product(term.Children),
        ArithmeticOperator.Divide => Quotient(term.Children[0], term.Children[1]),
        ArithmeticOperator.Power => Power(term.Children[0].Accept(this), term.Children[1]),
        _ => new Piece(Formula.Row(Prefix("−", "-"), term.Children[0].Accept(this).Within(Precedence.Infix)), Precedence.Sum),
    };

    /// <inheritdoc/>
    public override Piece Element(Element term) => Atom(Indexed(term.Tensor.Accept(this).Within(Precedence.Atom), InScript(() => Indices(term.Indices))));

    /// <inheritdoc/>
    public override Piece Slice(Slice term) => Atom(Indexed(
        term.Tensor.Accept(this).Within(Precedence.Atom),
        InScript(() => Formula.Row(Box(term.From), Punctuation("..", ".."), Box(term.To)))));

    /// <inheritdoc/>
    public override Piece Apply(Apply term) => Atom(Applied(term.Function.Accept(this).Within(Precedence.Atom), term.Arguments));

    /// <inheritdoc/>
    public override Piece Lambda(Lambda term)
    {
        var names = Separated([.. term.Binders.Select(b => NameLayout.Of(b.Symbol.Name))]);
        return new Piece(
            Formula.Row(term.Binders.Count == 1 ? names : Parenthesised(names), Relation("↦", "\\mapsto"), Box(term.Body)),
            Precedence.Formula);
    }

    /// <inheritdoc/>
    public override Piece Conditional(Conditional term)
    {
        var rows = new List<CaseRow>();
        Term rest = term;
        while (rest is Conditional choice)
        {
            rows.Add(new CaseRow(Box(choice.Then), Formula.Row(Formula.Words("if "), Box(choice.Condition))));
            rest = choice.Otherwise;
        }

        rows.Add(new CaseRow(Box(rest), Formula.Words("otherwise")));
        return new Piece(new CasesBox(rows.ToSequence()), Precedence.Relation);
    }

    /// <inheritdoc/>
    public override Piece Collection(Collection term)
    {
        var items = Separated([.. term.Children.Select(Box)]);
        return Atom(term.Kind switch
        {
            CollectionKind.List => new FenceBox("[", "]", "[", "]", items),
            CollectionKind.Tuple => Parenthesised(items),
            _ => Braces(items),
        });
    }

    /// <inheritdoc/>
    public override Piece RealInterval(RealInterval term)
    {
        var (open, close) = (term.LowerOpen ? "(" : "[", term.UpperOpen ? ")" : "]");
        return Atom(new FenceBox(open, close, open, close, Separated([Box(term.Lower), Box(term.Upper)])));
    }

    /// <inheritdoc/>
    public override Piece IndexRange(IndexRange term) => Atom(Braces(Formula.Row(
        Box(term.Lower),
        Comma,
        Formula.Upright("…", "\\dots"),
        RangeShape.IsInfinite(term.Upper) ? Formula.Empty : Formula.Row(Comma, Box(term.Upper)))));

    /// <inheritdoc/>
    public override Piece AtStep(AtStep term)
    {
        var series = term.Series.Accept(this);
        var step = term.Step is null ? Formula.Upright("next", "\\mathrm{next}") : InScript(() => Box(term.Step));
        if (BlockOf(term.Series) is { IsFlow: true } && term.Step is not null && term.Series is Reference { } or Element { })
        {
            return Atom(Formula.Row(series.Box, Parenthesised(Box(term.Step!))));
        }

        return term.Series is Reference { } or Element { } && series.Box is not ScriptBox { Sup: not null }
            ? Atom(Raised(series.Box, Parenthesised(step)))
            : Atom(new ScriptBox(new FenceBox("", "|", ".", "|", series.Within(Precedence.Atom)), step, null));
    }

    /// <inheritdoc/>
    public override Piece Override(Override term)
    {
        var changes = term.Symbols.Zip(term.Values, (b, value) => Formula.Row(NameLayout.Of(b.Symbol.Name), Relation("≔", ":="), Box(value)));
        return Atom(Formula.Row(term.Target.Accept(this).Within(Precedence.Atom), new FenceBox("[", "]", "[", "]", Separated([.. changes]))));
    }

    private static Formula Comma => Punctuation(",", ",");

    private static Piece Atom(Formula box) => new(box, Precedence.Atom);

    private static Glyph Digits(string text) => new(GlyphKind.Digits, text, text);

    private static Glyph Prefix(string text, string latex) => new(GlyphKind.Prefix, text, latex);

    private static Glyph Infix(string text, string latex) => new(GlyphKind.Infix, text, latex);

    private static Glyph Relation(string text, string latex) => new(GlyphKind.Relation, text, latex);

    private static Glyph Punctuation(string text, string latex) => new(GlyphKind.Punctuation, text, latex);

    private static FenceBox Braces(Formula body) => new("{", "}", "\\{", "\\}", body);

    /// <summary>A box with an index; an index it already has stays in front.</summary>
    private static ScriptBox Indexed(Formula nucleus, Formula index) => nucleus is ScriptBox script
        ? script with { Sub = script.Sub is null ? index : Formula.Row(script.Sub, Comma, index) }
        : new ScriptBox(nucleus, index, null);

    /// <summary>A box with an exponent; a box that has one already goes into parentheses.</summary>
    private static ScriptBox Raised(Formula nucleus, Formula exponent) => nucleus switch
    {
        ScriptBox { Sup: null } script => script with { Sup = exponent },
        ScriptBox => new ScriptBox(Parenthesised(nucleus), null, exponent),
        _ => new ScriptBox(nucleus, null, exponent),
    };

    private static Evolution? BlockOf(Term term) =>
        term is Reference { Symbol: var symbol }
            ? symbol.Evolution ?? symbol.SeriesOf
            : term.Children.Select(BlockOf).FirstOrDefault(block => block is not null);

    private Formula Box(Term term) => term.Accept(this).Box;

    private T InScript<T>(Func<T> layout)
    {
        scriptDepth++;
        var box = layout();
        scriptDepth--;
        return box;
    }

    private Formula Indices(Sequence<Term> indices)
    {
        var boxes = indices.Map(Box);
        return boxes.All(box => box is Glyph { Kind: GlyphKind.Letter }) ? Formula.Row(boxes.AsSpan()) : Separated(boxes);
    }

    private Formula Applied(Formula function, Sequence<Term> arguments) =>
        Formula.Row(function, Prefix("\u2061", ""), Parenthesised(Separated(arguments.Map(Box))));

    private Piece Sum(Sequence<Term> operands)
    {
        var items = new List<Formula> { operands[0].Accept(this).Within(Precedence.Sum) };
        foreach (var operand in operands.Skip(1))
        {
            var (isMinus, magnitude) = operand switch
            {
                Arithmetic { Operator: ArithmeticOperator.Negate } negated => (true, negated.Children[0]),
                Number { Value.Sign: < 0 } number => (true, new Number(-number.Value)),
                Arithmetic { Operator: ArithmeticOperator.Multiply, Children: [Number { Value.Sign: < 0 } factor, ..] } product =>
                    (true, product.With([new Number(-factor.Value), .. product.Children.Skip(1)])),
                _ => (false, operand),
            };
            items.Add(Formula.Row(isMinus ? Infix("−", "-") : Infix("+", "+"), magnitude.Accept(this).Within(Precedence.Infix)));
        }

        return new Piece(new Breakable(items.ToSequence()), Precedence.Sum);
    }

    private Piece Product(Sequence<Term> operands)
    {
        var isNegative = operands[0] is Number { Value.Sign: < 0 };
        var factors = isNegative ? [new Number(-((Number)operands[0]).Value), .. operands.Skip(1)] : operands;
        if (isNegative && ((Number)factors[0]).Value.IsOne && factors.Count > 1)
        {
            factors = factors.Skip(1).ToSequence();
        }

        var items = new List<Formula>();
        for (var i = 0; i < factors.Count; i++)
        {
            var piece = factors[i].Accept(this);
            var isLast = i == factors.Count - 1;
            var isOpen = piece.Precedence == Precedence.Large && !isLast;
            var box = isOpen ? Parenthesised(piece.Box) : piece.Within(i == 0 ? Precedence.Product : Precedence.Large);
            if (i > 0)
            {
                items.Add(Juxtaposition.Between(items[^1], box));
            }

            items.Add(box);
        }

        var row = Formula.Row([.. items]);
        return isNegative ? new Piece(Formula.Row(Prefix("−", "-"), row), Precedence.Sum) : new Piece(row, Precedence.Product);
    }

    private Piece Quotient(Term over, Term under) => Quotient(over.Accept(this), under.Accept(this));

    private Piece Quotient(Piece over, Piece under) => scriptDepth > 0
        ? new Piece(Formula.Row(over.Within(Precedence.Product), Prefix("/", "/"), under.Within(Precedence.Power)), Precedence.Product)
        : new Piece(new FractionBox(over.Box, under.Box), Precedence.Fraction);

    private Piece Power(Piece nucleus, Term exponent) =>
        new(Raised(nucleus.Within(Precedence.Atom), InScript(() => Box(exponent))), Precedence.Power);
}
