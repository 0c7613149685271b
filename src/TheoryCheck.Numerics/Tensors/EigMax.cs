using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>The greatest eigenvalue of a symmetric matrix, backward stable in doubles; NaN when the matrix is not symmetric.</summary>
public sealed class EigMax : MatrixFunctional
{
    /// <inheritdoc/>
    public override string Name => "eigmax";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) => IsSymmetric(arguments[0]);

    /// <inheritdoc/>
    public override string Usage => "eigmax(A)";

    /// <inheritdoc/>
    public override string Summary => "The greatest eigenvalue of a symmetric matrix; undefined for another.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n) where symmetric(A)\nclaim order: eigmin(A) <= eigmax(A)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("λ_max", "\\lambda_{\\max}");

    /// <inheritdoc/>
    /// <remarks>In intervals a rigorous enclosure; in exact readings the eigenvalue itself where it is rational; in doubles the kernel.</remarks>
    public override TensorValue<T> Evaluate<T>(ReadOnlySpan<TensorValue<T>> arguments)
    {
        var matrix = arguments[0];
        return SymmetricEigenvalueEnclosure.Reads<T>()
            ? TensorValue<T>.Scalar(SymmetricEigenvalueEnclosure.Greatest<T>(matrix.Elements.Span, matrix.Dimensions[0]))
            : base.Evaluate(arguments);
    }

    /// <inheritdoc/>
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        var matrix = arguments[0];
        var n = matrix.Dimensions[0];
        result[0] = matrix.Dimensions[1] == n ? SymmetricEigen.Greatest(matrix.Elements.Span, n) : double.NaN;
    }
}
