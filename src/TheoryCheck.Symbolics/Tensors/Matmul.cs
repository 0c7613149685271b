using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The product of matrices, or of a matrix and a vector, the sum over k of A[i, k]*B[k, j].</summary>
public sealed class Matmul : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "matmul";

    /// <inheritdoc/>
    public override string Usage => "matmul(A, B), matmul(A, u)";

    /// <inheritdoc/>
    public override string Summary => "The product of matrices, or of a matrix and a vector, the sum over k of A[i, k]*B[k, j].";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n)\nclaim square: trace(matmul(A, transpose(A))) == norm(A)^2";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Infix("", "\\,");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments)
    {
        return Signature.Check(Name, arguments, [Slot.Matrix, Slot.Tensor], () =>
        {
            var (left, right) = (IndexNotation.Axes(arguments[0]), IndexNotation.Axes(arguments[1]));
            if (right.Count is not (1 or 2))
            {
                return Typing.Wrong($"'matmul' takes a matrix or vector here, not {TypeText.Describe(arguments[1].Type)}", 1);
            }

            return Extent.Differ(left[1].Length, right[0].Length)
                ? Typing.Wrong("'matmul' takes as many rows here as the first matrix has columns, but these numbers differ", 1)
                : new TensorType(NumberKind.Real, [Axis.Of(left[0].Length), .. right.Skip(1).Select(axis => Axis.Of(axis.Length))]);
        });
    }

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments)
    {
        var (left, right) = (IndexNotation.Axes(arguments[0]), IndexNotation.Axes(arguments[1]));
        return IndexNotation.Tensor([left[0], .. right.Skip(1)], at => IndexNotation.Sum([left[1]], k => Build.Multiply(
            IndexNotation.Entry(arguments[0], at[0], k[0]),
            IndexNotation.Entry(arguments[1], [k[0], .. at[1..]]))));
    }
}
