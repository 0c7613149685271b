using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>One alternative of a mixture.</summary>
/// <param name="Theta">The probability of failure that is betted on.</param>
/// <param name="Weight">Its share of the stake.</param>
public readonly record struct MixturePoint(Rational Theta, Rational Weight);

/// <summary>
/// A finite-mixture e-process for a Bernoulli probability p at the bound δ:
/// K(t, S) = Σ_j w_j (θ_j/δ)^S ((1−θ_j)/(1−δ))^(t−S), with 0⁰ = 1.
/// </summary>
/// <remarks>
/// <para><i>Statement</i>: the factor of one step has mean pθ/δ + (1−p)(1−θ)/(1−δ), linear in p, 1 at p = δ, with slope of the sign of
/// θ − δ. So if all θ_j ≤ δ, K is a non-negative supermartingale for every p ≥ δ, and if all θ_j ≥ δ for every p ≤ δ; P(∃t: K ≥ 1/α) ≤ α
/// by Ville's inequality, for any stopping rule.</para>
/// <para><i>Accuracy</i>: decisions are exact. Doubles only rule out what is clearly below the threshold; the rest is settled by outward
/// rounded 192-bit arithmetic, and a tie by integers. <i>Cost</i>: O(log t) multiplications per exact decision.</para>
/// </remarks>
[Cites("ville1939", "Chapter V")]
[Cites("robbins1970", "Section 1")]
public sealed class BernoulliMixture
{
    private const long LargestExactBits = 1L << 27;
    private readonly BigInteger[] weights;
    private readonly BigInteger[] hits;
    private readonly BigInteger[] misses;
    private readonly double[] logWeight;
    private readonly double[] logHit;
    private readonly double[] logMiss;
    private readonly BigInteger weightScale;
    private readonly BigInteger boundHit;
    private readonly BigInteger boundMiss;

    /// <summary>A mixture for a bound.</summary>
    /// <exception cref="ArgumentException">The weights are not positive with sum 1, or the alternatives lie on both sides of the bound or outside [0, 1].</exception>
    public BernoulliMixture(Probability bound, Sequence<MixturePoint> points)
    {
        if (points.IsEmpty || points.Any(p => p.Weight.Sign <= 0) || !points.Aggregate(Rational.Zero, (sum, p) => sum + p.Weight).IsOne)
        {
            throw new ArgumentException("the weights of a mixture must be positive and sum to 1", nameof(points));
        }

        IsBelow = points.All(p => p.Theta <= bound.Value);
        if (points.Any(p => p.Theta.Sign < 0 || p.Theta > Rational.One) || !(IsBelow || points.All(p => p.Theta >= bound.Value)))
        {
            throw new ArgumentException("the alternatives of a mixture must lie in [0, 1], all on one side of the bound", nameof(points));
        }

        Bound = bound;
        Points = points;
        var scale = points.Aggregate(bound.Value.Denominator, (lcm, p) => LeastCommonMultiple(lcm, p.Theta.Denominator));
        weightScale = points.Aggregate(BigInteger.One, (lcm, p) => LeastCommonMultiple(lcm, p.Weight.Denominator));
        weights = [.. points.Select(p => Scaled(p.Weight, weightScale))];
        hits = [.. points.Select(p => Scaled(p.Theta, scale))];
        misses = [.. hits.Select(h => scale - h)];
        boundHit = Scaled(bound.Value, scale);
        boundMiss = scale - boundHit;
        logWeight = [.. points.Select(p => Math.Log(p.Weight.ToDouble()))];
        logHit = [.. hits.Select(h => LogRatio(h, boundHit))];
        logMiss = [.. misses.Select(m => LogRatio(m, boundMiss))];
    }

    /// <summary>The bound δ.</summary>
    public Probability Bound { get; }

    /// <summary>The alternatives and their weights.</summary>
    public Sequence<MixturePoint> Points { get; }

    /// <summary>Whether the alternatives lie below the bound, so that large values reject p ≥ δ; otherwise they reject p ≤ δ.</summary>
    public bool IsBelow { get; }

    /// <summary>The process that supports p ≤ δ by rejecting p ≥ δ: θ = δ·{0, 1/16, 1/8, 1/4, 1/2, 3/4}, w = {2, 1, 1, 1, 2, 1}/8.</summary>
    public static BernoulliMixture Support(Probability bound)
    {
        Rational[] fractions = [0, new(1, 16), new(1, 8), new(1, 4), new(1, 2), new(3, 4)];
        int[] eighths = [2, 1, 1, 1, 2, 1];
        return new(bound, fractions.Zip(eighths, (f, w) => new MixturePoint(f * bound.Value, new Rational(w, 8))).ToSequence());
    }

    /// <summary>The process that refutes p ≤ δ: θ = min(rδ, (1+δ)/2) for r = 5/4, 3/2, 2, 4, 8, and (1+δ)/2; w = {1, 2, 2, 1, 1, 1}/8.</summary>
    public static BernoulliMixture Refutation(Probability bound)
    {
        Rational[] ratios = [new(5, 4), new(3, 2), 2, 4, 8];
        int[] eighths = [1, 2, 2, 1, 1, 1];
        var top = (Rational.One + bound.Value) / 2;
        var thetas = ratios.Select(r => r * bound.Value < top ? r * bound.Value : top).Append(top);
        return new(bound, thetas.Zip(eighths, (theta, w) => new MixturePoint(theta, new Rational(w, 8))).ToSequence());
    }

    /// <summary>Whether K(t, S) ≥ 1/α. Unknown only when the enclosures tie and the integers would exceed 2²⁷ bits.</summary>
    /// <param name="trials">t.</param>
    /// <param name="failures">S, at most t.</param>
    /// <param name="alpha">The level.</param>
    public Certainty Reaches(long trials, long failures, Alpha alpha)
    {
        RequireCounts(trials, failures);
        if (alpha.Value.IsZero)
        {
            return Certainty.False;
        }

        var logValue = NaturalLog(trials, failures);
        var threshold = -Math.Log(alpha.Value.ToDouble());

        // The error of the double is below 1e-14 of the sizes that enter it; a NaN goes on to the exact comparison.
        return logValue < threshold - (1e-6 + 1e-12 * trials) ? Certainty.False : Decide(trials, failures, alpha);
    }

    /// <summary>K(t, S), exact; the size grows with t.</summary>
    /// <exception cref="UndefinedException">The bound is 0 with S > 0, or 1 with S &lt; t: K is infinite or undefined.</exception>
    public Rational Exact(int trials, int failures)
    {
        RequireCounts(trials, failures);
        var sum = BigInteger.Zero;
        for (var j = 0; j < hits.Length; j++)
        {
            sum += weights[j] * BigInteger.Pow(hits[j], failures) * BigInteger.Pow(misses[j], trials - failures);
        }

        return new Rational(sum, weightScale * BigInteger.Pow(boundHit, failures) * BigInteger.Pow(boundMiss, trials - failures));
    }

    /// <summary>log₁₀ K(t, S) for printing; ±∞ where K is infinite or 0. Relative error some 10⁻¹²; decides nothing.</summary>
    public double Log10(long trials, long failures) => NaturalLog(trials, failures) / Math.Log(10);

    /// <summary>The least t ≥ S with K(t, S) ≥ 1/α, for a process of support; 2⁴⁰ where that many are not enough.</summary>
    /// <exception cref="InvalidOperationException">The process does not reject p ≥ δ, or δ is 0 or 1.</exception>
    public long LeastTrials(long failures, Alpha alpha)
    {
        if (!IsBelow || Bound.Value.IsZero || Bound.Value.IsOne)
        {
            throw new InvalidOperationException("the least number of trials is defined for processes of support with a bound strictly between 0 and 1");
        }

        return Boundary.FirstTrue(failures, t => Reaches(t, failures, alpha) == Certainty.True, Guess);
        bool Guess(long t) => NaturalLog(t, failures) >= -Math.Log(alpha.Value.ToDouble());
    }

    /// <summary>The greatest t with K(t, S) ≥ 1/α, for a process of refutation; null if S failures in a row do not suffice.</summary>
    /// <exception cref="InvalidOperationException">The process does not reject p ≤ δ, or δ is 0 or 1.</exception>
    public long? GreatestTrials(long failures, Alpha alpha)
    {
        if (IsBelow || Bound.Value.IsZero || Bound.Value.IsOne)
        {
            throw new InvalidOperationException("the greatest number of trials is defined for processes of refutation with a bound strictly between 0 and 1");
        }

        var first = Boundary.FirstTrue(failures, t => Reaches(t, failures, alpha) != Certainty.True, Guess);
        return first == failures ? null : first - 1;
        bool Guess(long t) => NaturalLog(t, failures) < -Math.Log(alpha.Value.ToDouble());
    }

    internal double NaturalLog(long trials, long failures)
    {
        var largest = double.NegativeInfinity;
        Span<double> logs = stackalloc double[logWeight.Length];
        for (var j = 0; j < logs.Length; j++)
        {
            logs[j] = logWeight[j] + Times(failures, logHit[j]) + Times(trials - failures, logMiss[j]);
            largest = double.IsNaN(logs[j]) ? double.NaN : Math.Max(largest, logs[j]);
        }

        if (!double.IsFinite(largest))
        {
            return largest;
        }

        var sum = 0.0;
        foreach (var log in logs)
        {
            sum += Math.Exp(log - largest);
        }

        return largest + Math.Log(sum);

        static double Times(long count, double log) => count == 0 ? 0 : count * log;
    }

    /// <summary>Whether K(t, S) ≤ β.</summary>
    internal Certainty AtMost(long trials, long failures, Rational beta)
    {
        var (sum, bound) = Sides(trials, failures);
        return PositiveEnclosure.AtLeast(bound * PositiveEnclosure.Of(beta), sum);
    }

    private static void RequireCounts(long trials, long failures)
    {
        if (failures < 0 || failures > trials)
        {
            throw new ArgumentOutOfRangeException(nameof(failures), failures, $"the number of failures must lie between 0 and the number of trials, {trials}");
        }
    }

    private static BigInteger LeastCommonMultiple(BigInteger left, BigInteger right) => left / BigInteger.GreatestCommonDivisor(left, right) * right;

    private static BigInteger Scaled(Rational value, BigInteger scale) => value.Numerator * (scale / value.Denominator);

    private static double LogRatio(BigInteger numerator, BigInteger denominator) =>
        numerator.IsZero && denominator.IsZero ? double.NegativeInfinity
        : numerator.IsZero ? double.NegativeInfinity
        : denominator.IsZero ? double.PositiveInfinity
        : Log1(new Rational(numerator, denominator));

    // Near 1 the logarithm of the rounded quotient would lose what t multiplies: use log(1 + x) with x rounded from the exact difference.
    private static double Log1(Rational ratio)
    {
        var x = (ratio - Rational.One).ToDouble();
        if (Math.Abs(x) > 0.01)
        {
            return Math.Log(ratio.ToDouble());
        }

        // log(1+x) = 2 artanh(x/(2+x)); eight terms leave a relative error below 1e-38.
        var z = x / (2 + x);
        var square = z * z;
        var sum = 0.0;
        for (var k = 15; k >= 1; k -= 2)
        {
            sum = sum * square + 1.0 / k;
        }

        return 2 * z * sum;
    }

    private Certainty Decide(long trials, long failures, Alpha alpha)
    {
        // With δ = 1 a success makes both sides 0 for the refutation; nothing is decided by 0/0.
        if (!Enumerable.Range(0, hits.Length).Any(j => (failures == 0 || !hits[j].IsZero) && (trials == failures || !misses[j].IsZero)))
        {
            return Certainty.False;
        }

        var (sum, bound) = Sides(trials, failures);
        var numerator = alpha.Value.Numerator;
        var denominator = alpha.Value.Denominator;
        var certainty = PositiveEnclosure.AtLeast(sum * PositiveEnclosure.Of(numerator), bound * PositiveEnclosure.Of(denominator));
        return certainty != Certainty.Unknown || trials * (boundHit + boundMiss).GetBitLength() > LargestExactBits
            ? certainty
            : CertaintyLogic.Of(ExactlyReaches((int)trials, (int)failures, alpha));
    }

    private (PositiveEnclosure Sum, PositiveEnclosure Bound) Sides(long trials, long failures)
    {
        var sum = PositiveEnclosure.Zero;
        for (var j = 0; j < hits.Length; j++)
        {
            sum += PositiveEnclosure.Of(weights[j]) * Term(hits[j], misses[j]);
        }

        return (sum, PositiveEnclosure.Of(weightScale) * Term(boundHit, boundMiss));

        PositiveEnclosure Term(BigInteger hit, BigInteger miss) =>
            PositiveEnclosure.Power(PositiveEnclosure.Of(hit), failures) * PositiveEnclosure.Power(PositiveEnclosure.Of(miss), trials - failures);
    }

    /// <summary>K(t, S) ≥ 1/α by integers alone.</summary>
    internal bool ExactlyReaches(int trials, int failures, Alpha alpha)
    {
        var sum = BigInteger.Zero;
        for (var j = 0; j < hits.Length; j++)
        {
            sum += weights[j] * BigInteger.Pow(hits[j], failures) * BigInteger.Pow(misses[j], trials - failures);
        }

        var bound = weightScale * BigInteger.Pow(boundHit, failures) * BigInteger.Pow(boundMiss, trials - failures);
        return !sum.IsZero && sum * alpha.Value.Numerator >= alpha.Value.Denominator * bound;
    }
}
