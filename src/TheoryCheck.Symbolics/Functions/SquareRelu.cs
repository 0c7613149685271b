using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>max(t, 0)^2; its slope is 2*relu(t).</summary>
public sealed class SquareRelu : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "square_relu";

    /// <inheritdoc/>
    public override string Usage => "square_relu(t)";

    /// <inheritdoc/>
    public override string Summary => "max(t, 0)^2; its slope is 2*relu(t).";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim square: square_relu(t) == relu(t)^2";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("square_relu", "\\operatorname{square\\_relu}");

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        var zero = arguments[0].Literal(Rational.Zero);
        return T.Select(Relation.Greater, arguments[0], zero, arguments[0] * arguments[0], zero);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Multiply(Build.Num(2), Build.Call<Relu>(arguments[0]));
}
