using TheoryCheck.Optimization.Transport;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Transport;

/// <summary>
/// The least cost of a transport in a reading: exact where all costs are, otherwise both bounds of a candidate found in doubles, and in
/// doubles the cost of that candidate.
/// </summary>
internal static class LeastCost
{
    /// <param name="supplies">n ≥ 1 weights of at least 0.</param>
    /// <param name="demands">m ≥ 1 weights of at least 0 with the same sum.</param>
    /// <param name="costs">n·m costs, row-major.</param>
    /// <param name="zero">0 in the reading.</param>
    /// <param name="line">The points of both sides where they lie on a line and the cost is convex in their distance.</param>
    /// <exception cref="NotRepresentableException">The reading has neither exact numbers nor enclosures for the costs.</exception>
    public static T Of<T>(IReadOnlyList<Rational> supplies, IReadOnlyList<Rational> demands, T[] costs, T zero, (T[] From, T[] To)? line = null)
        where T : IReal<T>
    {
        if (typeof(T) != typeof(DoubleReal) && Exact(costs) is { } exact)
        {
            return zero.Literal(ExactCost.Of(supplies, demands, exact, line is var (sources, targets) && Exact(sources) is { } from && Exact(targets) is { } to ? (from, to) : null));
        }

        var candidate = TransportSearch.Candidate(
            supplies, demands, Near(costs), line is var (starts, ends) ? (Near(starts), Near(ends)) : null);
        var (lower, upper) = TransportBounds.Of(supplies, demands, costs, candidate, zero);
        return typeof(T) == typeof(DoubleReal) ? upper : T.Either(lower, upper);
    }

    private static Rational[]? Exact<T>(T[] numbers)
        where T : IReal<T>
    {
        var exact = new Rational[numbers.Length];
        for (var k = 0; k < numbers.Length; k++)
        {
            if (!T.TryExact(numbers[k], out exact[k]))
            {
                return null;
            }
        }

        return exact;
    }

    private static Rational[] Near<T>(T[] numbers)
        where T : IReal<T> => [.. numbers.Select(c => Rational.FromExact(Near(c)))];

    private static double Near<T>(T cost)
        where T : IReal<T>
    {
        var near = Midpoint.Of(cost);
        return double.IsFinite(near) ? near : throw new NotRepresentableException("the least cost of a transport in this arithmetic");
    }
}
