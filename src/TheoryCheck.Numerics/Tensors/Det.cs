using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Symbolics.Operations;

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
