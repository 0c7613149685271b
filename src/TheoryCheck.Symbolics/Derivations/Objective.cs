using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>A scalar definition and the variables it is worth differentiating in.</summary>
/// <param name="Definition">The definition; its body is the scalar.</param>
/// <param name="Variables">Symbols of reals or real tensors.</param>
public sealed record Objective(Symbol Definition, Sequence<Symbol> Variables)
{
    /// <summary>
    /// The objectives among some declared symbols. A function is differentiated in its parameters; a value in the real givens
    /// and states it depends on, or in those of them that the formulas differentiate in, if there are any.
    /// </summary>
    /// <param name="symbols">Declared symbols.</param>
    /// <param name="formulas">Claims and updates in which <c>grad</c> names variables.</param>
    public static Sequence<Objective> Among(Sequence<Symbol> symbols, IEnumerable<Term> formulas)
    {
        var named = new HashSet<Symbol>();
        var seen = new HashSet<Symbol>();
        foreach (var formula in formulas.Concat(symbols.Select(s => s.Body).OfType<Term>()))
        {
            Collect(formula, named, seen);
        }

        return symbols
            .Where(s => s is { Role: SymbolRole.Definition, Body: { Type: TensorType { Kind: NumberKind.Real, Axes.IsEmpty: true } }, Indices.IsEmpty: true })
            .Select(s => new Objective(s, VariablesOf(s, named)))
            .Where(o => !o.Variables.IsEmpty)
            .ToSequence();
    }

    private static Sequence<Symbol> VariablesOf(Symbol definition, HashSet<Symbol> named)
    {
        if (!definition.Parameters.IsEmpty)
        {
            return definition.Parameters.Select(p => p.Symbol).Where(IsReal).ToSequence();
        }

        var reached = Unfold.Definitions(definition.Body!).FreeSymbols().Where(s => (s.Role is SymbolRole.Given or SymbolRole.State) && IsReal(s)).ToList();
        var wanted = reached.Where(named.Contains).ToList();
        return (wanted.Count > 0 ? wanted : reached).OrderBy(s => s.Span.Start).ToSequence();
    }

    private static bool IsReal(Symbol symbol) => symbol.Type is TensorType { Kind: NumberKind.Real };

    private static void Collect(Term term, HashSet<Symbol> named, HashSet<Symbol> seen)
    {
        if (term is Call { Operation: CalculusOperation, Arguments: [_, var variable, ..] })
        {
            named.UnionWith(variable.FreeSymbols().Where(IsReal));
        }

        if (term is Reference { Symbol: { Body: { } body } symbol } && seen.Add(symbol))
        {
            Collect(body, named, seen);
        }

        foreach (var child in term.Children)
        {
            Collect(child, named, seen);
        }
    }
}
