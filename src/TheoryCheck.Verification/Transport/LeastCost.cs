using TheoryCheck.Optimization.Transport;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Transport;

/// <summary>
/// The least cost of a transport in a reading: exact where all costs are, otherwise both bounds of a candidate found in doubles, and in
/// doubles the cost of that candidate.
/// </summary>
internal static class LeastCost
{
    /// <exception cref="NotRepresentableException">The reading has neither exact numbers nor enclosures for the costs.</exception>
    public static T Of<T>(IReadOnlyList<Rational> supplies, IReadOnlyList<Rational> demands, T[] costs, T zero)
        where T : IReal<T>
    {
        if (typeof(T) != typeof(DoubleReal) && Exact(costs) is { } exact)
        {
            var optimal = DiscreteTransport<Rational>.Solve(supplies, demands, exact, Rational.Zero, static c => c);
            var (least, most) = TransportBounds.Of(supplies, demands, exact, optimal, Rational.Zero);
            return least == most ? zero.Literal(most) : throw new NotRepresentableException("a transport whose two bounds differ");
        }

        DoubleReal[] near = [.. costs.Select(c => new DoubleReal(Near(c)))];
        var candidate = DiscreteTransport<DoubleReal>.Solve(supplies, demands, near, 0.0, static c => Rational.FromExact(c.Value));
        var (lower, upper) = TransportBounds.Of(supplies, demands, costs, candidate, zero);
        return typeof(T) == typeof(DoubleReal) ? upper : T.Either(lower, upper);
    }

    /// <summary>|x - y|^p for all pairs, row-major; p a positive integer.</summary>
    public static T[] Costs<T>(T[][] from, T[][] to, int order, T zero)
        where T : IReal<T> =>
        [.. from.SelectMany(x => to.Select(y => Cost(x, y, order, zero)))];

    private static T Cost<T>(T[] x, T[] y, int order, T zero)
        where T : IReal<T>
    {
        if (x.Length == 1)
        {
            return T.Power(T.Abs(x[0] - y[0]), order);
        }

        var square = zero;
        for (var c = 0; c < x.Length; c++)
        {
            square += T.Power(x[c] - y[c], 2);
        }

        return order % 2 == 0 ? T.Power(square, order / 2) : T.Power(T.Sqrt(square), order);
    }

    private static Rational[]? Exact<T>(T[] costs)
        where T : IReal<T>
    {
        var exact = new Rational[costs.Length];
        for (var k = 0; k < costs.Length; k++)
        {
            if (!T.TryExact(costs[k], out exact[k]))
            {
                return null;
            }
        }

        return exact;
    }

    private static double Near<T>(T cost)
        where T : IReal<T>
    {
        var near = Midpoint.Of(cost);
        return double.IsFinite(near) ? near : throw new NotRepresentableException("the least cost of a transport in this arithmetic");
    }
}
