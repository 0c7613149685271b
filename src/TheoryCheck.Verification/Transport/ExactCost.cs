using TheoryCheck.Optimization.Transport;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Transport;

/// <summary>The least cost of a transport with rational costs, exactly: the fitting search if its bounds meet, else the search in rationals.</summary>
internal static class ExactCost
{
    /// <exception cref="NotRepresentableException">The bounds of the exact search differ.</exception>
    public static Rational Of(IReadOnlyList<Rational> supplies, IReadOnlyList<Rational> demands, Rational[] costs, (Rational[] From, Rational[] To)? line) =>
        Met(supplies, demands, costs, TransportSearch.Candidate(supplies, demands, costs, line))
        ?? Met(supplies, demands, costs, DiscreteTransport<Rational>.Solve(supplies, demands, costs, Rational.Zero, static c => c))
        ?? throw new NotRepresentableException("a transport whose two bounds differ");

    private static Rational? Met(IReadOnlyList<Rational> supplies, IReadOnlyList<Rational> demands, Rational[] costs, TransportPlan candidate)
    {
        var (least, most) = TransportBounds.Of(supplies, demands, costs, candidate, Rational.Zero);
        return least == most ? most : null;
    }
}
