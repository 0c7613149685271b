using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Running.State;

/// <summary>
/// The name under which an outcome is kept: a hash of all it is a function of (the build, the spec with its text and path, the claim,
/// the seed, the error budget of run and claim, the budget of work). An outcome of anything else has another name and is never found.
/// </summary>
internal static class ClaimKey
{
    private static readonly Lazy<string> Build = new(() => string.Join(' ', CatalogueAssemblies.All.Select(a => a.ManifestModule.ModuleVersionId.ToString("N"))));

    /// <summary>64 hex digits.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="options">Seed, alpha and budget count; how many threads and how much memory do not.</param>
    /// <param name="each">The claim's share of alpha.</param>
    public static string Of(Spec spec, Claim claim, RunOptions options, Rational each)
    {
        var parts = new[]
        {
            RunState.SchemaVersion.ToString(CultureInfo.InvariantCulture),
            RunResult.SchemaVersion.ToString(CultureInfo.InvariantCulture),
            SuiteRunner.ToolVersion,
            Build.Value,
            spec.Source.Path,
            spec.MeaningHash,
            spec.Source.Text,
            spec.Front.Id,
            claim.Name,
            options.Seed.ToString(CultureInfo.InvariantCulture),
            options.Alpha.ToString(),
            each.ToString(),
            options.Budget.ToString("R", CultureInfo.InvariantCulture),
        };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes((long)bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
