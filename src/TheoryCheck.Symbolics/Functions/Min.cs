using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The least of its arguments; at a tie the first of the least has slope 1.</summary>
public sealed class Min : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "min";

    /// <inheritdoc/>
    public override string Usage => "min(a, b, ..)";

    /// <inheritdoc/>
    public override bool KeepsIntegers => true;

    /// <inheritdoc/>
    public override string Summary => "The least of its arguments; at a tie the first of the least has slope 1.";

    /// <inheritdoc/>
    public override string Example => "given a in reals, b in reals\nclaim bound: min(a, b) <= a";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("min", "\\min");

    /// <inheritdoc/>
    public override int MaximumArity => int.MaxValue;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        var value = arguments[0];
        foreach (var next in arguments[1..])
        {
            value = T.Select(Relation.LessOrEqual, value, next, value, next);
        }

        return value;
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Selection.Slope(arguments, position, static (a, b) => Build.Subtract(b, a));

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments) => Selection.Kink(this, arguments);

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => IntegerTyping.Keep(base.Check(arguments), arguments);
}
