using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>The condition number, greatest over least singular value; ∞ when the least is 0. Above 10¹⁵ only its size is meaningful.</summary>
public sealed class Cond : MatrixFunctional
{
    /// <inheritdoc/>
    public override string Name => "cond";

    /// <inheritdoc/>
    public override string Usage => "cond(A)";

    /// <inheritdoc/>
    public override string Summary => "The condition number of a square matrix: greatest over least singular value; infinity when singular.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n) where det(A) != 0\nclaim least: cond(A) >= 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("cond", "\\operatorname{cond}");

    /// <inheritdoc/>
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        var matrix = arguments[0];
        var n = matrix.Dimensions[0];
        var values = new double[n];
        result[0] = matrix.Dimensions[1] == n && n > 0 && SingularValues.TryCompute(matrix.Elements.Span, n, n, values)
            ? values[n - 1] > 0 ? values[0] / values[n - 1] : double.PositiveInfinity
            : double.NaN;
    }
}
