namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>What stands between two factors of a product: nothing where that reads as a product, a dot where it would read as something else.</summary>
internal static class Juxtaposition
{
    /// <summary>An invisible multiplication.</summary>
    public static Formula None { get; } = new Glyph(GlyphKind.Prefix, "\u2062", "");

    /// <summary>A thin space.</summary>
    public static Formula Thin { get; } = new Glyph(GlyphKind.Prefix, "\u2009", "\\,");

    /// <summary>A multiplication dot.</summary>
    public static Formula Dot { get; } = new Glyph(GlyphKind.Infix, "·", "\\cdot");

    /// <summary>The glyph between two neighbours.</summary>
    public static Formula Between(Formula left, Formula right)
    {
        var (last, first) = (Last(left), First(right));
        return first switch
        {
            Glyph { Kind: GlyphKind.Digits } => Dot,
            FractionBox when last is Glyph { Kind: GlyphKind.Digits } => Dot,
            FenceBox { Open: "(" } when last is not (Glyph { Kind: GlyphKind.Digits } or FractionBox or FenceBox { Close: ")" }) => Dot,
            FenceBox { Open: "(" } => None,
            _ when IsWord(last) || IsWord(first) || first is LargeBox || last is FractionBox => Thin,
            FenceBox or RootBox => Thin,
            _ => None,
        };
    }

    private static bool IsWord(Formula box) => box is Glyph { Kind: GlyphKind.Upright, Text.Length: > 1 } or FenceBox { Close: ")" };

    private static Formula First(Formula box) => box switch
    {
        RowBox { Items: [var first, ..] } => First(first),
        Breakable { Items: [var first, ..] } => First(first),
        ScriptBox script => First(script.Nucleus),
        AccentBox accent => First(accent.Nucleus),
        MarkedBox marked => First(marked.Body),
        _ => box,
    };

    private static Formula Last(Formula box) => box switch
    {
        RowBox { Items: [.., var last] } => Last(last),
        Breakable { Items: [.., var last] } => Last(last),
        ScriptBox script => Last(script.Nucleus) is Glyph { Kind: GlyphKind.Digits } ? script : Last(script.Nucleus),
        AccentBox accent => Last(accent.Nucleus),
        MarkedBox marked => Last(marked.Body),
        _ => box,
    };
}
