using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>-1 for t &lt; 0, 0 at 0, 1 for t &gt; 0; its slope is taken as 0.</summary>
public sealed class Sign : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "sign";

    /// <inheritdoc/>
    public override string Usage => "sign(t)";

    /// <inheritdoc/>
    public override string Summary => "-1 for t < 0, 0 at 0, 1 for t > 0; its slope is taken as 0.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim modulus: sign(t)*abs(t) == t";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("sign", "\\operatorname{sign}");

    /// <inheritdoc/>
    public override bool IsContinuous => false;

    /// <inheritdoc/>
    public override (Rational Low, Rational High)? Image => (-1, 1);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        var zero = arguments[0].Literal(Rational.Zero);
        var one = arguments[0].Literal(Rational.One);
        return T.Select(Relation.Greater, arguments[0], zero, one, T.Select(Relation.Less, arguments[0], zero, -one, zero));
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Number.Zero;

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments) => arguments[0];
}
