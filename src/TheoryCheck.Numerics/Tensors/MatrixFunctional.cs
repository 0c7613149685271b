using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>A number made from one matrix, with a kernel in doubles: (n, n) or (n, m) to a scalar.</summary>
public abstract class MatrixFunctional : TensorFunction
{
    /// <inheritdoc/>
    public sealed override bool HasDoubleKernel => true;

    /// <inheritdoc/>
    public sealed override bool HasScalarValue => true;

    /// <summary>Whether the matrix must be square.</summary>
    protected virtual bool IsOfSquareMatrices => true;

    /// <summary>The type of the number.</summary>
    protected virtual TermType Value => TermType.Real;

    /// <inheritdoc/>
    public sealed override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? (IsOfSquareMatrices ? ArgumentRule.Square(Name, arguments, 0) : ArgumentRule.Matrix(Name, arguments, 0))
        ?? Value;

    /// <summary>That a matrix has rows, and is symmetric.</summary>
    protected static Term IsSymmetric(Term matrix) =>
        new Connective(ConnectiveKind.And, [new Comparison(((TensorType)matrix.Type).Axes[0].Length, Relation.Greater, Number.Zero), Build.Call<Symmetric>(matrix)]);
}
