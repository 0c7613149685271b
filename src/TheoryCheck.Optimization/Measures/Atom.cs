using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>A point mass sign·|m|·δ at m/|m| on the sphere, given by its exact moment m ≠ 0.</summary>
/// <param name="Moment">The vector m: direction times the magnitude of the weight, length d.</param>
/// <param name="Sign">1 or -1, the sign of the weight.</param>
public sealed record Atom(Sequence<Rational> Moment, int Sign)
{
    /// <summary>The weight, sign·|m|, as a double.</summary>
    /// <remarks><i>Accuracy:</i> no guarantee; <see cref="WeightEnclosure"/> encloses.</remarks>
    public double Weight => Sign * Math.Sqrt(SquaredNorm.ToDouble());

    /// <summary>The unit direction m/|m| as doubles, length d.</summary>
    public ImmutableArray<double> Direction
    {
        get
        {
            var norm = Math.Sqrt(SquaredNorm.ToDouble());
            return [.. Moment.Items.Select(m => m.ToDouble() / norm)];
        }
    }

    /// <summary>|m|², exact.</summary>
    public Rational SquaredNorm => Moment.Items.Aggregate(Rational.Zero, (sum, m) => sum + m * m);

    /// <summary>An enclosure of the weight.</summary>
    public Interval WeightEnclosure(int precision) => Interval.Sqrt(Interval.FromRational(SquaredNorm, precision)) * Interval.FromRational(Sign, precision);

    /// <summary>The exact contribution sign·φ(⟨m, x⟩) to the output at an input.</summary>
    public Rational Output(HomogeneousFeature feature, Sequence<Rational> input)
    {
        var product = Rational.Zero;
        for (var k = 0; k < input.Count; k++)
        {
            product += Moment[k] * input[k];
        }

        return feature.At(product) * Sign;
    }
}
