using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Running.State;

/// <summary>An outcome and what it took.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Elapsed">The time it took.</param>
internal sealed record KeptOutcome(ClaimOutcome Outcome, TimeSpan Elapsed);

/// <summary>
/// Outcomes as JSON that reads back as the same records: constructor parameters and settable properties, nothing computed; closed
/// hierarchies with the names of their cases. What is read was written by the same build, since keys name it.
/// </summary>
internal static class OutcomeText
{
    private const int Depth = 4000;

    private static readonly DefaultJsonTypeInfoResolver Resolver = new() { Modifiers = { OnlyWhatIsReadBack, CasesOfClosedTypes } };

    private static readonly JsonSerializerOptions Writing = With(new CertificateConverter(null));

    /// <summary>The bytes of an outcome.</summary>
    public static byte[] Write(KeptOutcome outcome) => JsonSerializer.SerializeToUtf8Bytes(outcome, Writing);

    /// <summary>The outcome of some bytes. Its certificate is checked again: a verdict that needs one is not believed because a file says so.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="source">The spec it is about.</param>
    /// <exception cref="JsonException">They hold no outcome, or its certificate is not accepted.</exception>
    public static KeptOutcome Read(ReadOnlySpan<byte> bytes, SourceText source) =>
        JsonSerializer.Deserialize<KeptOutcome>(bytes, With(new CertificateConverter(source))) ?? throw new JsonException("no outcome");

    private static JsonSerializerOptions With(CertificateConverter certificates) => new()
    {
        MaxDepth = Depth,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new SequenceConverter(), new RationalConverter(), certificates },
        TypeInfoResolver = Resolver,
    };

    private static void OnlyWhatIsReadBack(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        for (var i = info.Properties.Count - 1; i >= 0; i--)
        {
            if (info.Properties[i] is { Set: null, AssociatedParameter: null })
            {
                info.Properties.RemoveAt(i);
            }
        }
    }

    private static void CasesOfClosedTypes(JsonTypeInfo info)
    {
        if (info.Type.IsAbstract && info.Kind == JsonTypeInfoKind.Object)
        {
            info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "$case" };
            foreach (var type in info.Type.Assembly.GetTypes().Where(t => t.IsSealed && info.Type.IsAssignableFrom(t)).OrderBy(t => t.FullName, StringComparer.Ordinal))
            {
                info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, type.Name));
            }
        }
    }

    private sealed class CertificateConverter(SourceText? source) : JsonConverter<AcceptedCertificate>
    {
        private AcceptedCertificate? last;

        public override AcceptedCertificate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            // A claim and its cases name one certificate.
            var text = reader.GetString() ?? "";
            if (last?.Json != text)
            {
                var result = CertificateChecker.Check(text, source!);
                last = result.Accepted ?? throw new JsonException($"its certificate is not accepted: {result.Reason}");
            }

            return last;
        }

        public override void Write(Utf8JsonWriter writer, AcceptedCertificate value, JsonSerializerOptions options) => writer.WriteStringValue(value.Json);
    }

    private sealed class RationalConverter : JsonConverter<Rational>
    {
        public override Rational Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = (reader.GetString() ?? "").Split('/');
            return parts.Length is 1 or 2 && parts.All(p => System.Numerics.BigInteger.TryParse(p, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _))
                ? new Rational(Whole(parts[0]), parts.Length == 1 ? 1 : Whole(parts[1]))
                : throw new JsonException("no rational number");
        }

        public override void Write(Utf8JsonWriter writer, Rational value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        private static System.Numerics.BigInteger Whole(string digits) => System.Numerics.BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }
}
