using System.Globalization;

namespace TheoryCheck.Benchmarks;

/// <summary>n samples, d inputs, m neurons.</summary>
internal sealed record Size(int N, int D, int M)
{
    /// <summary>The sizes of the networks measured.</summary>
    public static IReadOnlyList<Size> All { get; } = [new(50, 5, 256), new(200, 20, 2048), new(1000, 100, 8192)];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{N},{D},{M}");
}
