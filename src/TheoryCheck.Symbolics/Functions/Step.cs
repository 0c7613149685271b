using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The unit step, step(t) = 1 for t ≥ 0 and 0 below; slope 0 everywhere.</summary>
public sealed class Step : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "step";

    /// <inheritdoc/>
    public override string Usage => "step(t)";

    /// <inheritdoc/>
    public override string Summary => "1 for t >= 0 and 0 for t < 0; its slope is taken as 0.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim square: step(t)^2 == step(t)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("step", "\\operatorname{step}");

    /// <inheritdoc/>
    public override bool IsContinuous => false;

    /// <inheritdoc/>
    public override (Rational Low, Rational High)? Image => (0, 1);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Select(
        Relation.GreaterOrEqual,
        arguments[0],
        arguments[0].Literal(Rational.Zero),
        arguments[0].Literal(Rational.One),
        arguments[0].Literal(Rational.Zero));

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Number.Zero;

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments) => arguments[0];
}
