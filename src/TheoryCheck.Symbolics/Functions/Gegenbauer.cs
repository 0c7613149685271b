using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The Gegenbauer (Legendre) polynomial of degree l in dimension d &gt;= 2 with value 1 at t = 1, orthogonal under (1 - t^2)^((d-3)/2).</summary>
/// <remarks>Degree and dimension are integers, so nothing depends on their slopes, which are given as 0. These are the C_l^((d-2)/2) divided by their value at 1; the recurrence is that of spherical harmonics.</remarks>
public sealed class Gegenbauer : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "gegenbauer";

    /// <inheritdoc/>
    public override string Usage => "gegenbauer(l, d, t)";

    /// <inheritdoc/>
    public override string Summary => "The Gegenbauer (Legendre) polynomial of degree l in dimension d >= 2 with value 1 at t = 1, orthogonal under (1 - t^2)^((d-3)/2).";

    /// <inheritdoc/>
    public override string Example => "given l in 0..6, d in 2..5\nclaim normalised: gegenbauer(l, d, 1) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("P", "P");

    /// <inheritdoc/>
    public override int MinimumArity => 3;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        // (k + d - 2) P_{k+1} = (2k + d - 2) t P_k - k P_{k-1}, from P_0 = 1 and P_1 = t; exact arithmetic stays exact.
        var t = arguments[2];
        var degree = IntegerTyping.Decide(arguments[0], Name);
        if (T.Compare(Relation.Less, arguments[1], t.Literal(2)) == Certainty.True)
        {
            throw new UndefinedException("'gegenbauer' in a dimension below 2");
        }

        var shift = arguments[1] - t.Literal(2);
        var previous = t.Literal(Rational.One);
        if (degree == 0)
        {
            return previous;
        }

        var current = t;
        for (var k = 1; k < degree; k++)
        {
            var order = t.Literal(k);
            (previous, current) = (current, (((order + order + shift) * t * current) - (order * previous)) / (order + shift));
        }

        return current;
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position)
    {
        // P' of degree l in dimension d is l(l + d - 2)/(d - 1) times the polynomial of degree l - 1 in dimension d + 2.
        if (position < 2 || arguments[0] is Number { Value.IsZero: true })
        {
            return Number.Zero;
        }

        var (l, d) = (arguments[0], arguments[1]);
        var scale = Build.Divide(
            Build.Multiply(l, Build.Add(l, d, Build.Num(-2))),
            Build.Subtract(d, Number.One));
        var lower = l is Number number
            ? Build.Num(number.Value - Rational.One)
            : Build.Call<Max>(Build.Subtract(l, Number.One), Number.Zero);
        return Build.Multiply(scale, Build.Call<Gegenbauer>(lower, Build.Add(d, Build.Num(2)), arguments[2]));
    }

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) =>
        new Connective(ConnectiveKind.And, [
            new Comparison(arguments[0], Relation.GreaterOrEqual, Number.Zero),
            new Comparison(arguments[1], Relation.GreaterOrEqual, Build.Num(2))]);

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => IntegerTyping.Require(base.Check(arguments), arguments, 2, Name);
}
