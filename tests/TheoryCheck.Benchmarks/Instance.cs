using System.Runtime.InteropServices;

namespace TheoryCheck.Benchmarks;

/// <summary>Inputs that both sides read: x on the sphere, w normal, y and a signs.</summary>
internal sealed class Instance
{
    private ulong state = 0x9E3779B97F4A7C15;

    public Instance(Size size)
    {
        Size = size;
        (X, Y, W, A) = (new double[size.N * size.D], new double[size.N], new double[size.M * size.D], new double[size.M]);
        Fill(X, Normal);
        Fill(W, Normal);
        Fill(Y, () => Uniform() < 0.5 ? -1 : 1);
        Fill(A, () => Uniform() < 0.5 ? -1 : 1);
        for (var i = 0; i < size.N; i++)
        {
            var row = X.AsSpan(i * size.D, size.D);
            var norm = 0.0;
            foreach (var value in row)
            {
                norm += value * value;
            }

            foreach (ref var value in row)
            {
                value /= Math.Sqrt(norm);
            }
        }
    }

    public Size Size { get; }

    public double[] X { get; }

    public double[] Y { get; }

    public double[] W { get; }

    public double[] A { get; }

    /// <summary>Writes the inputs for the peers.</summary>
    public void Save(string folder)
    {
        foreach (var (name, values) in new[] { ("X", X), ("y", Y), ("W", W), ("a", A) })
        {
            File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
        }
    }

    private static void Fill(double[] values, Func<double> next)
    {
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = next();
        }
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    private double Uniform()
    {
        unchecked
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return (state >> 11) * (1.0 / (1UL << 53));
        }
    }
}
