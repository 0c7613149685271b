using System.Globalization;

namespace TheoryCheck.Benchmarks;

/// <summary>n samples, d inputs, m neurons.</summary>
internal sealed record Size(int N, int D, int M)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{N},{D},{M}");
}
