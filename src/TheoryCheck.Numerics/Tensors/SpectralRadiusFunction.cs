using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>The greatest modulus of an eigenvalue of a square matrix, backward stable in doubles.</summary>
public sealed class SpectralRadiusFunction : MatrixFunctional
{
    /// <inheritdoc/>
    public override string Name => "spectral_radius";

    /// <inheritdoc/>
    public override string Usage => "spectral_radius(A)";

    /// <inheritdoc/>
    public override string Summary => "The greatest modulus of an eigenvalue of a square matrix, symmetric or not.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n)\nclaim bound: spectral_radius(A) <= opnorm(A)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("ρ", "\\rho");

    /// <inheritdoc/>
    /// <remarks>In readings that enclose or are exact, of 2 × 2 matrices by the quadratic formula, of triangular ones by the diagonal, and of symmetric ones by the extreme eigenvalues; in doubles the kernel.</remarks>
    public override TensorValue<T> Evaluate<T>(ReadOnlySpan<TensorValue<T>> arguments)
    {
        var matrix = arguments[0].Elements.Span;
        var n = arguments[0].Dimensions[0];
        return !SymmetricEigenvalueEnclosure.Reads<T>() || n < 1 || arguments[0].Dimensions[1] != n ? base.Evaluate(arguments)
            : TensorValue<T>.Scalar(IsTriangular(matrix, n) ? OfDiagonal(matrix, n) : n == 2 ? OfTwo(matrix) : OfSymmetric(matrix, n));
    }

    private static T OfDiagonal<T>(ReadOnlySpan<T> matrix, int n)
        where T : IReal<T>
    {
        var greatest = T.Abs(matrix[0]);
        for (var i = 1; i < n; i++)
        {
            greatest = T.Max(greatest, T.Abs(matrix[i * (n + 1)]));
        }

        return greatest;
    }

    // λ = t ± √(t² - det) with t half the trace: |t| + √(t² - det) where that is real, else √det.
    private static T OfTwo<T>(ReadOnlySpan<T> matrix)
        where T : IReal<T>
    {
        var (two, zero) = (matrix[0].Literal(2), matrix[0].Literal(Rational.Zero));
        var (half, gap) = ((matrix[0] + matrix[3]) / two, (matrix[0] - matrix[3]) / two);
        var (discriminant, determinant) = (T.Power(gap, 2) + (matrix[1] * matrix[2]), (matrix[0] * matrix[3]) - (matrix[1] * matrix[2]));
        return T.Compare(Relation.GreaterOrEqual, discriminant, zero) switch
        {
            Certainty.True => T.Abs(half) + T.Sqrt(discriminant),
            Certainty.False => T.Sqrt(determinant),
            _ => T.Either(T.Abs(half) + T.Sqrt(T.Max(discriminant, zero)), T.Sqrt(T.Max(determinant, zero))),
        };
    }

    private static T OfSymmetric<T>(ReadOnlySpan<T> matrix, int n)
        where T : IReal<T>
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (T.Compare(Relation.Equal, matrix[(i * n) + j], matrix[(j * n) + i]) != Certainty.True)
                {
                    throw new NotRepresentableException("the spectral radius of a matrix of more than two rows that is neither triangular nor symmetric");
                }
            }
        }

        return T.Max(T.Abs(SymmetricEigenvalueEnclosure.Least(matrix, n)), T.Abs(SymmetricEigenvalueEnclosure.Greatest(matrix, n)));
    }

    private static bool IsTriangular<T>(ReadOnlySpan<T> matrix, int n)
        where T : IReal<T>
    {
        var (isUpper, isLower, zero) = (true, true, matrix[0].Literal(Rational.Zero));
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var isZero = i == j || T.Compare(Relation.Equal, matrix[(i * n) + j], zero) == Certainty.True;
                (isUpper, isLower) = (isUpper && (i <= j || isZero), isLower && (j <= i || isZero));
            }
        }

        return isUpper || isLower;
    }

    /// <inheritdoc/>
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        var matrix = arguments[0];
        var n = matrix.Dimensions[0];
        result[0] = matrix.Dimensions[1] == n ? SpectralRadius.Of(matrix.Elements.Span, n) : double.NaN;
    }
}
