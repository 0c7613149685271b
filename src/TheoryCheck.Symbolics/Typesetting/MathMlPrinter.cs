using System.Text;
using TheoryCheck.Core;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>
/// Prints boxes as MathML Core, with inked elements only; colours are left to classes. Attributes that the operator dictionary of MathML Core
/// gives a sign anyway are left out: a report has thousands of formulas.
/// </summary>
public static class MathMlPrinter
{
    /// <summary>A whole <c>math</c> element.</summary>
    /// <param name="formula">What to print.</param>
    /// <param name="isDisplay">Whether it stands on a line of its own; also sets fractions and sums in full size.</param>
    public static string Math(Formula formula, bool isDisplay = false) =>
        $"<math xmlns=\"http://www.w3.org/1998/Math/MathML\"{(isDisplay ? " display=\"block\"" : "")}>{Row(formula)}</math>";

    /// <summary>An inline <c>math</c> element of an HTML page, which knows the namespace; its style sheet sets the size of fractions and sums.</summary>
    public static string InlineMath(Formula formula) => $"<math>{Print(formula)}</math>";

    private static string Row(Formula formula) => $"<mrow>{Print(formula)}</mrow>";

    /// <summary>One element: rows are wrapped, single elements are not.</summary>
    private static string One(Formula formula) => formula is RowBox or Breakable or FenceBox or LargeBox { Under: null } ? Row(formula) : Print(formula);

    private static string Print(Formula formula) => formula switch
    {
        Glyph glyph => Print(glyph),
        RowBox row => All(row.Items),
        Breakable row => All(row.Items),
        FractionBox fraction => $"<mfrac>{One(fraction.Over)}{One(fraction.Under)}</mfrac>",
        ScriptBox script => Print(script),
        AccentBox accent => $"<mover accent=\"true\">{One(accent.Nucleus)}<mo stretchy=\"false\">{XmlText.Encode(accent.Mark)}</mo></mover>",
        LargeBox large => Print(large),
        FenceBox fence => Fence(fence.Open, "prefix") + One(fence.Body) + Fence(fence.Close, "postfix"),
        RootBox root => $"<msqrt>{Print(root.Body)}</msqrt>",
        CasesBox cases => Print(cases),
        MarkedBox marked => $"<mrow class=\"{Class(marked.Emphasis)}\">{Print(marked.Body)}</mrow>",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string All(Sequence<Formula> items) => string.Concat(items.Select(item => item is FenceBox ? Row(item) : Print(item)));

    private static string Print(Glyph glyph)
    {
        var text = XmlText.Encode(glyph.Text);
        return glyph.Kind switch
        {
            GlyphKind.Letter => $"<mi>{text}</mi>",
            GlyphKind.Upright when glyph.Text.IndexOf('_') == 1 => $"<msub><mi>{XmlText.Encode(glyph.Text[..1])}</mi><mi mathvariant=\"normal\">{XmlText.Encode(glyph.Text[2..])}</mi></msub>",
            GlyphKind.Upright when glyph.Text.Length > 1 && glyph.Text.All(char.IsAsciiLetterOrDigit) => $"<mi>{text}</mi>",
            GlyphKind.Upright => $"<mi mathvariant=\"normal\">{text}</mi>",
            GlyphKind.Digits => $"<mn>{text}</mn>",
            GlyphKind.Infix or GlyphKind.Prefix when glyph.Text is "\u2061" or "\u2062" or "∀" or "∃" => $"<mo>{text}</mo>",
            GlyphKind.Infix when glyph.Text is "+" or "−" => $"<mo form=\"infix\">{text}</mo>",
            GlyphKind.Infix => glyph.Text.All(char.IsAsciiLetter)
                ? $"<mo form=\"infix\" lspace=\"0.25em\" rspace=\"0.25em\">{text}</mo>"
                : $"<mo form=\"infix\" lspace=\"0.2222em\" rspace=\"0.2222em\">{text}</mo>",
            GlyphKind.Relation when glyph.Text is "=" or "≠" or "<" or ">" or "≤" or "≥" or "∈" => $"<mo>{text}</mo>",
            GlyphKind.Relation => $"<mo form=\"infix\" lspace=\"0.2778em\" rspace=\"0.2778em\" stretchy=\"false\">{text}</mo>",
            GlyphKind.Prefix when glyph.Text == "\u2009" => "<mspace width=\"0.1667em\"/>",
            GlyphKind.Prefix when glyph.Text is "−" => $"<mo form=\"prefix\">{text}</mo>",
            GlyphKind.Prefix => $"<mo form=\"prefix\" lspace=\"0\" rspace=\"0\" stretchy=\"false\">{text}</mo>",
            GlyphKind.Punctuation when glyph.Text is "," => "<mo>,</mo>",
            GlyphKind.Punctuation => $"<mo form=\"infix\" lspace=\"0\" rspace=\"{(glyph.Text == ":" ? "0.5em" : glyph.Text == ".." ? "0" : "0.1667em")}\">{text}</mo>",
            _ => $"<mtext>{Outer(text)}</mtext>",
        };
    }

    private static string Print(ScriptBox script)
    {
        var nucleus = One(script.Nucleus);
        return (script.Sub, script.Sup) switch
        {
            ({ } sub, { } sup) => $"<msubsup>{nucleus}{One(sub)}{One(sup)}</msubsup>",
            ({ } sub, null) => $"<msub>{nucleus}{One(sub)}</msub>",
            (null, { } sup) => $"<msup>{nucleus}{One(sup)}</msup>",
            _ => nucleus,
        };
    }

    private static string Print(LargeBox large)
    {
        var text = XmlText.Encode(large.Operator.Text);
        var symbol = large.IsSymbol
            ? $"<mo largeop=\"true\" movablelimits=\"false\" lspace=\"0.1667em\" rspace=\"0\">{text}</mo>"
            : $"<mo movablelimits=\"false\" lspace=\"0.1667em\" rspace=\"0\">{text}</mo>";
        return large.Under is null ? symbol : $"<munder>{symbol}{One(large.Under)}</munder>";
    }

    private static string Print(CasesBox cases)
    {
        var rows = new StringBuilder();
        foreach (var row in cases.Rows)
        {
            rows.Append($"<mtr><mtd class=\"left\">{One(row.Value)}</mtd><mtd class=\"left\">{One(row.Condition)}</mtd></mtr>");
        }

        return $"<mrow>{Fence("{", "prefix")}<mtable class=\"cases\">{rows}</mtable></mrow>";
    }

    private static string Fence(string text, string form) =>
        text.Length == 0 ? "" : text is "(" or ")" or "[" or "]" or "{" or "}" ? $"<mo>{text}</mo>" : $"<mo form=\"{form}\" fence=\"true\" stretchy=\"true\" lspace=\"0\" rspace=\"0\">{XmlText.Encode(text)}</mo>";

    /// <summary>Spaces at the ends made firm.</summary>
    private static string Outer(string text)
    {
        var trimmed = text.Trim(' ');
        return trimmed.Length == 0
            ? string.Concat(Enumerable.Repeat('\u00A0', text.Length))
            : new string('\u00A0', text.IndexOf(trimmed[0])) + trimmed + new string('\u00A0', text.Length - text.TrimEnd(' ').Length);
    }

    private static string Class(Emphasis emphasis) => emphasis switch
    {
        Emphasis.Removed => "removed",
        Emphasis.Added => "added",
        _ => "implied",
    };
}
