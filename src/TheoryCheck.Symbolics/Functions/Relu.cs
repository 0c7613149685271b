using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The rectified linear unit, relu(t) = max(t, 0); slope step(t), so 1 at 0.</summary>
public sealed class Relu : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "relu";

    /// <inheritdoc/>
    public override string Usage => "relu(t)";

    /// <inheritdoc/>
    public override string Summary => "max(t, 0); its slope is step(t), which is 1 at 0.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim bound: relu(t) >= t";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("relu", "\\operatorname{relu}");

    /// <inheritdoc/>
    public override (Rational Below, Rational Above) KinkSlopes => (0, 1);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        var zero = arguments[0].Literal(Rational.Zero);
        return T.Select(Relation.Greater, arguments[0], zero, arguments[0], zero);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Call<Step>(arguments[0]);

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments) => arguments[0];
}
