using FsCheck;
using FsCheck.Fluent;

namespace TheoryCheck.Tests.Statistics;

/// <summary>Checks properties with a fixed seed.</summary>
internal static class Laws
{
    internal static void Hold(Property property, int cases = 60) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(20260101, 7), property);

    /// <summary>SplitMix64 in [0, 1), for simulated trials.</summary>
    internal static IEnumerable<double> Uniform(ulong seed)
    {
        while (true)
        {
            ulong z;
            unchecked
            {
                seed += 0x9E3779B97F4A7C15;
                z = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                z ^= z >> 31;
            }

            yield return (z >> 11) * Math.ScaleB(1, -53);
        }
    }
}
