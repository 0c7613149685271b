using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The probabilists' Hermite polynomial of degree k with leading coefficient 1, orthogonal under the standard normal law.</summary>
/// <remarks>The degree is an integer, so nothing depends on its slope, which is given as 0.</remarks>
public sealed class Hermite : ScalarFunction
{
    private const int LargestExpanded = 16;

    /// <inheritdoc/>
    public override string Name => "hermite";

    /// <inheritdoc/>
    public override string Usage => "hermite(k, t)";

    /// <inheritdoc/>
    public override string Summary => "The probabilists' Hermite polynomial of degree k with leading coefficient 1, orthogonal under the standard normal law.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim second: hermite(2, t) == t^2 - 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("He", "\\operatorname{He}");

    /// <inheritdoc/>
    public override int MinimumArity => 2;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        // H_{j+1} = t H_j - j H_{j-1}, from H_0 = 1 and H_1 = t; exact arithmetic stays exact.
        var t = arguments[1];
        var degree = IntegerTyping.Decide(arguments[0], Name);
        var previous = t.Literal(Rational.One);
        if (degree == 0)
        {
            return previous;
        }

        var current = t;
        for (var j = 1; j < degree; j++)
        {
            (previous, current) = (current, (t * current) - (t.Literal(j) * previous));
        }

        return current;
    }

    /// <inheritdoc/>
    public override Term? Expand(Sequence<Term> arguments)
    {
        if (arguments[0] is not Number { Value: { IsInteger: true, Sign: >= 0 } degree } || degree > LargestExpanded)
        {
            return null;
        }

        // t^k - k(k-1)/2 t^(k-2) + …: each coefficient is -(j+2)(j+1)/(k-j) times the one two powers above.
        var (terms, coefficient) = (new List<Term>(), Rational.One);
        for (var j = (int)degree.Numerator; j >= 0; j -= 2)
        {
            terms.Add(Build.Multiply(Build.Num(coefficient), Build.Power(arguments[1], Build.Num(j))));
            coefficient *= new Rational(-j * (j - 1), (int)degree.Numerator - j + 2);
        }

        return Build.Add([.. terms]);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position)
    {
        if (position == 0 || arguments[0] is Number { Value.IsZero: true })
        {
            return Number.Zero;
        }

        var k = arguments[0];
        var lower = k is Number number
            ? Build.Num(number.Value - Rational.One)
            : Build.Call<Max>(Build.Subtract(k, Number.One), Number.Zero);
        return Build.Multiply(k, Build.Call<Hermite>(lower, arguments[1]));
    }

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) => new Comparison(arguments[0], Relation.GreaterOrEqual, Number.Zero);

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => IntegerTyping.Require(base.Check(arguments), arguments, 1, Name);
}
