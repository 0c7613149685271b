using System.Globalization;

namespace TheoryCheck.Verification.Certificates;

/// <summary>Where the certificate of a claim is kept within the folder of the reports.</summary>
public static class CertificateFile
{
    /// <summary><c>certificates/SPEC/CLAIM.json</c>; what is no plain character of a file name becomes <c>_</c>.</summary>
    public static string Of(string spec, string claim) => $"certificates/{Plain(spec)}/{Plain(claim)}.json";

    /// <summary><c>certificates/SPEC/CLAIM.NUMBER.json</c>, for a fact that stands beside the verdict.</summary>
    public static string Of(string spec, string claim, int fact) => string.Create(CultureInfo.InvariantCulture, $"certificates/{Plain(spec)}/{Plain(claim)}.{fact}.json");

    private static string Plain(string name)
    {
        var plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
        return plain.Trim('.').Length == 0 ? "_" : plain;
    }
}
