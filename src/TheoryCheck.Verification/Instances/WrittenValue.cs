using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Verification.Instances;

/// <summary>Values that are no tables of numbers, functions, laws and sequences, as definitions in the language: <c>value(t in reals) = 3/4*t</c>.</summary>
internal static class WrittenValue
{
    private const string Name = "value";

    /// <summary>The definition of a closed value; null when it would not read back as the same value.</summary>
    /// <param name="symbol">Whose value it is; of a function it says what the arguments are.</param>
    /// <param name="value">The value.</param>
    /// <param name="instance">The values of other symbols, which the domains of the arguments may mention.</param>
    public static string? Of(Symbol symbol, Term value, Instance instance)
    {
        var text = value switch
        {
            Lambda { Binders: var arguments, Body: var body } when arguments.Count == symbol.Parameters.Count =>
                $"{Name}({string.Join(", ", arguments.Zip(symbol.Parameters, (a, p) => $"{a.Symbol.Name} in {Typeset.TextOf(p.Domain!.Replace(instance.Values))}"))}) = {Typeset.TextOf(body)}",
            Binding { Form.Name: "matrix", Binders: [var index], Body: var body } when index.RangesOver is { } range => $"{Name}[{index.Symbol.Name} in {Typeset.TextOf(range)}] = {Typeset.TextOf(body)}",
            _ => $"{Name} = {Typeset.TextOf(value)}",
        };
        return Read(text) is { } again && Typeset.TextOf(again) == Typeset.TextOf(value) ? text : null;
    }

    /// <summary>The value that a definition gives; null when the text is nothing but one.</summary>
    public static Term? Read(string definition) => SpecReader.Parse(new SourceText(Name, definition)).Spec?.Symbols is not [{ Name: Name, Role: SymbolRole.Definition, Body: { } body } symbol] ? null
        : !symbol.Parameters.IsEmpty ? new Lambda(symbol.Parameters, symbol.Type, body)
        : !symbol.Indices.IsEmpty ? Build.Bind<MatrixForm>(symbol.Indices, body)
        : body;
}
