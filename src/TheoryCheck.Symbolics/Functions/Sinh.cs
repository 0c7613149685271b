using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The hyperbolic sine (exp(t) - exp(-t))/2.</summary>
public sealed class Sinh : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "sinh";

    /// <inheritdoc/>
    public override string Usage => "sinh(t)";

    /// <inheritdoc/>
    public override string Summary => "The hyperbolic sine (exp(t) - exp(-t))/2.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim odd: sinh(-t) == -sinh(t)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("sinh", "\\sinh");

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        // With m = exp(t) - 1 the value is (m + m/(m + 1))/2, which keeps its digits near 0.
        var m = ExponentialMinusOne.Of(arguments[0]);
        return (m + m / T.Exp(arguments[0])) / arguments[0].Literal(2);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Call<Cosh>(arguments[0]);
}
