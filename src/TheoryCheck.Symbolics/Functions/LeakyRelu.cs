using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>t for t &gt;= 0 and t/100 for t &lt; 0; its slope is 1 at 0.</summary>
public sealed class LeakyRelu : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "leaky_relu";

    /// <inheritdoc/>
    public override string Usage => "leaky_relu(t)";

    /// <inheritdoc/>
    public override string Summary => "t for t >= 0 and t/100 for t < 0; its slope is 1 at 0.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim bound: leaky_relu(t) <= relu(t)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("leaky_relu", "\\operatorname{leaky\\_relu}");

    /// <inheritdoc/>
    public override (Rational Below, Rational Above) KinkSlopes => (Slope, 1);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        var zero = arguments[0].Literal(Rational.Zero);
        return T.Select(Relation.GreaterOrEqual, arguments[0], zero, arguments[0], arguments[0].Literal(Slope) * arguments[0]);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) =>
        Build.Add(Build.Num(Slope), Build.Multiply(Build.Num(Rational.One - Slope), Build.Call<Step>(arguments[0])));

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments) => arguments[0];

    /// <summary>The slope below 0, 1/100.</summary>
    private static Rational Slope => new(1, 100);
}
