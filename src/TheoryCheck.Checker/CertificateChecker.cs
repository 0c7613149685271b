using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker;

/// <summary>
/// Checks certificates: no search and no solver. The statement comes from the text of the spec, whose hash the certificate names;
/// the certificate only supplies values, which are checked in rationals and rational enclosures.
/// </summary>
public static class CertificateChecker
{
    /// <summary>The format that this version reads and writes.</summary>
    public const string Format = "tc-cert/1";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The names of the kinds, sorted.</summary>
    public static Sequence<string> Kinds => Members.Select(k => k.Name).Order(StringComparer.Ordinal).ToSequence();

    private static IEnumerable<CertificateKind> Members => Catalogue<CertificateKind>.Members.Where(k => k.GetType().Assembly == typeof(CertificateKind).Assembly);

    /// <summary>The file of the spec that a certificate names, or null where the text is no certificate.</summary>
    public static string? SpecPath(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Envelope(document)[2].String();
        }
        catch (Exception e) when (IsRejection(e))
        {
            return null;
        }
    }

    /// <summary>SHA-256 of a text in UTF-8, in lower-case hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A rational in the one form that certificates use: <c>p</c> or <c>p/q</c> in lowest terms, hex beyond 128 bits.</summary>
    public static string Text(Rational value) => StrictJson.Text(value);

    /// <summary>Checks a certificate against the spec it names.</summary>
    /// <param name="json">The text of the certificate.</param>
    /// <param name="source">The text of the spec, read by the caller.</param>
    /// <returns>The accepted certificate, or the reason of the rejection; nothing that the two texts hold makes it throw.</returns>
    public static CheckResult Check(string json, SourceText source)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var fields = Envelope(document);
            fields[0].Word(Format);
            var kind = Members.FirstOrDefault(k => k.Name == fields[1].String()) ?? throw new NotShownException($"there is no kind '{fields[1].String()}'");
            StrictJson.Require(fields[3].String() == Hash(source.Text), "the spec is not the one that the certificate is about: its hash differs");
            var spec = SpecReader.Parse(source).Spec ?? throw new NotShownException("the spec has errors");
            StrictJson.Require(fields[4].String() == spec.MeaningHash, "the meaning of the spec, or of a spec it includes, differs");
            var claim = spec.Claims.FirstOrDefault(c => c.Name == fields[5].String()) ?? throw new NotShownException($"the spec has no claim '{fields[5].String()}'");
            var @case = new Case(spec, claim, fields[6].Integer(64, 4096));
            var finding = kind.Check(@case, fields[7]);
            @case.RequireNothingUnused();
            return new CheckResult(new AcceptedCertificate(kind.Name, claim.Name, finding.Effect, finding.Words, json, Hash(json)), "");
        }
        catch (Exception e) when (IsRejection(e))
        {
            return new CheckResult(null, e is JsonException ? "it is no strict JSON" : e.Message);
        }
    }

    private static StrictJson[] Envelope(JsonDocument document) => new StrictJson(document.RootElement).Object("format", "kind", "spec", "sha256", "meaning", "claim", "bits", "body");

    // What a hostile text can provoke; anything else is a mistake of the program, and is shown as one.
    private static bool IsRejection(Exception e) => e is NotShownException or JsonException or UndefinedException or NotRepresentableException
        or OverflowException or InsufficientExecutionStackException or IndexOutOfRangeException or ArgumentException or InvalidOperationException or InvalidCastException;
}
