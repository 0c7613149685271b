using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The square root, for t &gt;= 0; it has no slope at 0.</summary>
public sealed class Sqrt : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "sqrt";

    /// <inheritdoc/>
    public override string Usage => "sqrt(t)";

    /// <inheritdoc/>
    public override string Summary => "The square root, for t >= 0; it has no slope at 0.";

    /// <inheritdoc/>
    public override string Example => "given t >= 0\nclaim square: sqrt(t)^2 == t";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("√", "\\sqrt");

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Sqrt(arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) =>
        Build.Divide(Number.One, Build.Multiply(Build.Num(2), Build.Call<Sqrt>(arguments[0])));

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) => new Comparison(arguments[0], Relation.GreaterOrEqual, Number.Zero);
}
