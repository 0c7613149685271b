using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>Declarations as they stand in a spec.</summary>
internal static class Declaration
{
    /// <summary>The declaration of a symbol.</summary>
    public static Typeset Of(Symbol symbol) => symbol switch
    {
        { Role: SymbolRole.State, Evolution: { } block } when block.Rules.FirstOrDefault(rule => ReferenceEquals(rule.State, symbol)) is { } rule => OfState(symbol, rule, block.IsFlow),
        { Role: SymbolRole.Definition, Body: { } body } => Defined(symbol, body),
        { Role: SymbolRole.Draw, Domain: { } law } => new Typeset(
            WithRange(symbol, Formula.Row(Layout.Head(symbol), Relation("∼", "\\sim"), Layout.Of(law))),
            $"{ClaimText.Head(symbol)} ~ {ClaimText.Of(law)}"),
        { Domain: { } domain } => Bounded(symbol, domain),
        _ => new Typeset(Layout.Head(symbol), ClaimText.Head(symbol)),
    };

    private static Typeset Defined(Symbol symbol, Term body) => new(
        WithRange(symbol, new Breakable([Layout.Head(symbol), Layout.Lead(Relation("=", "="), Layout.Of(body))])),
        $"{ClaimText.Head(symbol)} = {ClaimText.Of(body)}");

    private static Typeset Bounded(Symbol symbol, Term domain)
    {
        var head = symbol.Parameters.IsEmpty ? Layout.Head(symbol) : NameLayout.Of(symbol.Name);
        var layout = symbol.Parameters.IsEmpty
            ? WithRange(symbol, Layout.Bound(head, domain))
            : Formula.Row(
                head,
                Relation(":", "\\colon"),
                Formula.Row([.. symbol.Parameters.SelectMany((b, i) => Factor(b, i))]),
                Relation("→", "\\to"),
                Layout.Of(domain));
        if (symbol.Restriction is { } restriction)
        {
            layout = Formula.Row(layout, Formula.Words(" where "), Layout.Of(restriction));
        }

        var role = symbol.Role switch { SymbolRole.Sweep => "sweep ", SymbolRole.Open => "open ", SymbolRole.Given => "given ", _ => "" };
        var where = symbol.Restriction is null ? "" : $" where {ClaimText.Of(symbol.Restriction)}";
        return new Typeset(layout, role + ClaimText.Head(symbol) + ClaimText.Bound(domain) + where);
    }

    private static IEnumerable<Formula> Factor(Binder parameter, int position)
    {
        if (position > 0)
        {
            yield return new Glyph(GlyphKind.Infix, "×", "\\times");
        }

        yield return parameter.Domain is null ? NameLayout.Of(parameter.Symbol.Name) : Layout.Of(parameter.Domain);
    }

    private static Typeset OfState(Symbol symbol, StateRule rule, bool isFlow)
    {
        var head = Layout.Head(symbol);
        var start = Formula.Row(Formula.Words("start "), head, rule.StartIsLaw ? Relation("∼", "\\sim") : Relation("=", "="), Layout.Of(rule.Start));
        var text = $"start {ClaimText.Head(symbol)} {(rule.StartIsLaw ? "~" : "=")} {ClaimText.Of(rule.Start)}";
        if (rule.Update is null)
        {
            return new Typeset(start, text);
        }

        var indexed = rule.UpdateIndices.IsEmpty ? NameLayout.Of(symbol.Name) : Layout.Of(Build.At(new Reference(symbol), [.. rule.UpdateIndices.Select(i => new Reference(i))]));
        var name = rule.UpdateIndices.IsEmpty ? symbol.Name : $"{symbol.Name}[{string.Join(", ", rule.UpdateIndices.Select(i => i.Name))}]";
        var change = Layout.Of(rule.Update);
        if (!isFlow)
        {
            return new Typeset(
                new Breakable([Formula.Row(start, Semicolon), Formula.Row(indexed, Relation("←", "\\leftarrow")), change]),
                $"{text}; {name} <- {ClaimText.Of(rule.Update)}");
        }

        var differential = Formula.Upright("d", "\\mathrm{d}");
        var drift = Formula.Row(differential, indexed, Relation("=", "="), Layout.Parenthesised(change), Juxtaposition.Thin, differential, new Glyph(GlyphKind.Letter, "t", "t"));
        var flow = rule.Noise is null
            ? drift
            : Formula.Row(drift, new Glyph(GlyphKind.Infix, "+", "+"), Layout.Parenthesised(Layout.Of(rule.Noise)), Juxtaposition.Thin, differential, new Glyph(GlyphKind.Letter, "B", "B"));
        return new Typeset(
            new Breakable([Formula.Row(start, Semicolon), flow]),
            $"{text}; rate {name} = {ClaimText.Of(rule.Update)}{(rule.Noise is null ? "" : $"; noise {name} = {ClaimText.Of(rule.Noise)}")}");
    }

    private static Glyph Semicolon => new(GlyphKind.Punctuation, ";", ";");

    private static Glyph Relation(string text, string latex) => new(GlyphKind.Relation, text, latex);

    private static Formula WithRange(Symbol symbol, Formula body) => symbol.Indices.IsEmpty
        ? body
        : new Breakable([body, Formula.Row(Formula.Words("  "), Layout.Parenthesised(Layout.Of(symbol.Indices)))]);
}
