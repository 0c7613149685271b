using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>A positively homogeneous activation, φ(z) = right·z for z ≥ 0 and left·z for z &lt; 0.</summary>
/// <param name="Right">The slope on the positive side.</param>
/// <param name="Left">The slope on the negative side.</param>
public readonly record struct HomogeneousFeature(Rational Right, Rational Left)
{
    /// <summary>max(z, 0).</summary>
    public static HomogeneousFeature Relu => new(1, 0);

    /// <summary>|z|.</summary>
    public static HomogeneousFeature AbsoluteValue => new(1, -1);

    /// <summary>z.</summary>
    public static HomogeneousFeature Linear => new(1, 1);

    /// <summary>The jump of the slope at 0, right − left: φ(z) = left·z + jump·max(z, 0).</summary>
    public Rational Jump => Right - Left;

    /// <summary>z for z ≥ 0 and slope·z below.</summary>
    public static HomogeneousFeature LeakyRelu(Rational slope) => new(1, slope);

    /// <summary>The exact value φ(z).</summary>
    public Rational At(Rational argument) => (argument.Sign >= 0 ? Right : Left) * argument;
}
