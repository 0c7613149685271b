using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures.Vanishing;

/// <summary>
/// The limit of a formula with a tolerance ε: L &lt; ε for all ε &gt; 0, in the end, says that the limit of L is at most 0, and a distance of measures below every ε
/// that they are equal in the limit. Where it is certainly false for all measures near the limit, the formula is false; where it holds at the limit, and all
/// that moves enters continuously (<see cref="IsDecidedAtLimit"/>), the formula holds.
/// </summary>
/// <param name="tolerance">ε.</param>
/// <param name="minimisers">Stands for the set of the one minimiser, which moves.</param>
internal sealed class ClosedAtLimit(Symbol tolerance, Symbol minimisers)
{
    private readonly HashSet<Symbol> moving = [minimisers];

    /// <summary>Whether the limit decides in favour.</summary>
    public bool IsDecidedAtLimit { get; private set; } = true;

    /// <summary>Whether the formula says more of the minimisers than where they tend to.</summary>
    public bool IsAboutAtoms { get; private set; }

    /// <summary>The formula at the limit; null when the tolerance enters in another way than as an upper bound.</summary>
    public Term? Of(Term formula)
    {
        switch (formula)
        {
            case var _ when !formula.Mentions(tolerance):
                IsDecidedAtLimit &= !Moves(formula) || IsKept(formula);
                IsAboutAtoms |= Moves(formula);
                return formula;
            case Connective { Kind: ConnectiveKind.And or ConnectiveKind.Or } connective:
                var parts = connective.Children.Map(Of);
                return parts.Any(p => p is null) ? null : connective.With(parts.Map(p => p!));
            case Quantified { Kind: QuantifierKind.ForAll or QuantifierKind.Exists } quantified:
                return Bound(quantified.Binders) && Of(quantified.Body) is { } body ? new Quantified(quantified.Kind, quantified.Binders, body) : null;
            case Comparison { Relations: [Relation.Less or Relation.LessOrEqual], Children: [var small, Reference { Symbol: var bound }] } when ReferenceEquals(bound, tolerance):
                return Vanishing(small);
            case Comparison { Relations: [Relation.Greater or Relation.GreaterOrEqual], Children: [Reference { Symbol: var bound }, var small] } when ReferenceEquals(bound, tolerance):
                return Vanishing(small);
            default:
                return null;
        }
    }

    private Term? Vanishing(Term small)
    {
        if (small.Mentions(tolerance))
        {
            return null;
        }

        switch (small)
        {
            case var _ when !Moves(small):
                return new Comparison(small, Relation.LessOrEqual, Number.Zero);
            case Call { Operation: WeakDistance, Arguments: [var left, var right] }:
                IsDecidedAtLimit &= IsContinuous(left) && IsContinuous(right);
                return new Comparison(left, Relation.Equal, right);
            case Binding { Form: Supremum } supremum:
                return Bound(supremum.Binders) && Vanishing(supremum.Body) is { } all ? new Quantified(QuantifierKind.ForAll, supremum.Binders, all) : null;
            default:
                IsDecidedAtLimit &= IsContinuous(small);
                return new Comparison(small, Relation.LessOrEqual, Number.Zero);
        }
    }

    // What is chosen from a set that is not a range of indices moves with the minimiser.
    private bool Bound(Sequence<Binder> binders)
    {
        foreach (var binder in binders)
        {
            if ((binder.Domain?.Mentions(tolerance) ?? false) || (binder.Where is { } where && (where.Mentions(tolerance) || Moves(where))))
            {
                return false;
            }

            if (binder.Domain is not IndexRange)
            {
                moving.Add(binder.Symbol);
            }
        }

        return true;
    }

    private bool Moves(Term term) => moving.Any(term.Mentions);

    // That the minimiser is the only one, or written with as many atoms as the limit has, holds near the limit as it does there.
    private bool IsKept(Term formula) => formula switch
    {
        Call { Operation: Singleton, Arguments: [Reference { Symbol: var set }] } => ReferenceEquals(set, minimisers),
        Comparison { Relations: [Relation.Equal], Children: [var left, var right] } => (IsSet(left) && IsWritten(right)) || (IsSet(right) && IsWritten(left)),
        _ => false,
    };

    private bool IsSet(Term term) => term is Reference { Symbol: var set } && ReferenceEquals(set, minimisers);

    private bool IsWritten(Term term) => term is Collection { Kind: CollectionKind.Set, Children: [var only] } && moving.Any(s => !ReferenceEquals(s, minimisers) && only.Mentions(s));

    private bool IsContinuous(Term term) => !Moves(term) || term switch
    {
        Reference => true,
        Element { Tensor: var tensor, Indices: var indices } => IsContinuous(tensor) && !indices.Any(Moves),
        Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Negate or ArithmeticOperator.Multiply } => term.Children.All(IsContinuous),
        Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } => IsContinuous(numerator) && !Moves(denominator),
        Call { Operation: Abs or Norm or TotalVariationNorm or Mass } => term.Children.All(IsContinuous),
        Binding { Form: Sum or Maximum, Binders: var binders, Body: var body } => binders.All(b => b.Domain is IndexRange && b.Where is null) && IsContinuous(body),
        _ => false,
    };
}
