using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The remainder a - b*floor(a/b) of integers, with the sign of b, for b != 0.</summary>
public sealed class Mod : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "mod";

    /// <inheritdoc/>
    public override string Usage => "mod(a, b)";

    /// <inheritdoc/>
    public override string Summary => "The remainder a - b*floor(a/b) of integers, with the sign of b, for b != 0.";

    /// <inheritdoc/>
    public override string Example => "given a in naturals\nclaim parity: mod(a, 2) <= 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Infix("mod", "\\bmod");

    /// <inheritdoc/>
    public override int MinimumArity => 2;

    /// <inheritdoc/>
    public override bool TakesIntegers => true;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => arguments[0] - (arguments[1] * T.Floor(arguments[0] / arguments[1]));

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Number.Zero;

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) => new Comparison(arguments[1], Relation.NotEqual, Number.Zero);
}
