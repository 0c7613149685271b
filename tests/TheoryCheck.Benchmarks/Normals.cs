using TheoryCheck.Numerics.Random;

namespace TheoryCheck.Benchmarks;

/// <summary>A million standard normals by address, beside NumPy's generators.</summary>
internal static class Normals
{
    private const int Count = 1_000_000;

    public static bool Compare()
    {
        var values = new double[Count];
        var trial = 0UL;
        var seconds = Timing.Best(() => IndexedDraws.FillNormal(new DrawKey(1, trial++, 0), 0, values), 5, 0.2);

        // The streams differ, so the comparison is of the second moment: six standard errors are 6·√(2/10⁶).
        return Table.Print($"{Count} standard normals", seconds, values.Sum(v => v * v) / Count, PeerResult.Run("normals.py", new Instance(new(2, 2, 24))), 0.0085 * 2);
    }
}

/// <summary>Gaussian draws.</summary>
internal sealed class NormalsComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "normals";

    /// <inheritdoc/>
    public override bool Run() => Normals.Compare();
}
