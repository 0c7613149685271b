using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The exponential function e^t.</summary>
public sealed class Exp : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "exp";

    /// <inheritdoc/>
    public override string Usage => "exp(t)";

    /// <inheritdoc/>
    public override string Summary => "The exponential function e^t.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim positive: exp(t) > 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("exp", "\\exp");

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    /// <remarks>exp(t) ≥ 1 + t, and the same of -t, times exp(t).</remarks>
    public override IEnumerable<Comparison> Bounds(Sequence<Term> arguments)
    {
        var value = Build.Call<Exp>(arguments[0]);
        return [new(Build.Add(Number.One, arguments[0]), Relation.LessOrEqual, value), new(Build.Multiply(Build.Subtract(Number.One, arguments[0]), value), Relation.LessOrEqual, Number.One)];
    }

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Exp(arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Call<Exp>(arguments[0]);
}
