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
}
