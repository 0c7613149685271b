namespace TheoryCheck.Tests.Symbolics.Families;

/// <summary>The SplitMix64 sequence from a seed, as sample points for tests.</summary>
internal sealed class SampleSequence(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next point in [0, 1).</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>The next integer in 0..bound-1.</summary>
    public int NextBelow(int bound) => (int)(NextUnit() * bound);

    private ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
