using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Transport;

/// <summary>
/// The two sides of Kantorovich's duality for finitely many atoms, computed from a candidate plan and candidate potentials:
/// Σ γ_ij·c_ij from above, and Σ a_i·u_i + Σ b_j·min_i(c_ij - u_i) from below.
/// </summary>
/// <remarks>The bounds hold for any plan with the right marginals and any potentials, optimal or not; what the search did wrong only widens them.</remarks>
/// <typeparam name="T">The reading of the costs; an enclosing one makes the bounds rigorous.</typeparam>
/// <param name="Lower">Encloses a number that is at most the least cost.</param>
/// <param name="Upper">Encloses a number that is at least the least cost.</param>
public sealed record TransportBounds<T>(T Lower, T Upper)
    where T : IReal<T>;

/// <summary>Judges candidates; see <see cref="TransportBounds{T}"/>.</summary>
public static class TransportBounds
{
    /// <summary>Both bounds of the least cost.</summary>
    /// <param name="supplies">n weights.</param>
    /// <param name="demands">m weights.</param>
    /// <param name="costs">n·m costs, row-major, in the reading wanted.</param>
    /// <param name="candidate">The plan and the potentials.</param>
    /// <param name="zero">0 in the reading and precision wanted.</param>
    /// <exception cref="InvalidOperationException">The plan does not move the supplies to the demands; checked in exact arithmetic.</exception>
    public static TransportBounds<T> Of<T>(IReadOnlyList<Rational> supplies, IReadOnlyList<Rational> demands, T[] costs, TransportPlan candidate, T zero)
        where T : IReal<T>
    {
        if (!HasMarginals(supplies, demands, candidate))
        {
            throw new InvalidOperationException("a transport plan without the marginals asked for");
        }

        var upper = zero;
        foreach (var (from, to, mass) in candidate.Shipments)
        {
            upper += zero.Literal(mass) * costs[from * demands.Count + to];
        }

        var potentials = candidate.Potentials.Select(zero.Literal).ToArray();
        var lower = zero;
        for (var i = 0; i < supplies.Count; i++)
        {
            lower += zero.Literal(supplies[i]) * potentials[i];
        }

        for (var j = 0; j < demands.Count; j++)
        {
            var least = costs[j] - potentials[0];
            for (var i = 1; i < supplies.Count; i++)
            {
                least = T.Min(least, costs[i * demands.Count + j] - potentials[i]);
            }

            lower += zero.Literal(demands[j]) * least;
        }

        return new(lower, upper);
    }

    /// <summary>Whether the plan moves the supplies to the demands without negative masses, in exact arithmetic.</summary>
    internal static bool HasMarginals(IReadOnlyList<Rational> supplies, IReadOnlyList<Rational> demands, TransportPlan candidate)
    {
        var left = supplies.ToArray();
        var missing = demands.ToArray();
        foreach (var (from, to, mass) in candidate.Shipments)
        {
            if (mass.Sign < 0)
            {
                return false;
            }

            left[from] -= mass;
            missing[to] -= mass;
        }

        return candidate.Potentials.Count == left.Length && left.All(w => w.IsZero) && missing.All(w => w.IsZero);
    }
}
