using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Numerics.Elementary;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>The power of a positive semidefinite matrix through its eigenvalues, A^r = Σ λᵢʳ vᵢ vᵢᵀ. Eigenvalues within n·2⁻⁴⁸·‖A‖ of 0 count as 0; NaN when one is below that, or when r ≤ 0 meets a 0 (0⁰ = 1).</summary>
public sealed class MatrixPower : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "power";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "power(A, r)";

    /// <inheritdoc/>
    public override string Summary => "The r-th power of a symmetric positive semidefinite matrix, through its eigenvalues; r < 0 needs it positive definite.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in psd(n)\nclaim root: matmul(power(A, 1/2), power(A, 1/2)) == A";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("power", "\\operatorname{power}");

    /// <inheritdoc/>
    public override bool HasDoubleKernel => true;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 2)
        ?? ArgumentRule.Square(Name, arguments, 0)
        ?? ArgumentRule.Scalar(Name, arguments, 1)
        ?? (TermType)((TensorType)arguments[0].Type with { Kind = NumberKind.Real });

    /// <inheritdoc/>
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        var matrix = arguments[0];
        var n = matrix.Dimensions[0];
        var exponent = arguments[1].First;
        var values = new double[n];
        var vectors = new double[n * n];
        if (matrix.Dimensions[1] != n || !SymmetricEigen.TryDecompose(matrix.Elements.Span, n, values, vectors))
        {
            result.Fill(double.NaN);
            return;
        }

        var zero = n * Math.Max(Math.Abs(values[0]), Math.Abs(values[n - 1])) / (1L << 48);
        result.Clear();
        for (var k = 0; k < n; k++)
        {
            var vector = vectors.AsSpan(k * n, n);
            var power = PowerOf(values[k], exponent, zero);
            for (var i = 0; i < n; i++)
            {
                Lanes.AddScaled(result.Slice(i * n, n), power * vector[i], vector);
            }
        }
    }

    private static double PowerOf(double value, double exponent, double zero)
    {
        if (Math.Abs(value) <= zero)
        {
            return exponent > 0 ? 0 : exponent == 0 ? 1 : double.NaN;
        }

        return value > 0 ? ElementaryFunctions.Exp(exponent * ElementaryFunctions.Log(value)) : double.NaN;
    }
}
