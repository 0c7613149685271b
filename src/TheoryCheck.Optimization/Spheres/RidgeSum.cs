namespace TheoryCheck.Optimization.Spheres;

/// <summary>
/// A positively homogeneous, piecewise linear function θ ↦ ⟨b, θ⟩ + Σᵢ cᵢ·max(⟨xᵢ, θ⟩, 0) on R^d in doubles. On each cell of the
/// arrangement of the hyperplanes xᵢ^⊥ it is linear.
/// </summary>
/// <remarks>Every Σᵢ qᵢ φ(⟨xᵢ, θ⟩) with φ of slopes right and left has this form, with c = (right − left)·q and b = left·Σᵢ qᵢ xᵢ.</remarks>
public sealed class RidgeSum
{
    private readonly double[] inputs;
    private readonly double[] factors;
    private readonly double[] linear;

    /// <summary>The function with the given pieces; the arrays are not copied and must stay as they are.</summary>
    /// <param name="dimension">d ≥ 1.</param>
    /// <param name="inputs">The xᵢ, shape (n, d), row-major, finite.</param>
    /// <param name="factors">The cᵢ, shape (n), finite.</param>
    /// <param name="linear">b, shape (d), finite; null for 0.</param>
    public RidgeSum(int dimension, double[] inputs, double[] factors, double[]? linear = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(factors);
        if (inputs.Length != dimension * factors.Length || (linear is not null && linear.Length != dimension))
        {
            throw new ArgumentException($"{inputs.Length} coordinates for {factors.Length} vectors of length {dimension}", nameof(inputs));
        }

        Dimension = dimension;
        this.inputs = inputs;
        this.factors = factors;
        this.linear = linear ?? new double[dimension];
        Lipschitz = Norm(this.linear);
        for (var i = 0; i < factors.Length; i++)
        {
            Lipschitz += Math.Abs(factors[i]) * Norm(Input(i));
        }
    }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>n.</summary>
    public int Count => factors.Length;

    /// <summary>|b| + Σᵢ |cᵢ| |xᵢ|, a Lipschitz constant up to rounding.</summary>
    public double Lipschitz { get; }

    /// <summary>The cᵢ.</summary>
    public ReadOnlySpan<double> Factors => factors;

    /// <summary>b.</summary>
    public ReadOnlySpan<double> Linear => linear;

    /// <summary>xᵢ.</summary>
    public ReadOnlySpan<double> Input(int i) => inputs.AsSpan(i * Dimension, Dimension);

    /// <summary>The function with the opposite sign.</summary>
    public RidgeSum Negated() => new(Dimension, inputs, Array.ConvertAll(factors, c => -c), Array.ConvertAll(linear, b => -b));

    /// <summary>The value at a point, in doubles.</summary>
    public double At(ReadOnlySpan<double> point)
    {
        var sum = Dot(linear, point);
        for (var i = 0; i < factors.Length; i++)
        {
            sum += factors[i] * Math.Max(0, Dot(Input(i), point));
        }

        return sum;
    }

    internal static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var k = 0; k < left.Length; k++)
        {
            sum += left[k] * right[k];
        }

        return sum;
    }

    internal static double Norm(ReadOnlySpan<double> vector) => Math.Sqrt(Dot(vector, vector));
}
