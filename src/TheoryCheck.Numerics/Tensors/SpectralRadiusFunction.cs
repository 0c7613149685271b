using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
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
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        var matrix = arguments[0];
        var n = matrix.Dimensions[0];
        result[0] = matrix.Dimensions[1] == n ? SpectralRadius.Of(matrix.Elements.Span, n) : double.NaN;
    }
}
