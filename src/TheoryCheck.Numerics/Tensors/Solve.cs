using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>The solution of a square linear system, by elimination: exact in exact arithmetic, with partial pivoting in doubles; NaN when singular.</summary>
public sealed class Solve : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "solve";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "solve(A, b)";

    /// <inheritdoc/>
    public override string Summary => "The solution u of A u = b for a square matrix; undefined when it is singular.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n) where det(A) != 0, b in vector(n)\nclaim solved: matmul(A, solve(A, b)) == b";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("solve", "\\operatorname{solve}");

    /// <inheritdoc/>
    public override bool HasDoubleKernel => true;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 2)
        ?? ArgumentRule.Square(Name, arguments, 0)
        ?? ArgumentRule.Vector(Name, arguments, 1)
        ?? (TermType)new TensorType(NumberKind.Real, [((TensorType)arguments[0].Type).Axes[1]]);

    /// <inheritdoc/>
    public override TensorValue<T> Evaluate<T>(ReadOnlySpan<TensorValue<T>> arguments)
    {
        var n = Elimination.SizeOf(Name, arguments[0]);
        if (arguments[1].Dimensions[0] != n)
        {
            throw new UndefinedException($"'{Name}' needs a right side of length {n}");
        }

        return new([n], Elimination.Solve(arguments[0].Elements.ToArray(), n, arguments[1].Elements.ToArray(), 1));
    }

    /// <inheritdoc/>
    public override void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result)
    {
        var matrix = arguments[0];
        var n = matrix.Dimensions[0];
        if (matrix.Dimensions[1] != n || arguments[1].Dimensions[0] != n)
        {
            result.Fill(double.NaN);
            return;
        }

        LuFactorisation.Solve(matrix.Elements.Span, n, arguments[1].Elements.Span, 1, result);
    }
}
