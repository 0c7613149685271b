using System.Text.Json;
using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting;

/// <summary>A claim whose verdict differs from an earlier run's.</summary>
/// <param name="Spec">The spec's id.</param>
/// <param name="Claim">The claim's name.</param>
/// <param name="Before">The earlier verdict with its qualifier, such as <c>supported (numerical)</c>; null when the claim is new.</param>
/// <param name="After">The verdict now; null when the claim is gone.</param>
public sealed record VerdictChange(string Spec, string Claim, string? Before, string? After)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Spec}/{Claim}: {Before ?? "(new)"} -> {After ?? "(gone)"}";
}

/// <summary>Compares a run with an earlier one: verdicts only, since a changed digit is no news.</summary>
public static class Baseline
{
    /// <summary>The claims whose verdict changed, came or went, ordered by spec and claim.</summary>
    /// <param name="earlier">The text of an earlier <c>results.json</c>.</param>
    /// <param name="result">The run now.</param>
    /// <param name="scope">What the run now was asked for: an earlier claim outside of it was left out and is not gone.</param>
    /// <exception cref="FormatException">The text is no results file of a schema version this program reads.</exception>
    public static Sequence<VerdictChange> Compare(string earlier, RunResult result, BaselineScope scope)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(scope);
        var before = Read(earlier, scope);
        var after = result.Specs
            .SelectMany(spec => spec.Claims.Select(claim => KeyValuePair.Create((spec.Id, claim.Name), VerdictWords.Word(claim.Verdict))))
            .GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.First().Value);
        return before.Keys.Union(after.Keys)
            .OrderBy(key => key.Item1, StringComparer.Ordinal).ThenBy(key => key.Item2, StringComparer.Ordinal)
            .Select(key => new VerdictChange(key.Item1, key.Item2, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
            .Where(change => change.Before != change.After)
            .ToSequence();
    }

    private static Dictionary<(string, string), string> Read(string earlier, BaselineScope scope)
    {
        try
        {
            using var document = JsonDocument.Parse(earlier);
            var version = document.RootElement.GetProperty("schemaVersion").GetInt32();
            if (version != RunResult.SchemaVersion)
            {
                throw new FormatException($"the baseline has schema version {version}, but this program reads version {RunResult.SchemaVersion}");
            }

            var verdicts = new Dictionary<(string, string), string>();
            foreach (var spec in document.RootElement.GetProperty("specs").EnumerateArray())
            {
                var id = spec.GetProperty("id").GetString() ?? "";
                var file = spec.GetProperty("file").GetString() ?? "";
                var tags = spec.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString() ?? "").ToSequence();
                foreach (var claim in spec.GetProperty("claims").EnumerateArray())
                {
                    var verdict = claim.GetProperty("verdict");
                    var (kind, qualifier) = (verdict.GetProperty("kind").GetString() ?? "", verdict.GetProperty("qualifier").GetString() ?? "");
                    var name = claim.GetProperty("name").GetString() ?? "";
                    if (scope.Covers(file, id, tags, name))
                    {
                        verdicts.TryAdd((id, name), qualifier.Length == 0 ? kind : $"{kind} ({qualifier})");
                    }
                }
            }

            return verdicts;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"the baseline is no results file: {exception.Message}", exception);
        }
    }
}
