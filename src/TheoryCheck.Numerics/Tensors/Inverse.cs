using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>The inverse, by elimination: exact in exact arithmetic, with partial pivoting in doubles; NaN when singular.</summary>
public sealed class Inverse : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "inverse";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "inverse(A)";

    /// <inheritdoc/>
    public override string Summary => "The inverse of a square matrix; undefined when it is singular.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n) where det(A) != 0\nclaim undone: matmul(A, inverse(A)) == identity(n)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Superscript("-1", "-1");

    /// <inheritdoc/>
    public override bool HasDoubleKernel => true;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Square(Name, arguments, 0)
        ?? (TermType)((TensorType)arguments[0].Type with { Kind = NumberKind.Real });

    /// <inheritdoc/>
    public override TensorValue<T> Evaluate<T>(ReadOnlySpan<TensorValue<T>> arguments) =>
        new(arguments[0].Dimensions, Elimination.Inverse(arguments[0].Elements.ToArray(), Elimination.SizeOf(Name, arguments[0])));

    /// <inheritdoc/>
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        var matrix = arguments[0];
        var n = matrix.Dimensions[0];
        if (matrix.Dimensions[1] != n)
        {
            result.Fill(double.NaN);
            return;
        }

        var identity = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            identity[i * n + i] = 1;
        }

        LuFactorisation.Solve(matrix.Elements.Span, n, identity, n, result);
    }
}
