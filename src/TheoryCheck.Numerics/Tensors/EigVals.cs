using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>The eigenvalues of a symmetric matrix with multiplicity, descending; NaN when the matrix is not symmetric.</summary>
public sealed class EigVals : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "eigvals";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "eigvals(A)";

    /// <inheritdoc/>
    public override string Summary => "The eigenvalues of a symmetric matrix with multiplicity, descending, as a vector.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n) where symmetric(A)\nclaim total: sum(i<n: eigvals(A)[i]) == trace(A)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("λ", "\\lambda");

    /// <inheritdoc/>
    public override bool HasDoubleKernel => true;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Square(Name, arguments, 0)
        ?? TermType.Vector(((TensorType)arguments[0].Type).Axes[0].Length);

    /// <inheritdoc/>
    /// <remarks>In intervals rigorous enclosures; in exact readings those of diagonal matrices; in doubles the kernel.</remarks>
    public override TensorValue<T> Evaluate<T>(ReadOnlySpan<TensorValue<T>> arguments)
    {
        var matrix = arguments[0];
        return SymmetricEigenvalueEnclosure.Reads<T>()
            ? new TensorValue<T>([matrix.Dimensions[0]], SymmetricSpectrum.Of<T>(matrix.Elements.Span, matrix.Dimensions[0]))
            : base.Evaluate(arguments);
    }

    /// <inheritdoc/>
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        var matrix = arguments[0];
        var n = matrix.Dimensions[0];
        if (matrix.Dimensions[1] != n || !SymmetricEigen.TryValues(matrix.Elements.Span, n, result))
        {
            result.Fill(double.NaN);
        }
    }
}
