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
    public override Term Derivative(Sequence<Term> arguments, int position)
    {
        var own = arguments[position];
        var factors = new List<Term>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (i == position)
            {
                continue;
            }

            var other = arguments[i];
            factors.Add(i > position
                ? Build.Call<Step>(Build.Subtract(other, own))
                : Build.Subtract(Number.One, Build.Call<Step>(Build.Subtract(own, other))));
        }

        return factors.Count switch
        {
            0 => Number.One,
            1 => factors[0],
            _ => Build.Multiply([.. factors]),
        };
    }

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments)
    {
        // A pair's factor vanishes exactly where both attain the value.
        var value = Build.Call(this, arguments.AsSpan());
        var factors = new List<Term>();
        for (var i = 0; i < arguments.Count; i++)
        {
            for (var j = i + 1; j < arguments.Count; j++)
            {
                var difference = Build.Subtract(arguments[i], arguments[j]);
                factors.Add(arguments.Count == 2
                    ? difference
                    : Build.Add(Build.Call<Abs>(difference), Build.Call<Abs>(Build.Subtract(value, arguments[i]))));
            }
        }

        return factors.Count switch
        {
            0 => Number.One,
            1 => factors[0],
            _ => Build.Multiply([.. factors]),
        };
    }

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => IntegerTyping.Keep(base.Check(arguments), arguments);
}
