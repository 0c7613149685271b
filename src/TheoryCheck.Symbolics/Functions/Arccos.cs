using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The angle in [0, pi] whose cosine is t, for -1 &lt;= t &lt;= 1; it has no slope at the ends.</summary>
public sealed class Arccos : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "arccos";

    /// <inheritdoc/>
    public override string Usage => "arccos(t)";

    /// <inheritdoc/>
    public override string Summary => "The angle in [0, pi] whose cosine is t, for -1 <= t <= 1; it has no slope at the ends.";

    /// <inheritdoc/>
    public override string Example => "given t in [-1, 1]\nclaim inverse: cos(arccos(t)) == t";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("arccos", "\\arccos");

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Acos(arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position)
    {
        var slope = Build.Divide(Number.One, Build.Call<Sqrt>(Build.Subtract(Number.One, Build.Power(arguments[0], Build.Num(2)))));
        return Build.Negate(slope);
    }

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) =>
        new Comparison([Relation.LessOrEqual, Relation.LessOrEqual], [Build.Num(-1), arguments[0], Number.One]);
}
