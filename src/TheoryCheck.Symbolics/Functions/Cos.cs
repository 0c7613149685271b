using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The cosine of an angle in radians.</summary>
public sealed class Cos : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "cos";

    /// <inheritdoc/>
    public override string Usage => "cos(t)";

    /// <inheritdoc/>
    public override string Summary => "The cosine of an angle in radians.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim circle: sin(t)^2 + cos(t)^2 == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("cos", "\\cos");

    /// <inheritdoc/>
    public override (Rational Low, Rational High)? Image => (-1, 1);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Cos(arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Negate(Build.Call<Sin>(arguments[0]));
}
