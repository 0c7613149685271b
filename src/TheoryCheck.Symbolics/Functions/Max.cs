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
                ? Build.Call<Step>(Build.Subtract(own, other))
                : Build.Subtract(Number.One, Build.Call<Step>(Build.Subtract(other, own))));
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
