using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The greatest of its arguments; at a tie the first of the greatest has slope 1.</summary>
public sealed class Max : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "max";

    /// <inheritdoc/>
    public override string Usage => "max(a, b, ..)";

    /// <inheritdoc/>
    public override bool KeepsIntegers => true;

    /// <inheritdoc/>
    public override string Summary => "The greatest of its arguments; at a tie the first of the greatest has slope 1.";

    /// <inheritdoc/>
    public override string Example => "given a in reals, b in reals\nclaim bound: max(a, b) >= a";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("max", "\\max");

    /// <inheritdoc/>
    public override int MaximumArity => int.MaxValue;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        var value = arguments[0];
        foreach (var next in arguments[1..])
        {
            value = T.Select(Relation.GreaterOrEqual, value, next, value, next);
        }

        return value;
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Selection.Slope(arguments, position, Build.Subtract);

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments) => Selection.Kink(this, arguments);

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => IntegerTyping.Keep(base.Check(arguments), arguments);
}
