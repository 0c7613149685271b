using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The square root for t &gt;= 0 whose slope 1/(2*root(t)) is taken as 0 at 0, as in the norm.</summary>
/// <remarks>The norm is root of a sum of squares, so that by the chain rule its gradient is x/norm(x), and 0 at 0; sqrt itself keeps no slope at 0.</remarks>
public sealed class Root : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "root";

    /// <inheritdoc/>
    public override string Usage => "root(t)";

    /// <inheritdoc/>
    public override string Summary => "The square root for t >= 0 whose slope 1/(2*root(t)) is taken as 0 at 0, as in the norm.";

    /// <inheritdoc/>
    public override string Example => "given x in reals\nclaim modulus: root(x^2) == abs(x)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("√", "\\sqrt");

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Sqrt(arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position)
    {
        var value = Build.Call<Root>(arguments[0]);
        return new Conditional(
            new Comparison(arguments[0], Relation.Greater, Number.Zero),
            Build.Divide(Number.One, Build.Multiply(Build.Num(2), value)),
            Number.Zero);
    }

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments) => arguments[0];

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) => new Comparison(arguments[0], Relation.GreaterOrEqual, Number.Zero);
}
