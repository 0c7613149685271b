using TheoryCheck.Core;

namespace TheoryCheck.Verification.Diagnostics;

/// <summary>What can be wrong with a spec that reads well but cannot be run.</summary>
[DiagnosticFamily]
internal static class RunDiagnostics
{
    /// <summary>A claim whose trials do not fit.</summary>
    public static readonly DiagnosticKind TooLarge = new(
        "TC5001", "Too large to run", "The estimate of what one trial or run of the claim needs exceeds --max-memory, or the longest run there is. Nothing of the case was run; the other claims were. Lower the sizes or the horizon in the check block, or raise the limit.", "");
}
