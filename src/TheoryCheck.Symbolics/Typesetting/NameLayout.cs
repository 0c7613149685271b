using System.Collections.Frozen;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>
/// How a name of the language is shown: <c>lambda0</c> as λ₀, <c>theta_j</c> as θ_j, <c>w_hat</c> as ŵ, <c>Kinf</c> as K_∞, <c>radius</c> upright.
/// </summary>
internal static class NameLayout
{
    private static readonly FrozenDictionary<string, (string Text, string Latex)> Greek = new (string Name, string Text, string Latex)[]
    {
        ("alpha", "α", "\\alpha"), ("beta", "β", "\\beta"), ("gamma", "γ", "\\gamma"), ("delta", "δ", "\\delta"),
        ("epsilon", "ε", "\\varepsilon"), ("eps", "ε", "\\varepsilon"), ("zeta", "ζ", "\\zeta"), ("eta", "η", "\\eta"),
        ("theta", "θ", "\\theta"), ("iota", "ι", "\\iota"), ("kappa", "κ", "\\kappa"), ("lambda", "λ", "\\lambda"),
        ("mu", "μ", "\\mu"), ("nu", "ν", "\\nu"), ("xi", "ξ", "\\xi"), ("omicron", "ο", "o"), ("pi", "π", "\\pi"),
        ("rho", "ρ", "\\rho"), ("sigma", "σ", "\\sigma"), ("tau", "τ", "\\tau"), ("upsilon", "υ", "\\upsilon"),
        ("phi", "φ", "\\varphi"), ("chi", "χ", "\\chi"), ("psi", "ψ", "\\psi"), ("omega", "ω", "\\omega"),
        ("Gamma", "Γ", "\\Gamma"), ("Delta", "Δ", "\\Delta"), ("Theta", "Θ", "\\Theta"), ("Lambda", "Λ", "\\Lambda"),
        ("Xi", "Ξ", "\\Xi"), ("Pi", "Π", "\\Pi"), ("Sigma", "Σ", "\\Sigma"), ("Upsilon", "Υ", "\\Upsilon"),
        ("Phi", "Φ", "\\Phi"), ("Psi", "Ψ", "\\Psi"), ("Omega", "Ω", "\\Omega"), ("ell", "ℓ", "\\ell"),
    }.ToFrozenDictionary(entry => entry.Name, entry => (entry.Text, entry.Latex), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Mark, string Latex)> Accents = new (string Name, string Mark, string Latex)[]
    {
        ("hat", "^", "\\hat"), ("bar", "¯", "\\bar"), ("tilde", "~", "\\tilde"), ("dot", "˙", "\\dot"),
    }.ToFrozenDictionary(entry => entry.Name, entry => (entry.Mark, entry.Latex), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Text, string Latex)> Exponents = new (string Name, string Text, string Latex)[]
    {
        ("star", "⋆", "\\star"), ("opt", "⋆", "\\star"), ("prime", "′", "\\prime"), ("plus", "+", "+"), ("minus", "−", "-"),
    }.ToFrozenDictionary(entry => entry.Name, entry => (entry.Text, entry.Latex), StringComparer.Ordinal);

    /// <summary>The layout of a name.</summary>
    public static Formula Of(string name)
    {
        var parts = name.Split('_', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return Word(name);
        }

        var (stem, decorations) = Stem(parts[0]);
        decorations.AddRange(parts[1..]);
        var nucleus = stem;
        Formula? exponent = null;
        var indices = new List<Formula>();
        foreach (var decoration in decorations)
        {
            if (Accents.TryGetValue(decoration, out var accent))
            {
                nucleus = new AccentBox(nucleus, accent.Mark, accent.Latex);
            }
            else if (exponent is null && Exponents.TryGetValue(decoration, out var mark))
            {
                exponent = Formula.Upright(mark.Text, mark.Latex);
            }
            else
            {
                indices.Add(Index(decoration));
            }
        }

        return indices.Count == 0 && exponent is null
            ? nucleus
            : new ScriptBox(nucleus, indices.Count == 0 ? null : Layout.Separated(indices), exponent);
    }

    /// <summary>The part of a name before its digits and accents, and these.</summary>
    private static (Formula Stem, List<string> Decorations) Stem(string part)
    {
        var digits = part.Length;
        while (digits > 1 && char.IsAsciiDigit(part[digits - 1]))
        {
            digits--;
        }

        var letters = part[..digits];
        var decorations = new List<string>();
        var suffix = Accents.Keys.Concat(Exponents.Keys).Append("inf").FirstOrDefault(s => letters.EndsWith(s, StringComparison.Ordinal) && IsLetter(letters[..^s.Length]));
        if (suffix is not null && !IsLetter(letters))
        {
            letters = letters[..^suffix.Length];
            decorations.Add(suffix);
        }

        if (digits < part.Length)
        {
            decorations.Add(part[digits..]);
        }

        return (Word(letters), decorations);
    }

    private static bool IsLetter(string text) => text.Length == 1 || Greek.ContainsKey(text);

    private static Formula Index(string part) =>
        part == "inf" ? Formula.Upright("∞", "\\infty")
        : part.All(char.IsAsciiDigit) ? new Glyph(GlyphKind.Digits, part, part)
        : Of(part);

    private static Glyph Word(string text) =>
        Greek.TryGetValue(text, out var letter)
            ? new Glyph(char.IsUpper(letter.Text[0]) ? GlyphKind.Upright : GlyphKind.Letter, letter.Text, letter.Latex)
            : text.Length == 1 && char.IsLetter(text[0])
                ? new Glyph(GlyphKind.Letter, text, text)
                : new Glyph(GlyphKind.Upright, text, $"\\mathrm{{{LatexPrinter.Escape(text)}}}");
}
