using System.Globalization;
using TheoryCheck.Verification.Diagnostics;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Verification.Trials;

/// <summary>What a trial may hold.</summary>
internal static class TrialMemory
{
    /// <summary>Refuses a trial that would hold more than a run may.</summary>
    /// <param name="bytes">The estimate of what one trial holds.</param>
    /// <param name="options">The options of the run.</param>
    /// <exception cref="RefusedException">It does.</exception>
    public static void Require(double bytes, RunOptions options)
    {
        if (bytes > options.MaxMemory)
        {
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"one trial would hold about {bytes / 1e9:G3} GB, and {options.MaxMemory / 1e9:G3} GB are allowed"));
        }
    }
}
