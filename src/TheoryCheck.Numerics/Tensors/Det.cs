using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>The determinant, by elimination: exact in exact arithmetic, with partial pivoting in doubles.</summary>
public sealed class Det : MatrixFunctional
{
    /// <inheritdoc/>
    public override string Name => "det";

    /// <inheritdoc/>
    public override string Usage => "det(A)";

    /// <inheritdoc/>
    public override string Summary => "The determinant of a square matrix.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n)\nclaim transposed: det(transpose(A)) == det(A)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("det", "\\det");

    /// <inheritdoc/>
    /// <remarks>Of up to three rows, along the first; of more it is no abbreviation.</remarks>
    public override Term? Expand(Sequence<Term> arguments)
    {
        Term At(int row, int column) => IndexNotation.Entry(arguments[0], Build.Num(row), Build.Num(column));
        Term Minor(int i, int j) => Build.Subtract(Build.Multiply(At(1, i), At(2, j)), Build.Multiply(At(1, j), At(2, i)));
        return IndexNotation.Axes(arguments[0])[0].Length is Number { Value: var size } ? size switch
        {
            _ when size == 1 => At(0, 0),
            _ when size == 2 => Build.Subtract(Build.Multiply(At(0, 0), At(1, 1)), Build.Multiply(At(0, 1), At(1, 0))),
            _ when size == 3 => Build.Add(Build.Multiply(At(0, 0), Minor(1, 2)), Build.Multiply(At(0, 1), Minor(2, 0)), Build.Multiply(At(0, 2), Minor(0, 1))),
            _ => null,
        } : null;
    }

    /// <inheritdoc/>
    public override TensorValue<T> Evaluate<T>(ReadOnlySpan<TensorValue<T>> arguments) =>
        TensorValue<T>.Scalar(Elimination.Determinant(arguments[0].Elements.ToArray(), Elimination.SizeOf(Name, arguments[0])));

    /// <inheritdoc/>
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        var matrix = arguments[0];
        var n = matrix.Dimensions[0];
        result[0] = matrix.Dimensions[1] == n ? LuFactorisation.Determinant(matrix.Elements.Span, n) : double.NaN;
    }
}
