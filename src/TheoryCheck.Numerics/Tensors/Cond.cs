using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>
/// The condition number of an (n, m) matrix, the greatest of its min(n, m) singular values over the least, √(λ_max/λ_min) of the smaller Gram matrix; ∞ when the least is 0.
/// In doubles only its size is meaningful above 10¹⁵.
/// </summary>
public sealed class Cond : MatrixFunctional
{
    /// <inheritdoc/>
    public override string Name => "cond";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "cond(A)";

    /// <inheritdoc/>
    public override string Summary => "The condition number of a matrix, square or not: greatest over least singular value; infinity when its rank is not full.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n) where det(A) != 0\nclaim least: cond(A) >= 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("cond", "\\operatorname{cond}");

    /// <inheritdoc/>
    protected override bool IsOfSquareMatrices => false;

    /// <inheritdoc/>
    /// <remarks>In intervals a rigorous enclosure where the least singular value is certainly not 0; in exact readings where the eigenvalues are rational; in doubles the kernel.</remarks>
    public override TensorValue<T> Evaluate<T>(ReadOnlySpan<TensorValue<T>> arguments)
    {
        if (!SymmetricEigenvalueEnclosure.Reads<T>())
        {
            return base.Evaluate(arguments);
        }

        var matrix = arguments[0];
        return TensorValue<T>.Scalar(SymmetricEigenvalueEnclosure.ConditionNumber<T>(matrix.Elements.Span, matrix.Dimensions[0], matrix.Dimensions[1]));
    }

    /// <inheritdoc/>
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        var matrix = arguments[0];
        var (rows, columns) = (matrix.Dimensions[0], matrix.Dimensions[1]);
        var values = new double[Math.Min(rows, columns)];
        result[0] = values.Length > 0 && SingularValues.TryCompute(matrix.Elements.Span, rows, columns, values)
            ? values[^1] > 0 ? values[0] / values[^1] : double.PositiveInfinity
            : double.NaN;
    }
}
