using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Rewriting;

/// <summary>Replaces defined names by what they stand for.</summary>
public static class Unfold
{
    /// <summary>
    /// Unfolds values, families and functions, reduces anonymous functions that are applied, and carries out
    /// <see cref="Override"/>s. Draws, givens, sweeps, states and functions that are given stay symbols; so does every
    /// definition for which <paramref name="keepOpaque"/> holds.
    /// </summary>
    /// <param name="term">Any term, a formula included.</param>
    /// <param name="keepOpaque">Which definitions to leave alone.</param>
    public static Term Definitions(Term term, Func<Symbol, bool>? keepOpaque = null) =>
        new Unfolder(keepOpaque ?? (static _ => false), ImmutableDictionary<Symbol, Term>.Empty).Visit(term);

    /// <summary>Unfolds all definitions with some symbols replaced by closed values, in their bodies too, before any derivative is carried out.</summary>
    /// <param name="term">Any term, a formula included.</param>
    /// <param name="values">The values by symbol: functions, for one, as anonymous functions.</param>
    public static Term Definitions(Term term, IReadOnlyDictionary<Symbol, Term> values) =>
        new Unfolder(static _ => false, values).Visit(term);

    private sealed class Unfolder(Func<Symbol, bool> keep, IReadOnlyDictionary<Symbol, Term> values)
    {
        private readonly Dictionary<Term, Term> done = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<Symbol, Term> bodies = [];

        public Term Visit(Term term)
        {
            if (!done.TryGetValue(term, out var result))
            {
                result = Compute(term);
                done.Add(term, result);
            }

            return result;
        }

        private Term Compute(Term term)
        {
            switch (term)
            {
                case Reference reference:
                    return Whole(reference);
                case Element { Tensor: Reference { Symbol: var family } } element when IsOpen(family) && !family.Indices.IsEmpty && element.Indices.Count >= family.Indices.Count:
                    var indexed = family.Indices.Zip(element.Indices).ToDictionary(p => p.First.Symbol, p => Visit(p.Second));
                    var picked = BodyOf(family).Replace(indexed);
                    var rest = element.Indices.Skip(family.Indices.Count).Select(Visit).ToSequence();
                    return rest.IsEmpty ? picked : Substitution.ElementAt(picked, rest, element.Type);
                case Apply apply:
                    return Applied(apply);
                case Override change:
                    return Overriding.Apply(Visit(change.Target), change, change.Values.Map(Visit));
                case ClaimReference:
                    return term;
                default:
                    var children = term.Children.Map(Visit);
                    return children == term.Children ? term : Substitution.Rebuild(term, children);
            }
        }

        private Term Applied(Apply apply)
        {
            var arguments = apply.Arguments.Map(Visit);
            switch (apply.Function)
            {
                case Reference { Symbol: var f } when IsOpen(f) && f.Indices.IsEmpty && f.Parameters.Count == arguments.Count:
                    return BodyOf(f).Replace(f.Parameters.Zip(arguments).ToDictionary(p => p.First.Symbol, p => p.Second));
                case Element { Tensor: Reference { Symbol: var f }, Indices: var indices } when IsOpen(f) && f.Indices.Count == indices.Count && f.Parameters.Count == arguments.Count:
                    var given = f.Parameters.Zip(arguments).ToDictionary(p => p.First.Symbol, p => p.Second);
                    foreach (var (binder, index) in f.Indices.Zip(indices))
                    {
                        given[binder.Symbol] = Visit(index);
                    }

                    return BodyOf(f).Replace(given);
            }

            var function = Visit(apply.Function);
            return function is Lambda lambda && lambda.Binders.Count == arguments.Count
                ? Visit(lambda.Body.Replace(lambda.Binders.Zip(arguments).ToDictionary(p => p.First.Symbol, p => p.Second)))
                : new Apply(function, apply.Type, arguments);
        }

        private Term Whole(Reference reference)
        {
            var symbol = reference.Symbol;
            if (values.TryGetValue(symbol, out var value))
            {
                return value;
            }

            if (!IsOpen(symbol))
            {
                return reference;
            }

            if (!symbol.Parameters.IsEmpty)
            {
                return new Lambda(symbol.Parameters, symbol.Type, BodyOf(symbol));
            }

            return symbol.Indices.IsEmpty ? BodyOf(symbol)
                : OperationCatalogue.FindForm("matrix") is { } matrix
                    ? Substitution.Refresh(new Binding(matrix, symbol.Type, [], symbol.Indices, [BodyOf(symbol)], null))
                    : reference;
        }

        private Term BodyOf(Symbol symbol)
        {
            if (!bodies.TryGetValue(symbol, out var body))
            {
                body = Visit(symbol.Body!);
                bodies.Add(symbol, body);
            }

            return body;
        }

        private bool IsOpen(Symbol symbol) => symbol is { Role: SymbolRole.Definition, Body: not null } && !keep(symbol);
    }
}
