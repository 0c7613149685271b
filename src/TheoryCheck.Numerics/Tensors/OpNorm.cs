using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>The greatest singular value, relative error a modest multiple of n·2⁻⁵³: the root of the greatest eigenvalue of the smaller Gram matrix.</summary>
public sealed class OpNorm : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "opnorm";

    /// <inheritdoc/>
    public override string Usage => "opnorm(A)";

    /// <inheritdoc/>
    public override string Summary => "The greatest singular value of a matrix, the norm of the map u -> A u in Euclidean lengths.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., m in 1.., A in matrix(n, m)\nclaim bound: opnorm(A) <= norm(A)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Fenced("‖", "‖", "\\lVert", "\\rVert", "op");

    /// <inheritdoc/>
    public override bool HasDoubleKernel => true;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Matrix(Name, arguments, 0)
        ?? TermType.Real;

    /// <inheritdoc/>
    public override bool HasScalarValue => true;

    /// <inheritdoc/>
    /// <remarks>In intervals a rigorous enclosure; in exact readings the eigenvalue itself where it is rational; in doubles the kernel.</remarks>
    public override TensorValue<T> Evaluate<T>(ReadOnlySpan<TensorValue<T>> arguments)
    {
        var matrix = arguments[0];
        return SymmetricEigenvalueEnclosure.Reads<T>()
            ? TensorValue<T>.Scalar(SymmetricEigenvalueEnclosure.OperatorNorm<T>(matrix.Elements.Span, matrix.Dimensions[0], matrix.Dimensions[1]))
            : base.Evaluate(arguments);
    }

    /// <inheritdoc/>
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        result[0] = OperatorNorm.Of(arguments[0].Elements.Span, arguments[0].Dimensions[0], arguments[0].Dimensions[1]);
    }
}
