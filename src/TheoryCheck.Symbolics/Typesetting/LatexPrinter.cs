using TheoryCheck.Core;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>Prints boxes as LaTeX for math mode (amsmath, amssymb; xcolor where boxes are marked).</summary>
public static class LatexPrinter
{
    /// <summary>The LaTeX of a formula, without delimiters.</summary>
    public static string Print(Formula formula) => formula switch
    {
        Glyph { Kind: GlyphKind.Words } words => $"\\text{{{Escape(words.Text)}}}",
        Glyph glyph => glyph.Latex,
        RowBox row => All(row.Items),
        Breakable row => All(row.Items),
        FractionBox fraction => $"\\frac{{{Print(fraction.Over)}}}{{{Print(fraction.Under)}}}",
        ScriptBox script => Nucleus(script.Nucleus) + (script.Sub is null ? "" : $"_{{{Print(script.Sub)}}}") + (script.Sup is null ? "" : $"^{{{Print(script.Sup)}}}"),
        AccentBox accent => $"{accent.Latex}{{{Print(accent.Nucleus)}}}",
        LargeBox large => large.Operator.Latex + (large.Under is null ? "" : $"_{{{Print(large.Under)}}}"),
        FenceBox fence => Print(fence),
        RootBox root => $"\\sqrt{{{Print(root.Body)}}}",
        CasesBox cases => "\\begin{cases}" + string.Join(" \\\\ ", cases.Rows.Select(r => $"{Print(r.Value)} & {Print(r.Condition)}")) + "\\end{cases}",
        MarkedBox { Emphasis: Emphasis.Implied } marked => Print(marked.Body),
        MarkedBox marked => $"{{\\color{{{(marked.Emphasis == Emphasis.Added ? "teal" : "red")}}} {Print(marked.Body)}}}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Plain text with LaTeX's special characters made harmless.</summary>
    public static string Escape(string text) => string.Concat(text.Select(c => c switch
    {
        '\\' => "\\textbackslash{}",
        '{' or '}' or '_' or '&' or '%' or '$' or '#' => "\\" + c,
        '^' => "\\textasciicircum{}",
        '~' => "\\textasciitilde{}",
        _ when char.IsControl(c) => " ",
        _ => c.ToString(),
    }));

    /// <summary>Items with a space where a command would run into the next letter.</summary>
    private static string All(Sequence<Formula> items)
    {
        var text = "";
        foreach (var item in items.Select(Print).Where(item => item.Length > 0))
        {
            text += NeedsSpace(text, item) ? " " + item : item;
        }

        return text;
    }

    private static bool NeedsSpace(string left, string right)
    {
        if (left.Length == 0 || !char.IsAsciiLetter(right[0]))
        {
            return false;
        }

        var end = left.Length;
        while (end > 0 && char.IsAsciiLetter(left[end - 1]))
        {
            end--;
        }

        return end < left.Length && end > 0 && left[end - 1] == '\\';
    }

    private static string Nucleus(Formula formula) => formula is Glyph or FenceBox ? Print(formula) : $"{{{Print(formula)}}}";

    private static string Print(FenceBox fence)
    {
        var (open, close) = (fence.OpenLatex, fence.CloseLatex);
        var isTall = IsTall(fence.Body) || open == "." || close == ".";
        var body = Print(fence.Body);
        var gap = open.StartsWith('\\') && char.IsAsciiLetter(open[^1]) && body.Length > 0 && char.IsAsciiLetter(body[0]) ? " " : "";
        return isTall ? $"\\left{open}{gap}{body}\\right{close}" : open + gap + body + close;
    }

    private static bool IsTall(Formula formula) => formula switch
    {
        FractionBox or LargeBox or CasesBox => true,
        RowBox row => row.Items.Any(IsTall),
        Breakable row => row.Items.Any(IsTall),
        ScriptBox script => IsTall(script.Nucleus),
        FenceBox fence => IsTall(fence.Body),
        RootBox root => IsTall(root.Body),
        MarkedBox marked => IsTall(marked.Body),
        _ => false,
    };
}
