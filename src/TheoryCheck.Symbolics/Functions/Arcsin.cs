using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The angle in [-pi/2, pi/2] whose sine is t, for -1 &lt;= t &lt;= 1; it has no slope at the ends.</summary>
public sealed class Arcsin : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "arcsin";

    /// <inheritdoc/>
    public override string Usage => "arcsin(t)";

    /// <inheritdoc/>
    public override string Summary => "The angle in [-pi/2, pi/2] whose sine is t, for -1 <= t <= 1; it has no slope at the ends.";

    /// <inheritdoc/>
    public override string Example => "given t in [-1, 1]\nclaim inverse: sin(arcsin(t)) == t";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("arcsin", "\\arcsin");

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        // (1 - t)(1 + t) keeps the digits near the ends that 1 - t² loses.
        var one = arguments[0].Literal(Rational.One);
        return T.Atan2(arguments[0], T.Sqrt((one - arguments[0]) * (one + arguments[0])));
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position)
    {
        var slope = Build.Divide(Number.One, Build.Call<Sqrt>(Build.Subtract(Number.One, Build.Power(arguments[0], Build.Num(2)))));
        return slope;
    }

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) =>
        new Comparison([Relation.LessOrEqual, Relation.LessOrEqual], [Build.Num(-1), arguments[0], Number.One]);
}
