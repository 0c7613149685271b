using TheoryCheck.Core;

namespace TheoryCheck.Statistics;

/// <summary>An interval for a mean that rests on an assumption about the variance.</summary>
/// <param name="Centre">The median of the block means.</param>
/// <param name="Radius">σ√(32 ln(1/α)/n), rounded up.</param>
/// <param name="Blocks">k.</param>
/// <param name="Condition">What it rests on, for the verdict's text.</param>
public sealed record ConditionalMean(double Centre, double Radius, int Blocks, string Condition);

/// <summary>The median of the means of k = ⌈8 ln(1/α)⌉ blocks: |μ̂ − μ| ≤ σ√(32 ln(1/α)/n) with probability at least 1 − α if Var ≤ σ².</summary>
/// <remarks>
/// The bound is stated for blocks of equal size; n is the number of values used, a multiple of k. Support and refutation are conditional on the
/// assumed variance, and the verdict must say so.
/// </remarks>
[Cites("lugosi2019", "Theorem 2")]
public sealed class MedianOfMeans : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "median of means";

    /// <inheritdoc/>
    public override string Decides => "an interval for E[X] of an unbounded X with a declared variance bound";

    /// <inheritdoc/>
    public override string Guarantee => "coverage at least 1 - alpha for a fixed number of independent values, conditional on Var <= sigma^2 (assumed)";

    /// <summary>The interval for a declared σ, or null: too few values for one per block, or one that is not finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">σ is not a positive finite number.</exception>
    public static ConditionalMean? Interval(ReadOnlySpan<double> values, double sigma, Alpha alpha)
    {
        if (!(sigma > 0 && double.IsFinite(sigma)))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "the declared standard deviation must be positive and finite");
        }

        var log = -Math.Log(alpha.Value.ToDouble());
        var blocks = (int)Math.Ceiling(8 * log * (1 + 1e-12));
        var size = values.Length / blocks;
        if (size == 0)
        {
            return null;
        }

        var means = new double[blocks];
        var largest = 0.0;
        for (var b = 0; b < blocks; b++)
        {
            foreach (var value in values.Slice(b * size, size))
            {
                means[b] += value / size;
                largest = Math.Max(largest, Math.Abs(value));
            }
        }

        Array.Sort(means);
        var centre = blocks % 2 == 1 ? means[blocks / 2] : means[blocks / 2 - 1] / 2 + means[blocks / 2] / 2;

        // The mean of a block is summed in doubles: its error is below size·2^-52 times the largest value.
        var rounding = largest * size * Math.ScaleB(1, -51);
        var radius = sigma * Math.Sqrt(32 * log / ((double)size * blocks)) * (1 + 1e-12) + rounding;
        return double.IsFinite(centre) && double.IsFinite(radius)
            ? new ConditionalMean(centre, radius, blocks, $"conditional on Var <= ({sigma})^2 (assumed)")
            : null;
    }
}
