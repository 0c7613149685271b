using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>log(1 + exp(t)), the logistic loss of -t.</summary>
public sealed class Softplus : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "softplus";

    /// <inheritdoc/>
    public override string Usage => "softplus(t)";

    /// <inheritdoc/>
    public override string Summary => "log(1 + exp(t)), the logistic loss of -t.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim bound: softplus(t) >= relu(t)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("softplus", "\\operatorname{softplus}");

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        // max(t, 0) + log(1 + e), e = exp(-|t|); with w = 1 + e the added term (e - (w - 1))/w is zero in exact
        // arithmetic and gives back what rounding takes from w, so that the left tail keeps its digits.
        var zero = arguments[0].Literal(Rational.Zero);
        var one = arguments[0].Literal(Rational.One);
        var e = T.Exp(T.Select(Relation.GreaterOrEqual, arguments[0], zero, -arguments[0], arguments[0]));
        var w = one + e;
        return T.Select(Relation.GreaterOrEqual, arguments[0], zero, arguments[0], zero) + (T.Log(w) + (e - (w - one)) / w);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Call<Sigmoid>(arguments[0]);
}
