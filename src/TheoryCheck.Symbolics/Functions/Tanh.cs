using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The hyperbolic tangent (exp(t) - exp(-t))/(exp(t) + exp(-t)).</summary>
public sealed class Tanh : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "tanh";

    /// <inheritdoc/>
    public override string Usage => "tanh(t)";

    /// <inheritdoc/>
    public override string Summary => "The hyperbolic tangent (exp(t) - exp(-t))/(exp(t) + exp(-t)).";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim bound: abs(tanh(t)) <= 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("tanh", "\\tanh");

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override (Rational Low, Rational High)? Image => (-1, 1);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        var t = arguments[0];
        var zero = t.Literal(Rational.Zero);
        var one = t.Literal(Rational.One);
        var two = t.Literal(2);
        var size = T.Select(Relation.GreaterOrEqual, t, zero, t, -t);
        if (T.Compare(Relation.Less, size, t.Literal(new Rational(1, 2))) == Certainty.True)
        {
            var m = ExponentialMinusOne.Of(two * t);
            return m / (m + two);
        }

        var e = T.Exp(-two * size);
        var value = (one - e) / (one + e);
        return T.Select(Relation.GreaterOrEqual, t, zero, value, -value);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) =>
        Build.Subtract(Number.One, Build.Power(Build.Call<Tanh>(arguments[0]), Build.Num(2)));
}
