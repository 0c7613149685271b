using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>Tests and confidence sequences for means of bounded variables, by betting.</summary>
[Cites("waudbysmith2024", "Theorem 3 and equation (26)")]
public sealed class Betting : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "betting on a bounded mean";

    /// <inheritdoc/>
    public override string Decides => "E[X] <= c and E[X] >= c for X in a declared range";

    /// <inheritdoc/>
    public override string Guarantee =>
        "a false statement of either side has probability at most its alpha, for independent trials in index order with X in the range, with any stopping rule";

    /// <summary>Starts a test that spends half of the level on support and half on refutation.</summary>
    public static BoundedMeanTest Start(Relation relation, Rational bound, Rational low, Rational high, Alpha alpha) =>
        new(relation, bound, low, high, alpha.Share(2), alpha.Share(2));

    /// <summary>
    /// The confidence sequence {m : max(K⁺_t(m), K⁻_t(m))/2 &lt; 1/α} for E[X] after the given trials; an interval, since K⁺ falls and K⁻ rises
    /// with m. NaN counts as lo for its lower end and as hi for its upper end.
    /// </summary>
    /// <returns>The interval, or null if a value lies outside [low, high].</returns>
    /// <remarks><i>Accuracy</i>: encloses; the logarithms are summed in doubles against a threshold raised by 10⁻⁹ + t(10⁻¹³ + 10⁻¹⁵·peak), where peak is
    /// the largest partial sum: several times their rounding error.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Not low &lt; high, both finite.</exception>
    public static MeanInterval? Interval(ReadOnlySpan<double> values, double low, double high, Alpha alpha)
    {
        if (!(double.IsFinite(low) && double.IsFinite(high) && low < high))
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, $"the range must have finite ends in order; its lower end is {low}");
        }

        var width = high - low;
        var floor = new double[values.Length];
        var mirrored = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < low || values[i] > high)
            {
                return null;
            }

            floor[i] = double.IsNaN(values[i]) ? 0 : Math.Clamp((values[i] - low) / width, 0, 1);
            mirrored[i] = double.IsNaN(values[i]) ? 0 : Math.Clamp((high - values[i]) / width, 0, 1);
        }

        // The upper end is the lower end for the mirrored values.
        const double Slack = 1e-12;
        return new MeanInterval(
            Math.Max(low, low + width * LowerEnd(floor, alpha) - Slack * (Math.Abs(low) + width)),
            Math.Min(high, high - width * LowerEnd(mirrored, alpha) + Slack * (Math.Abs(high) + width)),
            alpha.Confidence);
    }

    /// <summary>A number below all m of [0, 1] with K⁺(m)/2 &lt; 1/α, up to the last bisection step.</summary>
    private static double LowerEnd(double[] values, Alpha alpha)
    {
        var scale = new BettingScale(alpha.Value.ToDouble() / 2);
        var bets = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            bets[i] = scale.Size(i + 1);
            scale.Learn(values[i]);
        }

        var threshold = Math.Log(2) - Math.Log(alpha.Value.ToDouble());
        var (excluded, above) = (0.0, 1.0);
        for (var step = 0; step < 44; step++)
        {
            var middle = (excluded + above) / 2;
            (excluded, above) = IsExcluded(middle) ? (middle, above) : (excluded, middle);
        }

        return excluded;

        bool IsExcluded(double mean)
        {
            var (log, peak) = (0.0, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                log += Math.Log(1 + Math.Min(bets[i], 0.5 / mean) * (values[i] - mean));
                peak = Math.Max(peak, Math.Abs(log));
            }

            return log >= threshold + 1e-9 + values.Length * (1e-13 + 1e-15 * peak);
        }
    }
}
