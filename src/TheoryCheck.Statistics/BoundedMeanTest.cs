using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>An interval for a mean in doubles; its ends are moved outwards by more than the rounding error.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Confidence">1 − α.</param>
public sealed record MeanInterval(double Lower, double Upper, Rational Confidence);

/// <summary>
/// The sequential test of <c>E[X] &lt;= c</c> or <c>E[X] >= c</c> for X in [lo, hi] by betting: with x = (X−lo)/(hi−lo) and m the scaled bound,
/// the wealth Π(1 + λ_i(x_i − m)) rejects E[x] ≤ m and Π(1 − λ_i(x_i − m)) rejects E[x] ≥ m once it reaches 1/α.
/// </summary>
/// <remarks>
/// <para><i>Statement</i>: λ_t depends on X_1..X_{t−1} only and keeps every factor at least 1/2, so the wealth is a non-negative
/// supermartingale over the composite null. λ_t = √(2 ln(1/α)/(s²_{t−1} t ln(t+1))), cut at 1/(2m) or 1/(2(1−m)).</para>
/// <para><i>Accuracy</i>: the bets are chosen in floating point, which costs no validity, because any bets are valid. They are then exact
/// rationals, as the observed doubles are, and the wealth is accumulated with outward rounding: only a certain lower end of at least 1/α decides.</para>
/// <para>An unknown or NaN observation counts as the end of [lo, hi] that hurts the side that speaks. One outside [lo, hi] voids the test.</para>
/// </remarks>
public sealed class BoundedMeanTest
{
    private readonly Wealth support;
    private readonly Wealth refute;

    /// <summary>Starts a test.</summary>
    /// <param name="relation">≤, &lt;, ≥ or &gt;, of the mean against the bound.</param>
    /// <param name="bound">c in [lo, hi].</param>
    /// <param name="low">lo.</param>
    /// <param name="high">hi, above lo.</param>
    /// <param name="supportAlpha">The level of support.</param>
    /// <param name="refuteAlpha">The level of refutation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound lies outside the range, the range is empty, or the relation is not an inequality.</exception>
    public BoundedMeanTest(Relation relation, Rational bound, Rational low, Rational high, Alpha supportAlpha, Alpha refuteAlpha)
    {
        if (low >= high || bound < low || bound > high)
        {
            throw new ArgumentOutOfRangeException(nameof(bound), bound, $"the bound must lie in the range [{low}, {high}], which must not be empty");
        }

        if (relation is Relation.Equal or Relation.NotEqual)
        {
            throw new ArgumentOutOfRangeException(nameof(relation), relation, "the relation must be an inequality");
        }

        Relation = relation;
        Bound = bound;
        Low = low;
        High = high;
        var atMost = relation is Relation.Less or Relation.LessOrEqual;
        var scaled = (bound - low) / (high - low);
        support = new Wealth(scaled, rejectsLarge: atMost, supportAlpha);
        refute = new Wealth(scaled, rejectsLarge: !atMost, refuteAlpha);
    }

    /// <summary>The relation of the mean to the bound.</summary>
    public Relation Relation { get; }

    /// <summary>The bound c.</summary>
    public Rational Bound { get; }

    /// <summary>The lower end of the range.</summary>
    public Rational Low { get; }

    /// <summary>The upper end of the range.</summary>
    public Rational High { get; }

    /// <summary>How many observations were taken.</summary>
    public long Trials { get; private set; }

    /// <summary>Whether an observation lay outside the declared range; nothing is decided after that.</summary>
    public bool IsVoid { get; private set; }

    /// <summary>What is decided so far.</summary>
    public Decision Decision { get; private set; }

    /// <summary>log₁₀ of the wealth for support, for printing.</summary>
    public double SupportLog10 => support.Log10;

    /// <summary>log₁₀ of the wealth against the claim, for printing.</summary>
    public double RefuteLog10 => refute.Log10;

    /// <summary>Takes the next observation; NaN is unknown.</summary>
    public Decision Observe(double value) => double.IsNaN(value) ? ObserveUnknown()
        : double.IsFinite(value) ? ObserveExact(Rational.FromExact(value))
        : Void();

    /// <summary>Takes the next observation.</summary>
    public Decision ObserveExact(Rational value) => value < Low || value > High ? Void() : Take((value - Low) / (High - Low));

    /// <summary>Takes a trial whose value is not known.</summary>
    public Decision ObserveUnknown() => Take(null);

    private Decision Void()
    {
        if (Decision == Decision.Undecided)
        {
            IsVoid = true;
        }

        return Decision;
    }

    private Decision Take(Rational? scaled)
    {
        if (Decision != Decision.Undecided || IsVoid)
        {
            return Decision;
        }

        Trials++;
        var supported = support.Take(scaled);
        var refuted = refute.Take(scaled);
        Decision = supported == refuted ? Decision.Undecided : supported ? Decision.Supported : Decision.Refuted;
        return Decision;
    }

    /// <summary>The wealth of one gambler.</summary>
    private sealed class Wealth(Rational mean, bool rejectsLarge, Alpha alpha)
    {
        private readonly BettingScale scale = new(alpha.Value.ToDouble());
        private readonly double room = rejectsLarge ? 1 - mean.ToDouble() : mean.ToDouble();
        private PositiveEnclosure product = PositiveEnclosure.One;

        internal double Log10 => product.Log10();

        internal bool Take(Rational? value)
        {
            // For the one that rejects large means a large value loses, and an unknown one is the largest.
            var x = value ?? (rejectsLarge ? Rational.One : Rational.Zero);
            var gain = rejectsLarge ? mean - x : x - mean;

            // 0.49 leaves room for the rounding of the bet to 24 bits: the factor stays above 1/2.
            var bet = scale.Bet(0.49 / room);
            product *= PositiveEnclosure.Of(Rational.One + bet * gain);
            scale.Learn(x.ToDouble());
            return PositiveEnclosure.AtLeast(product * PositiveEnclosure.Of(alpha.Value), PositiveEnclosure.One) == Certainty.True;
        }
    }
}

/// <summary>The predictable plug-in bets: λ_t = √(2 ln(1/α)/(s²_{t−1} t ln(t+1))), with regularised running mean and variance.</summary>
internal sealed class BettingScale(double alpha)
{
    private readonly double numerator = -2 * Math.Log(alpha);
    private long count;
    private double sum = 0.5;
    private double squares = 0.25;

    /// <summary>The next bet as a number of 24 bits, at most the cap; 0 if the arithmetic failed.</summary>
    internal Rational Bet(double cap)
    {
        var next = count + 1;
        var lambda = (float)Math.Min(cap, Size(next));
        return float.IsFinite(lambda) && lambda > 0 ? Rational.FromExact(lambda) : Rational.Zero;
    }

    // s²_{t−1} t is the sum of squares itself.
    internal double Size(long next) => Math.Sqrt(numerator / (squares * Math.Log(next + 1.0)));

    internal void Learn(double x)
    {
        count++;
        sum += x;
        var centred = x - sum / (count + 1);
        squares += centred * centred;
    }
}
