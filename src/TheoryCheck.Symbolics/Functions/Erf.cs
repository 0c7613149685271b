using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The error function, 2/sqrt(pi) times the integral of exp(-s^2) over s in [0, t].</summary>
/// <remarks>Accuracy: relative error &lt;= 1e-15 in readings of double precision; enclosures of any precision; exact readings cannot express it.</remarks>
public sealed class Erf : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "erf";

    /// <inheritdoc/>
    public override string Usage => "erf(t)";

    /// <inheritdoc/>
    public override string Summary => "The error function, 2/sqrt(pi) times the integral of exp(-s^2) over s in [0, t].";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim odd: erf(-t) == -erf(t)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("erf", "\\operatorname{erf}");

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override (Rational Low, Rational High)? Image => (-1, 1);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => ErrorFunction.Of(arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) =>
        Build.Multiply(
            Build.Divide(Build.Num(2), Build.Call<Sqrt>(Constant.Pi)),
            Build.Call<Exp>(Build.Negate(Build.Power(arguments[0], Build.Num(2)))));
}
