using TheoryCheck.Core;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivatives;

/// <summary>
/// Derivatives of index forms. The derivative of an element in an element is a product of deltas, which are contracted with
/// the sums around them at once: ∂/∂w[j] Σ_l f(w[l]) = f'(w[j]), never a sum over a delta.
/// </summary>
public static class Differentiation
{
    /// <summary>∂e/∂v for a scalar in index form, with the language's values at kinks.</summary>
    /// <param name="scalar">A scalar in index form.</param>
    /// <param name="variable">What the derivative is taken in; its indices must not be bound inside the scalar.</param>
    public static Differentiated Partial(Term scalar, Variable variable)
    {
        var worker = new Differentiator(new PartialLeaf(variable));
        return worker.Finish(worker.Visit(scalar));
    }

    /// <summary>The gradient of a scalar in a whole symbol: its element at fresh indices, and those indices with their ranges.</summary>
    public static (Differentiated Element, Sequence<Binder> Binders) Gradient(Term scalar, Term leaf)
    {
        var axes = ((TensorType)leaf.Type).Axes;
        var binders = axes.Map(a => new Binder(Build.Index("c"), new IndexRange(a.Lower, Build.PredecessorOf(Tidy.Add([a.Lower, a.Length])))));
        return (Partial(scalar, new Variable(leaf, binders.Map(b => (Term)Build.Ref(b.Symbol)))), binders);
    }

    /// <summary>
    /// <c>derivative(t: e)</c>: along the flow when t is a clock (each state moves with its rate), at the limit point for
    /// <c>derivative(h -> 0: e)</c>, else the partial derivative in t.
    /// </summary>
    public static Differentiated Along(Term scalar, Binder binder)
    {
        if (binder.Symbol is { Role: SymbolRole.Clock, Evolution: var evolution } clock)
        {
            var worker = new Differentiator(new FlowLeaf(clock, evolution));
            return worker.Finish(worker.Visit(scalar));
        }

        var partial = Partial(scalar, new Variable(new Reference(binder.Symbol), []));
        if (binder.Domain is not LimitPoint limit)
        {
            return partial;
        }

        return partial.Kinks.IsEmpty && limit.Point is not Constant
            ? partial with { Value = partial.Value.Replace(binder.Symbol, limit.Point) }
            : throw new NoClosedFormException("a one-sided derivative at a kink");
    }
}

/// <summary>A summand of a derivative: a value under deltas that no sum has contracted yet.</summary>
internal readonly record struct Piece(Sequence<(Term Left, Term Right)> Deltas, Term Value);

/// <summary>What the derivative of a leaf of the index form is.</summary>
internal abstract class LeafRule
{
    /// <summary>Whether a term may have a derivative other than 0.</summary>
    public abstract bool Depends(Term term);

    /// <summary>The derivative of a leaf, or null when the term is no leaf.</summary>
    public abstract IEnumerable<Piece>? Derivative(Term leaf, Differentiator worker);

    /// <summary>The axis an index of the variable runs over, or null.</summary>
    public virtual Axis? AxisOf(Term index) => null;
}

internal sealed class PartialLeaf(Variable variable) : LeafRule
{
    private readonly Dictionary<Term, bool> known = new(ReferenceEqualityComparer.Instance);

    public override bool Depends(Term term)
    {
        if (term.Equals(variable.Leaf))
        {
            return true;
        }

        if (term.Children.IsEmpty || (term is AtStep && variable.Leaf is Reference))
        {
            return false;
        }

        if (!known.TryGetValue(term, out var depends))
        {
            foreach (var child in term.Children)
            {
                depends |= Depends(child);
            }

            known.Add(term, depends);
        }

        return depends;
    }

    public override IEnumerable<Piece>? Derivative(Term leaf, Differentiator worker)
    {
        if (leaf.Equals(variable.Leaf))
        {
            return [new Piece([], Number.One)];
        }

        if (leaf is not Element element || !element.Tensor.Equals(variable.Leaf))
        {
            return null;
        }

        var deltas = Sequence<(Term, Term)>.Empty;
        foreach (var (own, other) in element.Indices.Zip(variable.Indices))
        {
            if (own is Number && other is Number && !own.Equals(other))
            {
                return [];
            }

            deltas = own.Equals(other) ? deltas : deltas.Append((own, other));
        }

        return [new Piece(deltas, Number.One)];
    }

    public override Axis? AxisOf(Term index)
    {
        for (var i = 0; i < variable.Indices.Count; i++)
        {
            if (variable.Indices[i].Equals(index))
            {
                return (variable.Leaf.Type as TensorType)?.Axes[i];
            }
        }

        return null;
    }
}

internal sealed class FlowLeaf(Symbol clock, Evolution? evolution) : LeafRule
{
    private readonly Indexer indexer = new();

    public override bool Depends(Term term) =>
        (term is Reference { Symbol: var s } && (s == clock || (s.Role == SymbolRole.State && s.Evolution?.Clock == clock)))
        || term.Children.Any(Depends);

    public override IEnumerable<Piece>? Derivative(Term leaf, Differentiator worker)
    {
        var (tensor, indices) = leaf is Element element ? (element.Tensor, element.Indices) : (leaf, Sequence<Term>.Empty);
        switch (tensor)
        {
            case Reference { Symbol: var s } when s == clock:
                return [new Piece([], Number.One)];
            case Reference { Symbol: { Role: SymbolRole.State } state }:
                return [new Piece([], Rate(state, indices, null))];
            case AtStep { Series: Reference { Symbol: { Role: SymbolRole.State } state }, Step: { } step }:
                return worker.Visit(step).Select(p => p with { Value = Tidy.Multiply(p.Value, Rate(state, indices, step)) });
            default:
                return null;
        }
    }

    private Term Rate(Symbol state, Sequence<Term> indices, Term? step)
    {
        var home = state.Evolution ?? evolution;
        var rule = home?.Rules.FirstOrDefault(r => r.State == state);
        if (home is null || !home.IsFlow || rule is null)
        {
            throw new NoClosedFormException($"the time derivative of '{state.Name}', which does not move in continuous time");
        }

        if (rule.Noise is not null)
        {
            throw new NoClosedFormException($"the time derivative of '{state.Name}', which is driven by noise");
        }

        if (rule.Update is null)
        {
            return Number.Zero;
        }

        var own = rule.UpdateIndices.Count;
        var rate = indexer.ElementOf(indexer.Visit(rule.Update), indices.Skip(own).ToSequence());
        var placed = rate.Replace(rule.UpdateIndices.Zip(indices).ToDictionary(p => p.First, p => p.Second));
        return step is null ? placed : AtSteps.Put(placed, step);
    }
}
