using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Typesetting;

/// <content>Formulas: comparisons, connectives, prefixes.</content>
internal sealed partial class Layout
{
    /// <inheritdoc/>
    public override Piece Comparison(Comparison term)
    {
        var identity = isIdentity;
        isIdentity = false;
        var items = new List<Formula> { term.Children[0].Accept(this).Within(Precedence.Sum) };
        for (var i = 0; i < term.Relations.Count; i++)
        {
            var relation = identity && term.Relations[i] == Rigor.Relation.Equal ? Relation("≡", "\\equiv") : Of(term.Relations[i]);
            items.Add(Lead(relation, term.Children[i + 1].Accept(this).Within(Precedence.Sum)));
        }

        return new Piece(new Breakable(items.ToSequence()), Precedence.Relation);
    }

    /// <inheritdoc/>
    public override Piece Connective(Connective term) => term.Kind switch
    {
        ConnectiveKind.Not => new Piece(Formula.Row(Prefix("¬", "\\neg"), term.Children[0].Accept(this).Within(Precedence.Atom)), Precedence.Not),
        ConnectiveKind.And => Joined(term, Infix("∧", "\\land"), Precedence.And, Precedence.Not, Precedence.Not),
        ConnectiveKind.Or => Joined(term, Infix("∨", "\\lor"), Precedence.Or, Precedence.And, Precedence.And),
        ConnectiveKind.Implies => Joined(term, Relation("⟹", "\\implies"), Precedence.Implies, Precedence.Or, Precedence.Implies),
        _ => Joined(term, Relation("⟺", "\\iff"), Precedence.Iff, Precedence.Implies, Precedence.Implies),
    };

    /// <inheritdoc/>
    public override Piece Quantified(Quantified term)
    {
        var prefix = term.Kind switch
        {
            QuantifierKind.ForAll => Formula.Row(Prefix("∀", "\\forall"), Binders(term.Binders)),
            QuantifierKind.Exists => Formula.Row(Prefix("∃", "\\exists"), Binders(term.Binders)),
            QuantifierKind.ExistsUnique => Formula.Row(Prefix("∃!", "\\exists!"), Binders(term.Binders)),
            QuantifierKind.Eventually => Formula.Row(Formula.Words("for all large "), Binders(term.Binders)),
            QuantifierKind.ForDrawn => Formula.Row(Formula.Words("for drawn "), Binders(term.Binders)),
            _ => Formula.Row(Formula.Words("for "), AlmostAll(term.Binders)),
        };
        var marked = term.IsImplied ? new MarkedBox(Emphasis.Implied, prefix) : prefix;
        return Prefixed(marked, Box(term.Body));
    }

    /// <inheritdoc/>
    public override Piece WithProbability(WithProbability term)
    {
        var prefix = Formula.Row(
            Formula.Words("with probability "),
            Of(term.Relation),
            term.Level.Accept(this).Within(Precedence.Sum),
            Formula.Words(" over "),
            Binders(term.Binders),
            term.Given is null ? Formula.Empty : Formula.Row(Formula.Words(" given "), Box(term.Given)));
        return Prefixed(prefix, Box(term.Body));
    }

    /// <inheritdoc/>
    public override Piece Membership(Membership term)
    {
        var left = term.Left.Accept(this).Within(Precedence.Sum);
        var right = term.Right.Accept(this).Within(Precedence.Sum);
        return new Piece(new Breakable([left, Lead(term.IsSubset ? Relation("⊆", "\\subseteq") : Relation("∈", "\\in"), right)]), Precedence.Relation);
    }

    /// <inheritdoc/>
    public override Piece LimitPoint(LimitPoint term)
    {
        var point = term.Point.Accept(this).Within(Precedence.Sum);
        return new Piece(
            term.Approach switch
            {
                Approach.Above => Raised(point, Formula.Upright("+", "+")),
                Approach.Below => Raised(point, Formula.Upright("−", "-")),
                _ => point,
            },
            Precedence.Sum);
    }

    /// <inheritdoc/>
    public override Piece OrderClaim(OrderClaim term)
    {
        var symbol = term.Kind switch
        {
            OrderKind.BigO => new Glyph(GlyphKind.Letter, "O", "O"),
            OrderKind.LittleO => new Glyph(GlyphKind.Letter, "o", "o"),
            OrderKind.Omega => new Glyph(GlyphKind.Upright, "Ω", "\\Omega"),
            _ => new Glyph(GlyphKind.Upright, "Θ", "\\Theta"),
        };
        var order = Formula.Row(symbol, Prefix("\u2061", ""), Parenthesised(Box(term.Gauge)), Formula.Words(term.InLog ? " in log as " : " as "), Of(term.Variable));
        return new Piece(new Breakable([term.Subject.Accept(this).Within(Precedence.Sum), Formula.Row(Relation("∈", "\\in"), order)]), Precedence.Relation);
    }

    /// <inheritdoc/>
    public override Piece Derive(Derive term)
    {
        if (term.Formula is not Comparison comparison || comparison.Relations.Any(r => r != Rigor.Relation.Equal))
        {
            return Prefixed(Formula.Words("derivably"), Box(term.Formula));
        }

        isIdentity = true;
        var piece = comparison.Accept(this);
        isIdentity = false;
        return piece;
    }

    /// <inheritdoc/>
    public override Piece ClaimReference(ClaimReference term)
    {
        var name = Formula.Upright(term.Name, $"\\textsf{{{LatexPrinter.Escape(term.Name)}}}");
        return term.Without.IsEmpty
            ? Atom(name)
            : new Piece(Formula.Row(name, Formula.Words(" without " + string.Join(", ", term.Without))), Precedence.Relation);
    }

    private static Glyph Of(Relation relation) => relation switch
    {
        Rigor.Relation.Less => Relation("<", "<"),
        Rigor.Relation.LessOrEqual => Relation("≤", "\\le"),
        Rigor.Relation.Greater => Relation(">", ">"),
        Rigor.Relation.GreaterOrEqual => Relation("≥", "\\ge"),
        Rigor.Relation.Equal => Relation("=", "="),
        _ => Relation("≠", "\\ne"),
    };

    private static Piece Prefixed(Formula prefix, Formula body)
    {
        var lead = Formula.Row(prefix, Punctuation(":", "\\colon"));
        return new Piece(new Breakable([lead, body]), Precedence.Formula);
    }

    private Formula AlmostAll(Sequence<Binder> binders)
    {
        var measures = binders.Where(b => b.Domain is { Type: MeasureType }).Select(b => Box(b.Domain!)).ToList();
        var names = Binders(binders.Map(b => b.Domain is { Type: MeasureType } ? b with { Domain = null } : b));
        return measures.Count == 0
            ? Formula.Row(Formula.Words("almost all "), names)
            : Formula.Row(Separated(measures), Formula.Words("-almost all "), names);
    }

    private Piece Joined(Connective term, Formula symbol, Precedence own, Precedence operand, Precedence last)
    {
        var items = new List<Formula>();
        for (var i = 0; i < term.Children.Count; i++)
        {
            var isLast = i == term.Children.Count - 1;
            var box = term.Children[i].Accept(this).Within(isLast ? last : operand);
            items.Add(i == 0 ? box : Lead(symbol, box));
        }

        return new Piece(new Breakable(items.ToSequence()), own);
    }
}
