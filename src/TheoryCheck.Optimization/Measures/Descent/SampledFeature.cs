using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>The inputs and the activation of a problem in doubles.</summary>
internal sealed class SampledFeature
{
    internal SampledFeature(MeasureProblem problem)
    {
        (Count, Dimension) = (problem.SampleCount, problem.Dimension);
        Inputs = new double[Count * Dimension];
        Lengths = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            for (var k = 0; k < Dimension; k++)
            {
                Inputs[i * Dimension + k] = problem.Inputs[i][k].ToDouble();
            }

            Lengths[i] = RidgeSum.Norm(Input(i));
        }

        (Right, Left) = (problem.Feature.Right.ToDouble(), problem.Feature.Left.ToDouble());
    }

    /// <summary>n.</summary>
    internal int Count { get; }

    /// <summary>d.</summary>
    internal int Dimension { get; }

    /// <summary>The xᵢ, shape (n, d), row-major.</summary>
    internal double[] Inputs { get; }

    /// <summary>The |xᵢ|.</summary>
    internal double[] Lengths { get; }

    /// <summary>The slope for z ≥ 0.</summary>
    internal double Right { get; }

    /// <summary>The slope for z &lt; 0.</summary>
    internal double Left { get; }

    /// <summary>The jump of the slope.</summary>
    internal double Jump => Right - Left;

    internal ReadOnlySpan<double> Input(int i) => Inputs.AsSpan(i * Dimension, Dimension);

    /// <summary>The slope on a side: 1, -1, or 0 for an atom that stays on the kink and adds nothing.</summary>
    internal double Slope(sbyte side) => side > 0 ? Right : side < 0 ? Left : 0;

    /// <summary>The outputs of a direction, n numbers.</summary>
    internal double[] Column(double[] direction)
    {
        var column = new double[Count];
        for (var i = 0; i < column.Length; i++)
        {
            var z = RidgeSum.Dot(Input(i), direction);
            column[i] = (z >= 0 ? Right : Left) * z;
        }

        return column;
    }

    /// <summary>θ ↦ Σᵢ qᵢ φ(⟨xᵢ, θ⟩).</summary>
    internal RidgeSum Potential(ReadOnlySpan<double> dual)
    {
        var factors = new double[Count];
        var linear = new double[Dimension];
        for (var i = 0; i < Count; i++)
        {
            factors[i] = Jump * dual[i];
            var x = Input(i);
            for (var k = 0; k < Dimension && Left != 0; k++)
            {
                linear[k] += Left * dual[i] * x[k];
            }
        }

        return new(Dimension, Inputs, factors, linear);
    }

    /// <summary>A bound on the unit sphere for how far <see cref="Potential"/> is from the function of the exact inputs and slopes: each cᵢ and xᵢ off by a few units, b by n additions.</summary>
    internal double Rounding(ReadOnlySpan<double> dual)
    {
        var sum = 0.0;
        for (var i = 0; i < dual.Length; i++)
        {
            sum += (Math.Abs(Right) + Math.Abs(Left)) * Math.Abs(dual[i]) * Lengths[i];
        }

        return Math.ScaleB((16 + (Left == 0 ? 0 : Count)) * sum, -52);
    }
}
