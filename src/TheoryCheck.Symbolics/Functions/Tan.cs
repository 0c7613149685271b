using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The tangent sin(t)/cos(t) of an angle in radians, where cos(t) is not 0.</summary>
public sealed class Tan : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "tan";

    /// <inheritdoc/>
    public override string Usage => "tan(t)";

    /// <inheritdoc/>
    public override string Summary => "The tangent sin(t)/cos(t) of an angle in radians, where cos(t) is not 0.";

    /// <inheritdoc/>
    public override string Example => "given t in (0, pi/2)\nclaim bound: tan(t) > t";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("tan", "\\tan");

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Sin(arguments[0]) / T.Cos(arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) =>
        Build.Divide(Number.One, Build.Power(Build.Call<Cos>(arguments[0]), Build.Num(2)));

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) => new Comparison(Build.Call<Cos>(arguments[0]), Relation.NotEqual, Number.Zero);
}
