using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Search.Replay;

/// <summary>
/// One instance or one trial of a claim, as a word to paste: version, the spec's path, id and hash, the claim, the seed, exact
/// values, and a checksum. It holds no verdict: a replay judges again.
/// </summary>
/// <remarks>
/// The word is <c>tc1.</c> and base64url of the payload followed by the first four bytes of its SHA-256. In the payload
/// texts are UTF-8 with their length in front, rationals are the text p/q, counts are seven bits a byte; definitions come last, up to the end.
/// </remarks>
public sealed record ReplayToken
{
    private const string Prefix = "tc1.";
    private const int HashLength = 16;
    private const int LongestPayload = 1 << 16;
    private const int MostEntries = 65536;

    private ReplayToken()
    {
    }

    /// <summary>The spec's file, as the run named it.</summary>
    public string Path { get; private init; } = "";

    /// <summary>The spec's id.</summary>
    public string Spec { get; private init; } = "";

    /// <summary>The first half of the hash of the spec's declarations and claims, in hex.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>The claim's name.</summary>
    public string Claim { get; private init; } = "";

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; private init; }

    /// <summary>The trial, or null when the token names an instance.</summary>
    public long? Trial { get; private init; }

    /// <summary>Where in the claim's prefix the trial was run.</summary>
    internal string Place { get; private init; } = "";

    /// <summary>The values of the instance.</summary>
    internal Sequence<(string Name, ExactPoints Value)> Values { get; private init; } = [];

    /// <summary>Its values that are no tables of numbers, as definitions in the language.</summary>
    internal Sequence<(string Name, string Definition)> Written { get; private init; } = [];

    /// <summary>The token of an instance, or of a trial at it; null when a value has no exact form to write down.</summary>
    internal static ReplayToken? Of(ClaimContext context, IEnumerable<(Symbol Symbol, Term Value)> instance, long? trial = null, string place = "")
    {
        var (all, values, written) = (instance.ToList(), new List<(string, ExactPoints)>(), new List<(string, string)>());
        var known = all.Aggregate(Instance.Empty, (at, v) => at.With(v.Symbol, v.Value));
        foreach (var (symbol, value) in all)
        {
            // Two symbols of one name could not be told apart.
            if (all.Count(v => v.Symbol.Name == symbol.Name) > 1)
            {
                return null;
            }

            if (ExactPoints.Of(value) is { } points && points.Entries.Count <= MostEntries)
            {
                values.Add((symbol.Name, points));
            }
            else if (WrittenValue.Of(symbol, value, known) is { } definition)
            {
                written.Add((symbol.Name, definition));
            }
            else
            {
                return null;
            }
        }

        return new ReplayToken
        {
            Path = context.Spec.Source.Path,
            Spec = context.Spec.Front.Id,
            Hash = context.Spec.MeaningHash[..Math.Min(HashLength, context.Spec.MeaningHash.Length)],
            Claim = context.Claim.Name,
            Seed = context.Options.Seed,
            Trial = trial,
            Place = place,
            Values = values.ToSequence(),
            Written = written.ToSequence(),
        };
    }

    /// <summary>The word, or null when it would be too long to paste.</summary>
    public string? Write()
    {
        using var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Encoding.UTF8, leaveOpen: true))
        {
            foreach (var text in new[] { Path, Spec, Hash, Claim, Place })
            {
                writer.Write(text);
            }

            writer.Write(Seed);
            writer.Write(Trial ?? -1);
            writer.Write7BitEncodedInt(Values.Count);
            foreach (var (name, value) in Values)
            {
                writer.Write(name);
                writer.Write7BitEncodedInt(value.Dimensions.Count);
                foreach (var length in value.Dimensions)
                {
                    writer.Write7BitEncodedInt(length);
                }

                foreach (var entry in value.Entries)
                {
                    writer.Write(entry.ToString());
                }

                writer.Write7BitEncodedInt(value.Normalised.Count);
                foreach (var isUnit in value.Normalised)
                {
                    writer.Write(isUnit);
                }
            }

            foreach (var (name, definition) in Written)
            {
                writer.Write(name);
                writer.Write(definition);
            }
        }

        var bytes = payload.ToArray();
        return bytes.Length > LongestPayload ? null : Prefix + Base64Url.EncodeToString([.. bytes, .. SHA256.HashData(bytes).AsSpan(0, 4)]);
    }

    /// <summary>Reads a word.</summary>
    /// <param name="text">The word.</param>
    /// <param name="mistake">What is wrong with it; empty when nothing is.</param>
    /// <returns>The token, or null.</returns>
    public static ReplayToken? Read(string text, out string mistake)
    {
        ArgumentNullException.ThrowIfNull(text);
        mistake = "";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            mistake = $"it does not begin with '{Prefix}'";
            return null;
        }

        if (text.Length > 2 * LongestPayload || !Base64Url.IsValid(text.AsSpan(Prefix.Length)))
        {
            mistake = "it holds characters that no token has, or is too long";
            return null;
        }

        var all = Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length));
        if (all.Length < 5 || !SHA256.HashData(all.AsSpan(0, all.Length - 4)).AsSpan(0, 4).SequenceEqual(all.AsSpan(all.Length - 4)))
        {
            mistake = "its checksum is wrong: a part is missing or mistyped";
            return null;
        }

        try
        {
            return Parse(all[..^4]);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or IOException or DecoderFallbackException or ArgumentException)
        {
            mistake = "it is not written as this version writes tokens";
            return null;
        }
    }

    private static ReplayToken Parse(byte[] payload)
    {
        using var reader = new BinaryReader(new MemoryStream(payload), new UTF8Encoding(false, throwOnInvalidBytes: true));
        var (path, spec, hash, claim, place) = (reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());
        var (seed, trial) = (reader.ReadUInt64(), reader.ReadInt64());
        var values = new (string, ExactPoints)[Count(reader)];
        for (var i = 0; i < values.Length; i++)
        {
            var name = reader.ReadString();
            var dimensions = new int[Count(reader)];
            long size = 1;
            for (var a = 0; a < dimensions.Length; a++)
            {
                dimensions[a] = Count(reader);
                size = Math.Min(size * dimensions[a], MostEntries + 1L);
            }

            if (size is 0 or > MostEntries)
            {
                throw new FormatException("a value without entries, or with too many");
            }

            var entries = new Rational[size];
            for (var e = 0; e < size; e++)
            {
                entries[e] = Fraction(reader.ReadString());
            }

            var normalised = new bool[Count(reader)];
            if (normalised.Length != 0 && (dimensions.Length == 0 || normalised.Length != size / dimensions[^1]))
            {
                throw new FormatException("rows and their marks do not fit");
            }

            for (var r = 0; r < normalised.Length; r++)
            {
                normalised[r] = reader.ReadBoolean();
            }

            values[i] = (name, new ExactPoints(dimensions.ToSequence(), entries.ToSequence(), normalised.ToSequence()));
        }

        var written = new List<(string, string)>();
        while (reader.BaseStream.Position < payload.Length)
        {
            written.Add((reader.ReadString(), reader.ReadString()));
        }

        return new ReplayToken { Path = path, Spec = spec, Hash = hash, Claim = claim, Place = place, Seed = seed, Trial = trial < 0 ? null : trial, Values = values.ToSequence(), Written = written.ToSequence() };
    }

    private static int Count(BinaryReader reader) =>
        reader.Read7BitEncodedInt() is >= 0 and <= MostEntries and var count ? count : throw new FormatException("a count out of range");

    private static Rational Fraction(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return Rational.TryParse(text, out var whole) ? whole : throw new FormatException("no number");
        }

        return Rational.TryParse(text.AsSpan(0, slash), out var over) && Rational.TryParse(text.AsSpan(slash + 1), out var under) && under.Sign > 0
            ? over / under
            : throw new FormatException("no fraction");
    }
}
