using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Typesetting;

/// <content>Binders, and the forms that bind symbols.</content>
internal sealed partial class Layout
{
    /// <summary>The layout of a declared head: K_{ij} for a family, f(u) for a function.</summary>
    public static Formula Head(Symbol symbol) => new Layout(new Dictionary<Symbol, MarkedTerm>()).HeadOf(symbol);

    /// <summary>The layout of a list of binders.</summary>
    public static Formula Of(Sequence<Binder> binders) => new Layout(new Dictionary<Symbol, MarkedTerm>()).Binders(binders);

    /// <summary>The layout of a bound behind a head: ∈ S, &gt; 0, &lt; n.</summary>
    public static Formula Bound(Formula head, Term domain) => new Layout(new Dictionary<Symbol, MarkedTerm>()).Bounded(head, domain);

    /// <inheritdoc/>
    public override Piece Binding(Binding term)
    {
        var notation = term.Form.Notation;
        if (term.Bodies.IsEmpty)
        {
            return Atom(Comprehension(term.Binders));
        }

        if (notation.Text.Length == 0)
        {
            return Atom(new ScriptBox(Parenthesised(Box(term.Body)), InScript(() => Binders(term.Binders)), null));
        }

        if (notation.Text == "d/d")
        {
            return DerivativeForm(term);
        }

        if (notation.Text == "∫")
        {
            return IntegralForm(term);
        }

        return notation.IsLarge ? LargeForm(term) : BracketForm(term);
    }

    private Formula HeadOf(Symbol symbol)
    {
        var name = NameLayout.Of(symbol.Name);
        return !symbol.Indices.IsEmpty ? Indexed(name, Indices(symbol.Indices.Map(b => (Term)new Reference(b.Symbol))))
            : !symbol.Parameters.IsEmpty ? Formula.Row(name, Prefix("\u2061", ""), Parenthesised(Separated(symbol.Parameters.Map(b => NameLayout.Of(b.Symbol.Name)))))
            : name;
    }

    private Formula Binders(Sequence<Binder> binders)
    {
        var items = new List<Formula>();
        for (var i = 0; i < binders.Count; i++)
        {
            // i < n, j < n reads better as i, j < n.
            var names = new List<Formula> { Name(binders[i]) };
            while (i + 1 < binders.Count && SharesRange(binders[i], binders[i + 1]))
            {
                i++;
                names.Add(Name(binders[i]));
            }

            items.Add(names.Count == 1 ? Of(binders[i]) : Bounded(Separated(names), binders[i].Domain!));
        }

        return Separated(items);
    }

    private static bool SharesRange(Binder first, Binder second) =>
        first is { Where: null, At: null, Domain: IndexRange range } && first.Symbol.Indices.IsEmpty && first.Symbol.Parameters.IsEmpty
        && second is { Where: null, At: null } && second.Symbol.Indices.IsEmpty && second.Symbol.Parameters.IsEmpty && range.Equals(second.Domain);

    private static Formula Name(Binder binder) => NameLayout.Of(binder.Symbol.Name);

    private Formula Of(Binder binder)
    {
        var (symbol, domain, where) = (binder.Symbol, binder.Domain, binder.Where);
        if (domain is null && where is Comparison { Children: [Reference { Symbol: var restricted }, ..] } && ReferenceEquals(restricted, symbol))
        {
            return Box(where);
        }

        var head = domain is null ? Name(binder) : HeadOf(symbol);
        if (binder.At is not null)
        {
            head = Raised(head, Parenthesised(InScript(() => Box(binder.At))));
        }

        var bounded = domain is null ? head : Bounded(head, domain);
        if (domain is not null && !symbol.Indices.IsEmpty)
        {
            bounded = Formula.Row(bounded, Formula.Words(" "), Parenthesised(Binders(symbol.Indices)));
        }

        return where is null ? bounded : Formula.Row(bounded, Formula.Words(" where "), Box(where));
    }

    private Formula Bounded(Formula head, Term domain)
    {
        switch (domain)
        {
            case Reference { Symbol: var symbol } when marks.TryGetValue(symbol, out var marked):
                return new MarkedBox(marked.Emphasis, Bounded(head, marked.Term));
            case IndexRange range when RangeShape.Length(range) is { } length:
                return Formula.Row(head, Relation("<", "<"), length.Accept(this).Within(Precedence.Sum));
            case IndexRange range when RangeShape.IsInfinite(range.Upper):
                return Formula.Row(head, Relation("≥", "\\ge"), Box(range.Lower));
            case IndexRange range:
                return Formula.Row(Box(range.Lower), Relation("≤", "\\le"), head, Relation("≤", "\\le"), Box(range.Upper));
            case RealInterval { Upper: var upper, Lower: not Arithmetic { } } interval when RangeShape.IsInfinite(upper):
                return Formula.Row(head, interval.LowerOpen ? Relation(">", ">") : Relation("≥", "\\ge"), Box(interval.Lower));
            case LimitPoint { }:
                return Formula.Row(head, Relation("→", "\\to"), Box(domain));
            default:
                return Formula.Row(head, domain.Type is MeasureType ? Relation("∼", "\\sim") : Relation("∈", "\\in"), Box(domain));
        }
    }

    private FenceBox Comprehension(Sequence<Binder> binders)
    {
        var conditions = binders.Select(b => b.Where).OfType<Term>().Select(Box).ToList();
        var plain = Binders(binders.Map(b => b with { Where = null }));
        return Braces(conditions.Count == 0 ? plain : Formula.Row(plain, Relation(":", ":"), Separated(conditions)));
    }

    /// <summary>∑, inf, lim: the binders below, the body beside; sums in the body go into parentheses.</summary>
    private Piece LargeForm(Binding term)
    {
        var notation = term.Form.Notation;
        var under = InScript(() => Restricted(term.Binders));
        var isSymbol = !notation.Text.Any(char.IsAsciiLetter);
        var symbol = new LargeBox(new Glyph(GlyphKind.Upright, notation.Text, notation.Latex), under, isSymbol);
        var leading = term.Leading.Map(Box);
        var body = term.Bodies.Count == 1 && leading.IsEmpty ? Operand(term.Body) : Parenthesised(Separated(leading.Concat(term.Bodies.Select(Box)).ToList()));
        return new Piece(Formula.Row(symbol, Juxtaposition.Thin, body), Precedence.Large);
    }

    /// <summary>𝔼_w[e | B], ℙ_w[A], Q_{q,w}[e].</summary>
    private Piece BracketForm(Binding term)
    {
        var notation = term.Form.Notation;
        var index = InScript(() => Separated([.. term.Leading.Select(Box), Restricted(term.Binders)]));
        var body = Separated(term.Bodies.Map(Box));
        if (term.Given is not null)
        {
            body = Formula.Row(body, Relation("|", "\\mid"), Box(term.Given));
        }

        return Atom(Formula.Row(new ScriptBox(Name(notation.Text, notation.Latex), index, null), new FenceBox("[", "]", "[", "]", body)));
    }

    /// <summary>d/dt e; at a point with a bar behind.</summary>
    private Piece DerivativeForm(Binding term)
    {
        var variable = Name(term.Binders[0]);
        var operation = new FractionBox(Formula.Upright("d", "\\mathrm{d}"), Formula.Row(Formula.Upright("d", "\\mathrm{d}"), variable));
        var whole = Formula.Row(operation, Juxtaposition.Thin, Operand(term.Body));
        return term.Binders[0].Domain is LimitPoint point
            ? Atom(new ScriptBox(new FenceBox("", "|", ".", "|", whole), InScript(() => Bounded(variable, point)), null))
            : new Piece(whole, Precedence.Large);
    }

    /// <summary>∫ e ν(dt), or ∫_{t ∈ S} e dt.</summary>
    private Piece IntegralForm(Binding term)
    {
        var differentials = term.Binders.Select(binder =>
        {
            var increment = Formula.Row(Formula.Upright("d", "\\mathrm{d}"), Name(binder));
            return binder.Domain is { Type: MeasureType } measure
                ? Formula.Row(Juxtaposition.Thin, measure.Accept(this).Within(Precedence.Atom), Parenthesised(increment))
                : Formula.Row(Juxtaposition.Thin, increment);
        });
        var ranges = term.Binders.Where(b => b.Domain is not null and not { Type: MeasureType }).ToSequence();
        var under = ranges.IsEmpty ? null : InScript(() => Binders(ranges));
        var sign = new LargeBox(new Glyph(GlyphKind.Upright, term.Form.Notation.Text, term.Form.Notation.Latex), under, IsSymbol: true);
        return new Piece(Formula.Row([sign, Operand(term.Body), .. differentials]), Precedence.Large);
    }

    private Formula Restricted(Sequence<Binder> binders)
    {
        var plain = Binders(binders.Map(b => b is { Where: not null, Domain: not null } ? b with { Where = null } : b));
        var conditions = binders.Where(b => b is { Where: not null, Domain: not null }).Select(b => Box(b.Where!)).ToList();
        return conditions.Count == 0 ? plain : Formula.Row(plain, Relation(":", ":"), Separated(conditions));
    }

    private Formula Operand(Term body) => body.Accept(this) is var piece && piece.Precedence < Precedence.Infix ? Parenthesised(piece.Box) : piece.Box;
}
