using System.Globalization;
using TheoryCheck.Verification.Diagnostics;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Verification.Trials;

/// <summary>What a trial may hold.</summary>
internal static class TrialMemory
{
    /// <summary>On how many threads at most trials run at a time, so that the memory has room for all; no result depends on it.</summary>
    /// <param name="bytes">The estimate of what one trial holds.</param>
    /// <param name="options">The options of the run.</param>
    /// <exception cref="RefusedException">Not even one has room.</exception>
    public static int Threads(double bytes, RunOptions options)
    {
        if (bytes > options.MaxMemory)
        {
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"one trial would hold about {bytes / 1e9:G3} GB, and {options.MaxMemory / 1e9:G3} GB are allowed"));
        }

        return (int)Math.Clamp(options.MaxMemory / Math.Max(1, bytes), 1, Math.Max(1, options.Jobs));
    }
}
