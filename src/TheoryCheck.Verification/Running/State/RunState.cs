using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Running.State;

/// <summary>
/// The finished claims of a run on the disk, one file each, so that a run that was killed goes on where it was, and the parts of a run join.
/// A file carries a version and a hash of its content; one that does not fit is an error, never taken for absent.
/// </summary>
public sealed class RunState
{
    /// <summary>The version of the files.</summary>
    public const int SchemaVersion = 1;

    private const string Ending = ".outcome";
    private readonly Sequence<string> folders;
    private readonly Lock gate = new();

    private RunState(Sequence<string> folders) => this.folders = folders;

    /// <summary>Why the last outcome could not be kept; null while all were.</summary>
    public string? Failure { get; private set; }

    /// <summary>The state in a folder, which is made if need be; what killed writers left is swept.</summary>
    /// <param name="folder">The folder, of its own.</param>
    /// <param name="resume">Whether earlier outcomes stay; otherwise they are removed.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static RunState Open(string folder, bool resume)
    {
        Directory.CreateDirectory(folder);
        DurableFile.Sweep(folder);
        if (!resume)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*" + Ending))
            {
                File.Delete(file);
            }
        }

        return new RunState([folder]);
    }

    /// <summary>The states of several folders together, to be read.</summary>
    public static RunState Join(IEnumerable<string> folders) => new(folders.ToSequence());

    /// <summary>What was kept of a claim, or null.</summary>
    /// <exception cref="DamagedStateException">The file is not what was written.</exception>
    internal KeptOutcome? Find(Spec spec, Claim claim, RunOptions options, Rational each)
    {
        var name = ClaimKey.Of(spec, claim, options, each) + Ending;
        return folders.Select(folder => Path.Combine(folder, name)).Where(File.Exists).Select(file => Read(file, spec.Source)).FirstOrDefault();
    }

    /// <summary>Keeps an outcome. A disk that takes no more costs the state, not the run: see <see cref="Failure"/>.</summary>
    internal void Keep(Spec spec, Claim claim, RunOptions options, Rational each, KeptOutcome kept)
    {
        try
        {
            var payload = OutcomeText.Write(kept);
            byte[] content = [.. Encoding.ASCII.GetBytes(Head(payload)), .. payload];
            DurableFile.Write(Path.Combine(folders[0], ClaimKey.Of(spec, claim, options, each) + Ending), content);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            lock (gate)
            {
                Failure = $"{spec.Front.Id}/{claim.Name}: {reason.Message}";
            }
        }
    }

    private static string Head(ReadOnlySpan<byte> payload) =>
        string.Create(CultureInfo.InvariantCulture, $"theorycheck-state {SchemaVersion} {Convert.ToHexStringLower(SHA256.HashData(payload))}\n");

    private static KeptOutcome Read(string file, SourceText source)
    {
        var content = File.ReadAllBytes(file);
        var end = Array.IndexOf(content, (byte)'\n');
        var payload = end < 0 ? [] : content.AsSpan(end + 1);
        if (end < 0 || Encoding.ASCII.GetString(content.AsSpan(0, end + 1)) != Head(payload))
        {
            throw new DamagedStateException($"'{file}' is not what was written: its hash does not fit");
        }

        try
        {
            return OutcomeText.Read(payload, source);
        }
        catch (Exception mistake) when (mistake is JsonException or ArgumentException or NotSupportedException)
        {
            throw new DamagedStateException($"'{file}' holds no outcome: {mistake.Message}", mistake);
        }
    }
}

/// <summary>A file of a run's state is not what was written.</summary>
public sealed class DamagedStateException(string message, Exception? inner = null) : IOException(message, inner);
