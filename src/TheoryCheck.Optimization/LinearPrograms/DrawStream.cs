namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>
/// Fixed numbers in [1/2, 1) that break ties; they steer the search and never reach a result. The generator is SplitMix64.
/// </summary>
/// <param name="seed">Equal seeds give equal numbers.</param>
internal sealed class DrawStream(int seed)
{
    private ulong state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL);

    public double Next()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return 0.5 + ((z ^ (z >> 31)) >> 12) * (0.5 / (1UL << 52));
        }
    }
}
