using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker;

/// <summary>
/// Checks certificates: no search and no solver. The statement comes from the text of the spec, whose hash the certificate names;
/// the certificate only supplies values, which are checked in rationals and rational enclosures.
/// </summary>
public static class CertificateChecker
{
    /// <summary>The format that this version reads and writes.</summary>
    public const string Format = "tc-cert/2";

    /// <summary>Why a check was given up that takes too long; more bits do not help.</summary>
    public const string TooLong = "the check takes too many steps";

    // Only this assembly's own: what another one adds is not trusted.
    internal static IEnumerable<CertificateKind> Members => Catalogue<CertificateKind>.Members.Where(k => k.GetType().Assembly == typeof(Case).Assembly);

    /// <summary>SHA-256 of a text in UTF-8, in lower-case hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Checks a certificate against the spec it names.</summary>
    /// <param name="json">The text of the certificate.</param>
    /// <param name="source">The text of the spec, read by the caller.</param>
    /// <returns>The accepted certificate, or the reason of the rejection; nothing that the two texts hold makes it throw.</returns>
    public static CheckResult Check(string json, SourceText source) => Check(json, SpecReader.Parse(source));

    /// <summary>The same, for a spec that the front end has read already.</summary>
    public static CheckResult Check(string json, SpecResult read)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            var fields = new StrictJson(document.RootElement).Object("format", "kind", "spec", "sha256", "meaning", "claim", "bits", "body");
            var (name, about) = (fields[1].String(), fields[5].String());
            Require(fields[0].String() == Format, "the format is another one");
            var kind = Members.FirstOrDefault(k => k.Name == name) ?? throw new NotShownException($"there is no kind '{name}'");
            Require(fields[3].String() == Hash(read.Source.Text), "the spec is not the one that the certificate is about: its hash differs");
            var spec = read.Spec ?? throw new NotShownException("the spec has errors");
            Require(fields[4].String() == spec.MeaningHash, "the meaning of the spec, or of a spec it includes, differs");
            var claim = spec.Claims.FirstOrDefault(c => c.Name == about) ?? throw new NotShownException($"the spec has no claim '{about}'");
            var @case = new Case(spec, claim, fields[6].Integer(64, 4096));
            var finding = kind.Check(@case, fields[7]);
            @case.RequireNothingUnused();
            return new CheckResult(new AcceptedCertificate(name, about, finding, json), "");
        }

        // What a hostile text can provoke; anything else is a mistake of the program, and is shown as one.
        catch (Exception e) when (e is NotShownException or JsonException or UndefinedException or NotRepresentableException or OverflowException
            or FormatException or ArgumentException or InvalidOperationException or InvalidCastException or IndexOutOfRangeException
            or InsufficientExecutionStackException)
        {
            return new CheckResult(null, e is JsonException ? "it is no strict JSON" : e.Message, (e as NotShownException)?.Wanted);
        }
    }
}
