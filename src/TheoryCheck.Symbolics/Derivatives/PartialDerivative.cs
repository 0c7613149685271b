using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivatives;

/// <summary>
/// A partial derivative of a function that is given, not defined: ∂^k f at some arguments. Arguments of the application: the
/// function, its arguments, the indices of its value, then for each derivative the indices of the argument's element.
/// Made by the engine only; it has no name in the language.
/// </summary>
public sealed class PartialDerivative : Operation
{
    private readonly int arity;
    private readonly int valueIndices;
    private readonly ImmutableArray<(int Position, int Indices)> order;

    private PartialDerivative(int arity, int valueIndices, ImmutableArray<(int Position, int Indices)> order) =>
        (this.arity, this.valueIndices, this.order) = (arity, valueIndices, order);

    /// <inheritdoc/>
    public override string Name => $"partial {arity},{valueIndices}:" + string.Join(',', order.Select(o => $"{o.Position}.{o.Indices}"));

    /// <inheritdoc/>
    public override string Usage => "partial derivative of a given function";

    /// <inheritdoc/>
    public override string Summary => "The partial derivative of a given function in the stated arguments.";

    /// <inheritdoc/>
    public override string Example => "given L(t in reals) in reals where smooth(L), s in reals\nclaim chain: derive grad(L(2*s), s) == 2*grad(L(2*s), s)/2";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("∂", "\\partial");

    /// <summary>How many arguments the function takes.</summary>
    internal int Arity => arity;

    /// <summary>How many indices pick the element of the function's value.</summary>
    internal int ValueIndices => valueIndices;

    /// <summary>The positions differentiated, with the number of indices of each.</summary>
    internal ImmutableArray<(int Position, int Indices)> Order => order;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => TermType.Real;

    /// <summary>∂f/∂(argument at <paramref name="position"/>, element <paramref name="indices"/>) of an element of an application or of such a derivative.</summary>
    internal static Term Of(Term scalar, int position, Sequence<Term> indices)
    {
        if (scalar is Call { Operation: PartialDerivative inner } call)
        {
            var entries = inner.Entries(call).Append((position, indices)).ToList();
            return inner.Make(call.Arguments.Take(1 + inner.arity + inner.valueIndices).ToSequence(), entries);
        }

        var (apply, at) = scalar is Element element ? ((Apply)element.Tensor, element.Indices) : ((Apply)scalar, Sequence<Term>.Empty);
        var first = new PartialDerivative(apply.Arguments.Count, at.Count, []);
        return first.Make(apply.Children.Concat(at), [(position, indices)]);
    }

    /// <summary>The same derivative with its entries in canonical order: mixed partial derivatives of a smooth function agree.</summary>
    internal static Term Sorted(Call call, IComparer<Term> comparer)
    {
        var operation = (PartialDerivative)call.Operation;
        var entries = operation.Entries(call);
        entries.Sort((a, b) =>
        {
            var compared = a.Position.CompareTo(b.Position);
            for (var i = 0; compared == 0 && i < a.Indices.Count; i++)
            {
                compared = comparer.Compare(a.Indices[i], b.Indices[i]);
            }

            return compared;
        });
        return operation.Make(call.Arguments.Take(1 + operation.arity + operation.valueIndices).ToSequence(), entries);
    }

    /// <summary>The positions and element indices differentiated.</summary>
    internal List<(int Position, Sequence<Term> Indices)> Entries(Call call)
    {
        var at = 1 + arity + valueIndices;
        var entries = new List<(int, Sequence<Term>)>();
        foreach (var (position, count) in order)
        {
            entries.Add((position, call.Arguments.Skip(at).Take(count).ToSequence()));
            at += count;
        }

        return entries;
    }

    private Call Make(Sequence<Term> head, List<(int Position, Sequence<Term> Indices)> entries)
    {
        var operation = new PartialDerivative(arity, valueIndices, [.. entries.Select(e => (e.Position, e.Indices.Count))]);
        return new Call(operation, TermType.Real, head.Concat(entries.SelectMany(e => e.Indices)));
    }
}
