using TheoryCheck.Core;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Rewriting;

/// <summary>Whether a term without definitions is continuous, where it is defined, in what moves jointly: read off its structure, so certain where it says so.</summary>
public static class Continuity
{
    /// <summary>Whether a term is continuous.</summary>
    /// <param name="term">The term.</param>
    /// <param name="isFixed">Whether a part mentions nothing that moves.</param>
    /// <param name="isKnown">Whether a part of another kind is known to be continuous.</param>
    public static bool Holds(Term term, Predicate<Term> isFixed, Predicate<Term> isKnown)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(isFixed);
        ArgumentNullException.ThrowIfNull(isKnown);
        bool All(IEnumerable<Term> parts) => parts.All(p => Holds(p, isFixed, isKnown));
        return isFixed(term) || isKnown(term) || term switch
        {
            Reference => term.Type is TensorType,
            Element { Tensor: var tensor, Indices: var indices } => Holds(tensor, isFixed, isKnown) && indices.All(i => isFixed(i)),
            Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Negate or ArithmeticOperator.Multiply or ArithmeticOperator.Divide } => All(term.Children),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var inner, Number] } => Holds(inner, isFixed, isKnown),
            Call { Operation: ScalarFunction { IsContinuous: true } or Dot or Norm or Norm1 or NormInf or Matmul or Quadratic or Transpose or Outer or Trace } => All(term.Children),
            Collection { Kind: CollectionKind.List } => All(term.Children),
            Conditional { Condition: var condition, Then: var then, Otherwise: var otherwise } => isFixed(condition) && All([then, otherwise]),
            Binding { Form: Sum or Mean or Maximum or Minimum or MatrixForm, Binders: var binders, Body: var body } => AreRanges(binders, isFixed) && Holds(body, isFixed, isKnown),
            _ => false,
        };
    }

    /// <summary>Whether binders run over finitely many indices, the same ones wherever what moves is.</summary>
    public static bool AreRanges(Sequence<Binder> binders, Predicate<Term> isFixed) =>
        binders.All(b => b.Domain is IndexRange { Upper: not Constant } range && isFixed(range) && (b.Where is null || isFixed(b.Where)));
}
