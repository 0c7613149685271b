using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>x moved into [a, b], min(max(x, a), b), for a &lt;= b; at the ends the slope in x is 1.</summary>
public sealed class Clip : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "clip";

    /// <inheritdoc/>
    public override string Usage => "clip(x, a, b)";

    /// <inheritdoc/>
    public override bool KeepsIntegers => true;

    /// <inheritdoc/>
    public override string Summary => "x moved into [a, b], min(max(x, a), b), for a <= b; at the ends the slope in x is 1.";

    /// <inheritdoc/>
    public override string Example => "given x in reals\nclaim bound: clip(x, 0, 1) >= 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("clip", "\\operatorname{clip}");

    /// <inheritdoc/>
    public override int MinimumArity => 3;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        if (T.Compare(Relation.Greater, arguments[1], arguments[2]) == Certainty.True)
        {
            throw new UndefinedException("'clip' to an empty interval");
        }

        var lower = T.Select(Relation.GreaterOrEqual, arguments[0], arguments[1], arguments[0], arguments[1]);
        return T.Select(Relation.LessOrEqual, lower, arguments[2], lower, arguments[2]);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position)
    {
        var above = Build.Call<Step>(Build.Subtract(arguments[0], arguments[1]));
        var below = Build.Call<Step>(Build.Subtract(arguments[2], arguments[0]));
        return position switch
        {
            0 => Build.Multiply(above, below),
            1 => Build.Subtract(Number.One, above),
            _ => Build.Subtract(Number.One, below),
        };
    }

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments) =>
        Build.Multiply(Build.Subtract(arguments[0], arguments[1]), Build.Subtract(arguments[0], arguments[2]));

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) => new Comparison(arguments[1], Relation.LessOrEqual, arguments[2]);

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => IntegerTyping.Keep(base.Check(arguments), arguments);
}
