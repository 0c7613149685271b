namespace TheoryCheck.Symbolics.Operations;

/// <summary>
/// A stream of independent uniforms and standard normals for one point of one law; the numbers depend only on the
/// stream's key and on how many were taken before. Implemented by the random streams of Numerics.
/// </summary>
public abstract class UniformSource
{
    /// <summary>The next uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public abstract double NextUniform();

    /// <summary>Fills with independent standard normals.</summary>
    public abstract void FillNormal(Span<double> target);
}

/// <summary>What a sampler draws from.</summary>
/// <param name="source">The underlying stream.</param>
public ref struct DrawSource(UniformSource source)
{
    /// <summary>The next uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double Uniform() => source.NextUniform();

    /// <summary>Fills with independent standard normals.</summary>
    public void Normal(Span<double> target) => source.FillNormal(target);
}
