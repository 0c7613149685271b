using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The natural logarithm, for t &gt; 0.</summary>
public sealed class Log : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "log";

    /// <inheritdoc/>
    public override string Usage => "log(t)";

    /// <inheritdoc/>
    public override string Summary => "The natural logarithm, for t > 0.";

    /// <inheritdoc/>
    public override string Example => "given t > 0\nclaim tangent: log(t) <= t - 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("log", "\\log");

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    /// <remarks>log(t) ≤ t - 1, and t log(t) ≥ t - 1.</remarks>
    public override IEnumerable<Comparison> Bounds(Sequence<Term> arguments)
    {
        var (value, above) = (Build.Call<Log>(arguments[0]), Build.Subtract(arguments[0], Number.One));
        return [new(value, Relation.LessOrEqual, above), new(above, Relation.LessOrEqual, Build.Multiply(arguments[0], value))];
    }

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Log(arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Divide(Number.One, arguments[0]);

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) => new Comparison(arguments[0], Relation.Greater, Number.Zero);
}
