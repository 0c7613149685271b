using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>A term or declaration made ready to be shown.</summary>
/// <param name="Layout">How it looks.</param>
/// <param name="Text">The same in the claim language.</param>
public sealed record Typeset(Formula Layout, string Text)
{
    /// <summary>A whole MathML element.</summary>
    public string MathMl => MathMlPrinter.Math(Layout);

    /// <summary>LaTeX for math mode, without delimiters.</summary>
    public string Latex => LatexPrinter.Print(Layout);

    /// <summary>A term.</summary>
    public static Typeset Of(Term term)
    {
        var shown = Presentation.Of(term);
        return new Typeset(Typesetting.Layout.Of(shown), ClaimText.Of(shown));
    }

    /// <summary>A term in the claim language, without its layout.</summary>
    public static string TextOf(Term term) => ClaimText.Of(Presentation.Of(term));

    /// <summary>Words that are no term.</summary>
    public static Typeset OfWords(string words) => new(Formula.Words(words), words);

    /// <summary>
    /// A declaration: domain of a given, law of a draw, right side of a definition, start and step of a state. A clock has none and shows its name.
    /// </summary>
    public static Typeset OfDeclaration(Symbol symbol) => Declaration.Of(symbol);
}
