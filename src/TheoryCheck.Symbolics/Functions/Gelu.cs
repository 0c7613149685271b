using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>t*P(Z &lt;= t) for a standard normal Z, which is t*(1 + erf(t/sqrt(2)))/2.</summary>
/// <remarks>Accuracy: that of erf.</remarks>
public sealed class Gelu : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "gelu";

    /// <inheritdoc/>
    public override string Usage => "gelu(t)";

    /// <inheritdoc/>
    public override string Summary => "t*P(Z <= t) for a standard normal Z, which is t*(1 + erf(t/sqrt(2)))/2.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim bound: gelu(t) <= relu(t)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("gelu", "\\operatorname{gelu}");

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        // P(Z <= t) = erfc(-t/√2)/2 does not cancel in the left tail.
        var t = arguments[0];
        return t * ErrorFunction.Complement(-t / T.Sqrt(t.Literal(2))) / t.Literal(2);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position)
    {
        var t = arguments[0];
        var probability = Build.Divide(Build.Add(Number.One, Build.Call<Erf>(Build.Divide(t, Build.Call<Sqrt>(Build.Num(2))))), Build.Num(2));
        var density = Build.Divide(
            Build.Call<Exp>(Build.Negate(Build.Divide(Build.Power(t, Build.Num(2)), Build.Num(2)))),
            Build.Call<Sqrt>(Build.Multiply(Build.Num(2), Constant.Pi)));
        return Build.Add(probability, Build.Multiply(t, density));
    }
}
