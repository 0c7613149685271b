using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>A piece of text and how tightly it holds together.</summary>
internal readonly record struct TextPiece(string Text, Precedence Precedence)
{
    /// <summary>The text, in parentheses when it holds together less tightly than needed.</summary>
    public string Within(Precedence needed) => Precedence < needed ? $"({Text})" : Text;
}

/// <summary>Prints terms in the claim language.</summary>
internal sealed class ClaimText : TermFold<TextPiece>
{
    private static readonly ClaimText Printer = new();

    /// <summary>A term in the claim language.</summary>
    public static string Of(Term term) => term.Accept(Printer).Text;

    /// <summary>A list of binders in the claim language.</summary>
    public static string Of(Sequence<Binder> binders) => Integral.Joint(binders) is { } joint
        ? $"({string.Join(", ", binders.Select(b => Head(b.Symbol)))}){Bound(joint)}"
        : string.Join(", ", binders.Select(Of));

    /// <summary>The name of a symbol with its index or parameter binders: <c>K[i&lt;n, j&lt;n]</c>.</summary>
    public static string Head(Symbol symbol) =>
        !symbol.Indices.IsEmpty ? $"{symbol.Name}[{Of(symbol.Indices)}]"
        : !symbol.Parameters.IsEmpty ? $"{symbol.Name}({Of(symbol.Parameters)})"
        : symbol.Name;

    /// <summary>The bound behind a head: <c>&lt;n</c>, <c> > 0</c>, <c> in sphere(d)</c>, <c> wrt nu</c>, <c> -> 0 from above</c>.</summary>
    public static string Bound(Term domain) => domain switch
    {
        IndexRange range when RangeShape.Length(range) is { } length => "<" + length.Accept(Printer).Within(Precedence.Sum),
        RealInterval { Upper: var upper, Lower: var lower } interval when RangeShape.IsInfinite(upper) && !IsMinusInfinity(lower) =>
            (interval.LowerOpen ? " > " : " >= ") + Of(lower),
        LimitPoint point => " -> " + Of(point),
        { Type: MeasureType } => " wrt " + Of(domain),
        _ => " in " + Of(domain),
    };

    /// <inheritdoc/>
    public override TextPiece Number(Number term)
    {
        var value = term.Value;
        var text = RangeShape.Decimal(value) ?? value.ToString();
        return new TextPiece(text, value.Sign < 0 ? Precedence.Sum : text.Contains('/') ? Precedence.Product : Precedence.Atom);
    }

    /// <inheritdoc/>
    public override TextPiece Constant(Constant term) => Atom(term.Name);

    /// <inheritdoc/>
    public override TextPiece Reference(Reference term) => Atom(term.Symbol.Name);

    /// <inheritdoc/>
    public override TextPiece Arithmetic(Arithmetic term)
    {
        var operands = term.Children;
        switch (term.Operator)
        {
            case ArithmeticOperator.Add:
                var sum = operands[0].Accept(this).Within(Precedence.Sum);
                foreach (var operand in operands.Skip(1))
                {
                    sum += operand switch
                    {
                        Arithmetic { Operator: ArithmeticOperator.Negate } negated => " - " + negated.Children[0].Accept(this).Within(Precedence.Product),
                        Number { Value.Sign: < 0 } number => " - " + new Number(-number.Value).Accept(this).Text,
                        Arithmetic { Operator: ArithmeticOperator.Multiply, Children: [Number { Value.Sign: < 0 } factor, ..] } product =>
                            " - " + product.With([new Number(-factor.Value), .. product.Children.Skip(1)]).Accept(this).Text,
                        Arithmetic { Operator: ArithmeticOperator.Add } nested => $" + ({Of(nested)})",
                        _ => " + " + operand.Accept(this).Within(Precedence.Product),
                    };
                }

                return new TextPiece(sum, Precedence.Sum);
            case ArithmeticOperator.Multiply:
                var product2 = operands.Skip(1).Select(operand => operand.Accept(this).Within(Precedence.Power));
                return operands[0] is Number { Value.Sign: < 0 } first
                    ? new TextPiece(string.Join("*", product2.Prepend(Of(first))), Precedence.Sum)
                    : new TextPiece(string.Join("*", product2.Prepend(operands[0].Accept(this).Within(Precedence.Product))), Precedence.Product);
            case ArithmeticOperator.Divide:
                return new TextPiece(operands[0].Accept(this).Within(Precedence.Product) + "/" + operands[1].Accept(this).Within(Precedence.Power), Precedence.Product);
            case ArithmeticOperator.Power:
                return new TextPiece(operands[0].Accept(this).Within(Precedence.Atom) + "^" + operands[1].Accept(this).Within(Precedence.Power), Precedence.Power);
            default:
                return new TextPiece("-" + operands[0].Accept(this).Within(Precedence.Product), Precedence.Sum);
        }
    }

    /// <inheritdoc/>
    public override TextPiece Element(Element term) => Atom($"{Tight(term.Tensor)}[{List(term.Indices)}]");

    /// <inheritdoc/>
    public override TextPiece Slice(Slice term) => Atom($"{Tight(term.Tensor)}[{Of(term.From)}..{Of(term.To)}]");

    /// <inheritdoc/>
    public override TextPiece Call(Call term) => Atom(term.Arguments.IsEmpty ? term.Operation.Name : $"{term.Operation.Name}({List(term.Arguments)})");

    /// <inheritdoc/>
    public override TextPiece Apply(Apply term) => Atom($"{Tight(term.Function)}({List(term.Arguments)})");

    /// <inheritdoc/>
    public override TextPiece Lambda(Lambda term)
    {
        var names = string.Join(", ", term.Binders.Select(b => b.Symbol.Name));
        return new TextPiece($"{(term.Binders.Count == 1 ? names : $"({names})")} |-> {Of(term.Body)}", Precedence.Formula);
    }

    /// <inheritdoc/>
    public override TextPiece Binding(Binding term)
    {
        if (term.Bodies.IsEmpty)
        {
            return Atom($"{{{Of(term.Binders)}}}");
        }

        var leading = string.Concat(term.Leading.Select(t => Of(t) + ", "));
        var given = term.Given is null ? "" : $" given {Of(term.Given)}";
        return Atom($"{term.Form.Name}({leading}{Of(term.Binders)}: {List(term.Bodies)}{given})");
    }

    /// <inheritdoc/>
    public override TextPiece Conditional(Conditional term) => Atom($"if({List(term.Children)})");

    /// <inheritdoc/>
    public override TextPiece Collection(Collection term) => Atom(term.Kind switch
    {
        CollectionKind.List => $"[{List(term.Children)}]",
        CollectionKind.Tuple => $"({List(term.Children)})",
        _ => $"{{{List(term.Children)}}}",
    });

    /// <inheritdoc/>
    public override TextPiece RealInterval(RealInterval term) =>
        Atom($"{(term.LowerOpen ? "(" : "[")}{Of(term.Lower)}, {Of(term.Upper)}{(term.UpperOpen ? ")" : "]")}");

    /// <inheritdoc/>
    public override TextPiece IndexRange(IndexRange term) => new(
        term.Lower.Accept(this).Within(Precedence.Sum) + ".." + (RangeShape.IsInfinite(term.Upper) ? "" : term.Upper.Accept(this).Within(Precedence.Sum)),
        Precedence.Relation);

    /// <inheritdoc/>
    public override TextPiece AtStep(AtStep term) =>
        Atom($"{Tight(term.Series)}@{(term.Step is null ? "next" : term.Step is Number { } or Reference { } ? Tight(term.Step) : $"({Of(term.Step)})")}");

    /// <inheritdoc/>
    public override TextPiece Override(Override term) =>
        Atom($"{Tight(term.Target)}({string.Join(", ", term.Symbols.Zip(term.Values, (b, value) => $"{b.Symbol.Name} = {Of(value)}"))})");

    /// <inheritdoc/>
    public override TextPiece Comparison(Comparison term)
    {
        var text = term.Children[0].Accept(this).Within(Precedence.Sum);
        for (var i = 0; i < term.Relations.Count; i++)
        {
            text += $" {term.Relations[i].Symbol()} {term.Children[i + 1].Accept(this).Within(Precedence.Sum)}";
        }

        return new TextPiece(text, Precedence.Relation);
    }

    /// <inheritdoc/>
    public override TextPiece Connective(Connective term) => term.Kind switch
    {
        ConnectiveKind.Not => new TextPiece("not " + term.Children[0].Accept(this).Within(Precedence.Not), Precedence.Not),
        ConnectiveKind.And => Joined(term, " and ", Precedence.And, Precedence.Not, Precedence.Not),
        ConnectiveKind.Or => Joined(term, " or ", Precedence.Or, Precedence.And, Precedence.And),
        ConnectiveKind.Implies => Joined(term, " implies ", Precedence.Implies, Precedence.Or, Precedence.Implies),
        _ => Joined(term, " iff ", Precedence.Iff, Precedence.Implies, Precedence.Implies),
    };

    /// <inheritdoc/>
    public override TextPiece Quantified(Quantified term)
    {
        var prefix = term.Kind switch
        {
            QuantifierKind.ForAll => "for all ",
            QuantifierKind.Exists => "exists ",
            QuantifierKind.ExistsUnique => "exists unique ",
            QuantifierKind.Eventually => "eventually ",
            QuantifierKind.ForDrawn => "for drawn ",
            _ => "almost all ",
        };
        var binders = term.Kind is QuantifierKind.Eventually or QuantifierKind.ForDrawn
            ? string.Join(", ", term.Binders.Select(b => b.Symbol.Name))
            : Of(term.Binders);
        return new TextPiece($"{prefix}{binders}: {Of(term.Body)}", Precedence.Formula);
    }

    /// <inheritdoc/>
    public override TextPiece WithProbability(WithProbability term)
    {
        var given = term.Given is null ? "" : $" given {term.Given.Accept(this).Within(Precedence.And)}";
        return new TextPiece(
            $"with probability {term.Relation.Symbol()} {term.Level.Accept(this).Within(Precedence.Sum)} over {Of(term.Binders)}{given}: {Of(term.Body)}",
            Precedence.Formula);
    }

    /// <inheritdoc/>
    public override TextPiece Membership(Membership term) => new(
        $"{term.Left.Accept(this).Within(Precedence.Sum)} {(term.IsSubset ? "subset" : "in")} {(term.Right is IndexRange ? Of(term.Right) : term.Right.Accept(this).Within(Precedence.Sum))}",
        Precedence.Relation);

    /// <inheritdoc/>
    public override TextPiece LimitPoint(LimitPoint term) => new(
        Of(term.Point) + term.Approach switch { Approach.Above => " from above", Approach.Below => " from below", _ => "" },
        Precedence.Formula);

    /// <inheritdoc/>
    public override TextPiece OrderClaim(OrderClaim term)
    {
        var order = term.Kind switch { OrderKind.BigO => "O", OrderKind.LittleO => "o", OrderKind.Omega => "Omega", _ => "Theta" };
        return new TextPiece(
            $"{term.Subject.Accept(this).Within(Precedence.Sum)} in {order}({Of(term.Gauge)}){(term.InLog ? " in log" : "")} as {Of(term.Variable)}",
            Precedence.Relation);
    }

    /// <inheritdoc/>
    public override TextPiece Derive(Derive term) => new("derive " + Of(term.Formula), Precedence.Formula);

    /// <inheritdoc/>
    public override TextPiece ClaimReference(ClaimReference term) =>
        term.Without.IsEmpty ? Atom(term.Name) : new TextPiece(term.Name + string.Concat(term.Without.Select(w => " without " + w)), Precedence.Relation);

    private static string Of(Binder binder)
    {
        var head = binder.Domain is null ? binder.Symbol.Name : Head(binder.Symbol);
        var at = binder.At is null ? "" : $"@{binder.At.Accept(Printer).Within(Precedence.Atom)}";
        var bound = binder.Domain is null ? "" : Bound(binder.Domain);
        var where = binder.Where is null ? "" : $" where {binder.Where.Accept(Printer).Within(Precedence.Iff)}";
        return head + at + bound + where;
    }

    private static bool IsMinusInfinity(Term term) => term is Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Constant { }] };

    private static string List(Sequence<Term> terms) => string.Join(", ", terms.Select(Of));

    private static TextPiece Atom(string text) => new(text, Precedence.Atom);

    private string Tight(Term term) => term.Accept(this).Within(Precedence.Atom);

    /// <summary>Operands with a word between them; the last one may be an open prefix, which reaches to the end.</summary>
    private TextPiece Joined(Connective term, string word, Precedence own, Precedence operand, Precedence last)
    {
        var count = term.Children.Count;
        var texts = term.Children.Select((child, i) => child.Accept(this) is var piece && i == count - 1
            ? (piece.Precedence == Precedence.Formula ? piece.Text : piece.Within(last))
            : piece.Within(operand));
        var text = string.Join(word, texts);
        return new TextPiece(text, term.Children[count - 1].Accept(this).Precedence == Precedence.Formula ? Precedence.Formula : own);
    }
}
