using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>The rank: exact in exact arithmetic; in doubles the number of singular values above max(n, m)·2⁻⁵²·σ_max.</summary>
public sealed class Rank : MatrixFunctional
{
    /// <inheritdoc/>
    public override string Name => "rank";

    /// <inheritdoc/>
    public override string Usage => "rank(A)";

    /// <inheritdoc/>
    public override string Summary => "The rank of a matrix; in doubles the number of singular values above max(n, m)*2^-52 times the greatest.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., m in 1.., A in matrix(n, m)\nclaim bound: rank(A) <= n";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("rank", "\\operatorname{rank}");

    /// <inheritdoc/>
    protected override bool IsOfSquareMatrices => false;

    /// <inheritdoc/>
    protected override TermType Value => TermType.Integer;

    /// <inheritdoc/>
    public override TensorValue<T> Evaluate<T>(ReadOnlySpan<TensorValue<T>> arguments)
    {
        var (rows, columns) = (arguments[0].Dimensions[0], arguments[0].Dimensions[1]);
        if (rows == 0 || columns == 0)
        {
            throw new NotRepresentableException("an empty matrix has no reading of numbers");
        }

        return TensorValue<T>.Scalar(arguments[0].First.Literal(Elimination.Rank(arguments[0].Elements.ToArray(), rows, columns)));
    }

    /// <inheritdoc/>
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        var (rows, columns) = (arguments[0].Dimensions[0], arguments[0].Dimensions[1]);
        var values = new double[Math.Min(rows, columns)];
        if (!SingularValues.TryCompute(arguments[0].Elements.Span, rows, columns, values))
        {
            result[0] = double.NaN;
            return;
        }

        var least = values.Length == 0 ? 0 : Math.Max(rows, columns) * values[0] / 4503599627370496;
        result[0] = values.Count(s => s > least);
    }
}
