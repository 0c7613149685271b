using TheoryCheck.Core;

namespace TheoryCheck.Statistics;

/// <summary>How the test of P(fail) ≤ δ ends if the true probability is p and the trials are capped.</summary>
/// <param name="Supported">P(supported).</param>
/// <param name="Refuted">P(refuted).</param>
/// <param name="MeanTrials">E[min(N, cap)].</param>
/// <param name="Trials95">The least t with P(N ≤ t) ≥ 0.95; null if the cap is reached before.</param>
/// <remarks>
/// <i>Accuracy</i>: the stopping boundary is exact, the probabilities are summed in doubles, with absolute error below 10⁻⁹, of which the
/// greater part is the mass dropped outside the band that the walk visits. <i>Cost</i>: O(cap · width of the band).
/// </remarks>
public sealed record StoppingLaw(double Supported, double Refuted, double MeanTrials, long? Trials95)
{
    private const double Negligible = 1e-22;

    /// <summary>Follows the distribution of the failure count over time, absorbing it where the test stops.</summary>
    /// <param name="delta">δ, strictly between 0 and 1.</param>
    /// <param name="support">The level of support.</param>
    /// <param name="refute">The level of refutation.</param>
    /// <param name="truth">p.</param>
    /// <param name="cap">The largest number of trials.</param>
    public static StoppingLaw Of(Probability delta, Alpha support, Alpha refute, Probability truth, long cap) =>
        new FrequencyBoundary(delta, support, refute).Law(truth, cap);

    internal static StoppingLaw Follow(FrequencyBoundary boundary, double p, long cap)
    {
        var mass = new double[64];
        mass[0] = 1;
        var (first, last) = (0, 0);
        var (supported, refuted, running, mean) = (0.0, 0.0, 1.0, 0.0);
        long? late = null;
        for (var t = 1L; t <= cap && running > 1e-11; t++)
        {
            mean += running;
            if (last + 2 > mass.Length)
            {
                Array.Resize(ref mass, 2 * mass.Length);
            }

            // One trial: from the top down, each count is reached by a success from itself or by a failure from the one below.
            mass[last + 1] = mass[last] * p;
            for (var s = last; s > first; s--)
            {
                mass[s] = mass[s] * (1 - p) + mass[s - 1] * p;
            }

            mass[first] *= 1 - p;
            last++;
            for (; first <= last && (mass[first] < Negligible || boundary.IsSupported(t, first)); first++)
            {
                supported += boundary.IsSupported(t, first) ? mass[first] : 0;
                running -= mass[first];
                mass[first] = 0;
            }

            for (; last >= first && (mass[last] < Negligible || boundary.IsRefuted(t, last)); last--)
            {
                refuted += boundary.IsRefuted(t, last) ? mass[last] : 0;
                running -= mass[last];
                mass[last] = 0;
            }

            late ??= running <= 0.05 ? t : null;
            if (first > last)
            {
                break;
            }
        }

        return new StoppingLaw(supported, refuted, mean, late);
    }
}

/// <summary>The stopping boundary of the test of P(fail) ≤ δ, found exactly and as far as it is asked for.</summary>
internal sealed class FrequencyBoundary(Probability delta, Alpha support, Alpha refute)
{
    private readonly BernoulliMixture supporting = BernoulliMixture.Support(delta);
    private readonly BernoulliMixture refuting = BernoulliMixture.Refutation(delta);
    private readonly List<long> leastTrials = [];
    private readonly List<long> greatestTrials = [];

    internal StoppingLaw Law(Probability truth, long cap) => StoppingLaw.Follow(this, truth.Value.ToDouble(), cap);

    internal long SupportAt(int failures)
    {
        while (leastTrials.Count <= failures)
        {
            leastTrials.Add(supporting.LeastTrials(leastTrials.Count, support));
        }

        return leastTrials[failures];
    }

    /// <summary>Whether a run of failures alone refutes; asked without finding the boundary below it.</summary>
    internal bool RefutesAtOnce(long failures) => refuting.Reaches(failures, failures, refute) == Certainty.True;

    internal bool IsSupported(long trials, int failures) => trials >= SupportAt(failures);

    internal bool IsRefuted(long trials, int failures)
    {
        while (greatestTrials.Count <= failures)
        {
            greatestTrials.Add(refuting.GreatestTrials(greatestTrials.Count, refute) ?? -1);
        }

        return trials <= greatestTrials[failures];
    }
}
