using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>t for t &gt;= 0 and exp(t) - 1 for t &lt; 0; its slope is exp(min(t, 0)).</summary>
public sealed class Elu : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "elu";

    /// <inheritdoc/>
    public override string Usage => "elu(t)";

    /// <inheritdoc/>
    public override string Summary => "t for t >= 0 and exp(t) - 1 for t < 0; its slope is exp(min(t, 0)).";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim bound: elu(t) >= -1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("elu", "\\operatorname{elu}");

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        var zero = arguments[0].Literal(Rational.Zero);
        var below = ExponentialMinusOne.Of(T.Select(Relation.Less, arguments[0], zero, arguments[0], zero));
        return T.Select(Relation.GreaterOrEqual, arguments[0], zero, arguments[0], below);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Call<Exp>(Build.Call<Min>(arguments[0], Number.Zero));
}
