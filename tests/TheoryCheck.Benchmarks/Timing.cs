namespace TheoryCheck.Benchmarks;

/// <summary>Processor time of this process: other work on the machine counts less than with a clock.</summary>
internal static class Timing
{
    /// <summary>The least time of one call, in seconds, over repeated batches.</summary>
    public static double Best(Action action, int batches = 7, double batchSeconds = 0.15)
    {
        action();
        var start = Environment.CpuUsage.TotalTime;
        action();
        var once = Math.Max(1e-7, (Environment.CpuUsage.TotalTime - start).TotalSeconds);
        var calls = Math.Max(1, (int)(batchSeconds / once));
        var best = double.PositiveInfinity;
        for (var batch = 0; batch < batches; batch++)
        {
            start = Environment.CpuUsage.TotalTime;
            for (var call = 0; call < calls; call++)
            {
                action();
            }

            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalSeconds / calls);
        }

        return best;
    }
}
