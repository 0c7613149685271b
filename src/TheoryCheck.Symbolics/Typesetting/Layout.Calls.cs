using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Typesetting;

/// <content>Applications of the open families, by the notation that each member states.</content>
internal sealed partial class Layout
{
    /// <inheritdoc/>
    public override Piece Call(Call term)
    {
        var arguments = term.Arguments;
        switch (term.Operation.Notation)
        {
            case Notation.Named { Text: "√" } when arguments.Count == 1:
                return Atom(new RootBox(Box(arguments[0])));
            case Notation.Named named:
                var name = Name(named.Text, named.Latex);
                return Atom(arguments.IsEmpty ? name : Applied(name, arguments));
            case Notation.Bare bare:
                return Atom(Name(bare.Text, bare.Latex));
            case Notation.Fenced fenced:
                var fence = new FenceBox(fenced.Open, fenced.Close, Ungrown(fenced.OpenLatex), Ungrown(fenced.CloseLatex), Separated(arguments.Map(Box)));
                return Atom(fenced.Subscript.Length == 0 ? fence : new ScriptBox(fence, Name(fenced.Subscript, fenced.Subscript == "∞" ? "\\infty" : fenced.Subscript), null));
            case Notation.Infix infix when arguments.Count > 1:
                return InfixCall(infix, arguments);
            case Notation.Superscript superscript when arguments.Count == 1:
                return new Piece(Raised(arguments[0].Accept(this).Within(Precedence.Atom), Name(superscript.Text, superscript.Latex)), Precedence.Power);
            case Notation.Space space:
                return Atom(SpaceOf(space, arguments));
            case Notation.Operator prefix when arguments.Count > 0:
                return OperatorCall(prefix, arguments);
            case Notation.Fraction when arguments.Count == 2:
                return Quotient(arguments[0], arguments[1]);
            default:
                return Atom(Applied(NameLayout.Of(term.Operation.Name), arguments));
        }
    }

    private static Glyph Name(string text, string latex)
    {
        var isLetter = text.EnumerateRunes().Count() == 1 && text.EnumerateRunes().All(rune =>
            System.Text.Rune.GetUnicodeCategory(rune) == UnicodeCategory.LowercaseLetter || (rune.IsAscii && System.Text.Rune.IsLetter(rune)));
        return new Glyph(isLetter ? GlyphKind.Letter : GlyphKind.Upright, text, latex);
    }

    private static string Ungrown(string latex) =>
        latex.StartsWith("\\left", StringComparison.Ordinal) && !latex.StartsWith("\\leftarrow", StringComparison.Ordinal) ? latex["\\left".Length..]
        : latex.StartsWith("\\right", StringComparison.Ordinal) && !latex.StartsWith("\\rightarrow", StringComparison.Ordinal) ? latex["\\right".Length..]
        : latex;

    private Piece InfixCall(Notation.Infix infix, Sequence<Term> arguments)
    {
        var items = new List<Formula>();
        foreach (var argument in arguments)
        {
            if (items.Count > 0)
            {
                items.Add(infix.Symbol.Length == 0 ? Juxtaposition.Thin
                    : infix.Symbol.All(char.IsAsciiLetter) ? new Glyph(GlyphKind.Infix, infix.Symbol, infix.Latex)
                    : Infix(infix.Symbol, infix.Latex));
            }

            items.Add(argument.Accept(this).Within(Precedence.Fraction));
        }

        return new Piece(Formula.Row([.. items]), Precedence.Infix);
    }

    private Formula SpaceOf(Notation.Space space, Sequence<Term> arguments)
    {
        var symbol = Name(space.Text, space.Latex);
        if (arguments.IsEmpty)
        {
            return symbol;
        }

        var exponent = new List<Formula>();
        foreach (var argument in arguments)
        {
            if (exponent.Count > 0)
            {
                exponent.Add(Infix(space.Separator, space.Separator == "×" ? "\\times" : space.Separator));
            }

            if (argument is Number number && int.TryParse(space.ExponentSuffix, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var shift))
            {
                exponent.Add(InScript(() => Box(new Number(number.Value + shift))));
                continue;
            }

            exponent.Add(InScript(() => argument.Accept(this).Within(Precedence.Sum)));
            if (space.ExponentSuffix.Length > 0)
            {
                exponent.Add(Formula.Upright(space.ExponentSuffix.Replace('-', '−'), space.ExponentSuffix));
            }
        }

        return new ScriptBox(symbol, null, Formula.Row([.. exponent]));
    }

    private Piece OperatorCall(Notation.Operator prefix, Sequence<Term> arguments)
    {
        var symbol = Name(prefix.Text, prefix.Latex);
        Formula nabla = symbol;
        if (arguments.Count > 1)
        {
            // A power of the operator sits above its index: ∇²_w as ∇ with both scripts.
            var index = InScript(() => Separated(arguments.Skip(1).Select(Box).ToList()));
            nabla = prefix.Text.EndsWith('²')
                ? new ScriptBox(Name(prefix.Text[..^1], prefix.Latex.Replace("^2", "", StringComparison.Ordinal)), index, Digits("2"))
                : new ScriptBox(symbol, index, null);
        }

        return new Piece(Formula.Row(nabla, Juxtaposition.Thin, arguments[0].Accept(this).Within(Precedence.Large)), Precedence.Large);
    }
}
