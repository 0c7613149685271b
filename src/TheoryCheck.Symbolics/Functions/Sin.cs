using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The sine of an angle in radians.</summary>
public sealed class Sin : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "sin";

    /// <inheritdoc/>
    public override string Usage => "sin(t)";

    /// <inheritdoc/>
    public override string Summary => "The sine of an angle in radians.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim circle: sin(t)^2 + cos(t)^2 == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("sin", "\\sin");

    /// <inheritdoc/>
    public override (Rational Low, Rational High)? Image => (-1, 1);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Sin(arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Call<Cos>(arguments[0]);
}
