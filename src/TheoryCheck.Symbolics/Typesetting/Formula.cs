using TheoryCheck.Core;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>
/// A box of the layout of a formula: what the eye sees, without what it means. A closed set.
/// </summary>
public abstract record Formula
{
    /// <summary>The box without ink.</summary>
    public static Formula Empty { get; } = new RowBox([]);

    /// <summary>Boxes side by side.</summary>
    public static Formula Row(params ReadOnlySpan<Formula> items) => items.Length == 1 ? items[0] : new RowBox(Sequence.Create(items));

    /// <summary>An upright word or symbol.</summary>
    public static Formula Upright(string text, string latex) => new Glyph(GlyphKind.Upright, text, latex);

    /// <summary>Words within a formula.</summary>
    public static Formula Words(string text) => new Glyph(GlyphKind.Words, text, text);

    /// <summary>
    /// The pieces between which a line may break: those of the outermost breakable boxes, in order; the formula itself when there are none.
    /// </summary>
    public Sequence<Formula> Pieces() => this switch
    {
        Breakable breakable => [.. breakable.Items.SelectMany(item => item.Pieces())],
        _ => [this],
    };
}

/// <summary>How a symbol is set and spaced.</summary>
public enum GlyphKind
{
    /// <summary>A variable: one letter, slanted.</summary>
    Letter,

    /// <summary>A name, a function or a constant: upright.</summary>
    Upright,

    /// <summary>A number.</summary>
    Digits,

    /// <summary>Between two operands, with the space of a sum or product.</summary>
    Infix,

    /// <summary>Between two sides, with the space of a comparison.</summary>
    Relation,

    /// <summary>Before its operand, without space.</summary>
    Prefix,

    /// <summary>A comma, a colon, a bar: space behind it only.</summary>
    Punctuation,

    /// <summary>Words within a formula.</summary>
    Words,
}

/// <summary>One symbol or word.</summary>
/// <param name="Kind">How it is set.</param>
/// <param name="Text">In Unicode.</param>
/// <param name="Latex">In LaTeX; plain text for <see cref="GlyphKind.Words"/>.</param>
public sealed record Glyph(GlyphKind Kind, string Text, string Latex) : Formula;

/// <summary>Boxes side by side.</summary>
/// <param name="Items">From left to right.</param>
public sealed record RowBox(Sequence<Formula> Items) : Formula;

/// <summary>Boxes side by side, between which a long line may break.</summary>
/// <param name="Items">From left to right.</param>
public sealed record Breakable(Sequence<Formula> Items) : Formula;

/// <summary>A fraction bar.</summary>
/// <param name="Over">Above the bar.</param>
/// <param name="Under">Below the bar.</param>
public sealed record FractionBox(Formula Over, Formula Under) : Formula;

/// <summary>A nucleus with an index and an exponent.</summary>
/// <param name="Nucleus">What carries them.</param>
/// <param name="Sub">The index, or null.</param>
/// <param name="Sup">The exponent, or null.</param>
public sealed record ScriptBox(Formula Nucleus, Formula? Sub, Formula? Sup) : Formula;

/// <summary>An accent over a letter.</summary>
/// <param name="Nucleus">The letter.</param>
/// <param name="Mark">The spacing form of the accent, such as ^.</param>
/// <param name="Latex">Its LaTeX command.</param>
public sealed record AccentBox(Formula Nucleus, string Mark, string Latex) : Formula;

/// <summary>An operator with its range below it: ∑, lim, inf.</summary>
/// <param name="Operator">The symbol.</param>
/// <param name="Under">What stands below, or null.</param>
/// <param name="IsSymbol">Whether the operator is a large symbol rather than a word.</param>
public sealed record LargeBox(Glyph Operator, Formula? Under, bool IsSymbol) : Formula;

/// <summary>A box between two delimiters that grow with it.</summary>
/// <param name="Open">The left delimiter; empty for none.</param>
/// <param name="Close">The right delimiter; empty for none.</param>
/// <param name="OpenLatex">The left delimiter in LaTeX.</param>
/// <param name="CloseLatex">The right delimiter in LaTeX.</param>
/// <param name="Body">What stands between them.</param>
public sealed record FenceBox(string Open, string Close, string OpenLatex, string CloseLatex, Formula Body) : Formula;

/// <summary>A root sign.</summary>
/// <param name="Body">Under the sign.</param>
public sealed record RootBox(Formula Body) : Formula;

/// <summary>A choice by cases behind a brace.</summary>
/// <param name="Rows">Value and condition of each case.</param>
public sealed record CasesBox(Sequence<CaseRow> Rows) : Formula;

/// <summary>One case.</summary>
/// <param name="Value">The value.</param>
/// <param name="Condition">Where it holds.</param>
public sealed record CaseRow(Formula Value, Formula Condition);

/// <summary>Why a box is set apart.</summary>
public enum Emphasis
{
    /// <summary>Present in the older formula only.</summary>
    Removed,

    /// <summary>Present in the newer formula only.</summary>
    Added,

    /// <summary>Not written by the author: put there by the rules of the language.</summary>
    Implied,
}

/// <summary>A box set apart by colour.</summary>
/// <param name="Emphasis">Why.</param>
/// <param name="Body">The box.</param>
public sealed record MarkedBox(Emphasis Emphasis, Formula Body) : Formula;
