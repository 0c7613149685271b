using System.Globalization;
using System.Text.Json;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Cli.Commands;

/// <summary>What a shard was a part of, beside its outcomes: all that 'merge' needs to read the same specs and look for the same claims.</summary>
/// <param name="Paths">The specs that were asked for.</param>
/// <param name="Options">Seed, filter, alpha, budget and shard.</param>
internal sealed record ShardManifest(Sequence<string> Paths, RunOptions Options)
{
    private const string FileName = "shard.json";
    private const string Kind = "theorycheck-shard/1";

    /// <summary>Whether two shards are parts of one run.</summary>
    public bool IsOfOneRunWith(ShardManifest other) =>
        Paths == other.Paths && Options.Seed == other.Options.Seed && Options.Filter == other.Options.Filter
        && Options.Alpha == other.Options.Alpha && Options.Budget.Equals(other.Options.Budget) && Options.Shard.Count == other.Options.Shard.Count;

    /// <summary>Writes it into the output folder of a shard.</summary>
    public void Write(string folder)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("kind", Kind);
            json.WriteString("tool", SuiteRunner.ToolVersion);
            json.WriteString("shard", Options.Shard.ToString());
            json.WriteStartArray("paths");
            foreach (var path in Paths)
            {
                json.WriteStringValue(path);
            }

            json.WriteEndArray();
            json.WriteString("seed", Options.Seed.ToString(CultureInfo.InvariantCulture));
            json.WriteString("filter", Options.Filter);
            json.WriteString("alpha", Options.Alpha.ToString());
            json.WriteString("budget", Options.Budget.ToString("R", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        DurableFile.Write(Path.Combine(folder, FileName), stream.ToArray());
    }

    /// <summary>Reads it from the output folder of a shard.</summary>
    /// <exception cref="FormatException">There is none, or it is not of this version.</exception>
    public static ShardManifest Read(string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, FileName)));
            var root = document.RootElement;
            if (Text(root, "kind") != Kind || Text(root, "tool") != SuiteRunner.ToolVersion)
            {
                throw new FormatException("it was written by another version of the program");
            }

            return new ShardManifest(root.GetProperty("paths").EnumerateArray().Select(p => p.GetString() ?? "").ToSequence(), new RunOptions
            {
                Seed = ulong.Parse(Text(root, "seed"), NumberStyles.None, CultureInfo.InvariantCulture),
                Filter = Text(root, "filter"),
                Alpha = Fraction(Text(root, "alpha")),
                Budget = double.Parse(Text(root, "budget"), CultureInfo.InvariantCulture),
                Shard = Shard.TryParse(Text(root, "shard")) ?? throw new FormatException("its shard is not k/N"),
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new FormatException($"'{folder}' holds no shard of a run: {e.Message}", e);
        }
    }

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString() ?? "";

    private static Rational Fraction(string text)
    {
        var parts = text.Split('/');
        return Rational.TryParse(parts[0], out var over) && (parts.Length == 1 ? Rational.One : Rational.TryParse(parts[1], out var under) ? under : Rational.Zero) is { IsZero: false } divisor
            ? over / divisor
            : throw new FormatException("a number is no fraction");
    }
}
