using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The integer quotient floor(a/b) of integers, for b != 0.</summary>
public sealed class Div : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "div";

    /// <inheritdoc/>
    public override string Usage => "div(a, b)";

    /// <inheritdoc/>
    public override string Summary => "The integer quotient floor(a/b) of integers, for b != 0.";

    /// <inheritdoc/>
    public override string Example => "given a in naturals\nclaim split: 2*div(a, 2) + mod(a, 2) == a";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Infix("div", "\\mathbin{\\mathrm{div}}");

    /// <inheritdoc/>
    public override int MinimumArity => 2;

    /// <inheritdoc/>
    public override bool TakesIntegers => true;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Floor(arguments[0] / arguments[1]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Number.Zero;

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) => new Comparison(arguments[1], Relation.NotEqual, Number.Zero);
}
