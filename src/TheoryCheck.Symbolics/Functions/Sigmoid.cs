using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The logistic function 1/(1 + exp(-t)).</summary>
public sealed class Sigmoid : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "sigmoid";

    /// <inheritdoc/>
    public override string Usage => "sigmoid(t)";

    /// <inheritdoc/>
    public override string Summary => "The logistic function 1/(1 + exp(-t)).";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim symmetry: sigmoid(t) + sigmoid(-t) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("sigmoid", "\\operatorname{sigmoid}");

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override (Rational Low, Rational High)? Image => (0, 1);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        // With e = exp(-|t|) nothing overflows and neither tail cancels.
        var zero = arguments[0].Literal(Rational.Zero);
        var one = arguments[0].Literal(Rational.One);
        var e = T.Exp(T.Select(Relation.GreaterOrEqual, arguments[0], zero, -arguments[0], arguments[0]));
        return T.Select(Relation.GreaterOrEqual, arguments[0], zero, one, e) / (one + e);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) =>
        Build.Multiply(Build.Call<Sigmoid>(arguments[0]), Build.Call<Sigmoid>(Build.Negate(arguments[0])));
}
