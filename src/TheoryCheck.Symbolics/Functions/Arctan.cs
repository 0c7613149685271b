using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The angle in (-pi/2, pi/2) whose tangent is t.</summary>
public sealed class Arctan : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "arctan";

    /// <inheritdoc/>
    public override string Usage => "arctan(t)";

    /// <inheritdoc/>
    public override string Summary => "The angle in (-pi/2, pi/2) whose tangent is t.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim bound: arctan(t) < pi/2";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("arctan", "\\arctan");

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override (Rational Low, Rational High)? Image => (-2, 2);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Atan2(arguments[0], arguments[0].Literal(Rational.One));

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) =>
        Build.Divide(Number.One, Build.Add(Number.One, Build.Power(arguments[0], Build.Num(2))));
}
