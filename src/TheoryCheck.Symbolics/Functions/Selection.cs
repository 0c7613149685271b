using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The calculus that the greatest and the least of several numbers share: one argument is selected, the first at a tie.</summary>
internal static class Selection
{
    /// <summary>The slope in one argument: 1 where it is selected, 0 elsewhere.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="position">Which of them.</param>
    /// <param name="lead">Nonnegative exactly where its first argument beats, or ties with, its second.</param>
    public static Term Slope(Sequence<Term> arguments, int position, Func<Term, Term, Term> lead)
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
                ? Build.Call<Step>(lead(own, other))
                : Build.Subtract(Number.One, Build.Call<Step>(lead(other, own))));
        }

        return Product(factors);
    }

    /// <summary>Vanishes exactly where two arguments attain the value together.</summary>
    public static Term Kink(ScalarFunction function, Sequence<Term> arguments)
    {
        // A pair's factor vanishes exactly where both attain the value.
        var value = Build.Call(function, arguments.AsSpan());
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

        return Product(factors);
    }

    private static Term Product(List<Term> factors) => factors.Count switch
    {
        0 => Number.One,
        1 => factors[0],
        _ => Build.Multiply([.. factors]),
    };
}
