using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>An abbreviation written out once, over symbols that stand for its arguments, so that each argument is evaluated once.</summary>
/// <param name="Parameters">One symbol for each argument; null where the argument is kept as it is.</param>
/// <param name="Body">The written-out term; null when the operation is no abbreviation.</param>
internal sealed record Expansion(Sequence<Symbol?> Parameters, Term? Body)
{
    /// <summary>Replaces each argument that is a value (no set, function or symbol that the expansion may need to see) by a symbol.</summary>
    internal static Expansion Of(Sequence<Term> arguments, Func<Sequence<Term>, Term?> expand)
    {
        var parameters = arguments.Map(argument => argument is Number or Reference or Constant || argument.Type is not TensorType
            ? null
            : new Symbol("argument", SymbolRole.Bound, argument.Span) { Type = argument.Type });
        return new(parameters, expand(arguments.Select((argument, i) => parameters[i] is { } symbol ? new Reference(symbol) : argument).ToSequence()));
    }
}
