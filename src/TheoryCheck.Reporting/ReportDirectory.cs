using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Verification.Certificates;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting;

/// <summary>Writes reports to files, each complete or not at all.</summary>
public static class ReportDirectory
{
    /// <summary>The format of a name, or null.</summary>
    public static ReportFormat? Find(string name) => Catalogue<ReportFormat>.Members.FirstOrDefault(format => format.Name == name);

    /// <summary>Writes the given formats, <c>run.json</c> when there are facts, and the certificates to a directory, which is made if need be.</summary>
    /// <returns>The files written, in order.</returns>
    public static Sequence<string> Write(RunResult result, RunFacts? facts, IEnumerable<ReportFormat> formats, string directory)
    {
        Directory.CreateDirectory(directory);
        DurableFile.Sweep(directory);
        var files = new List<string>();
        foreach (var format in formats)
        {
            files.Add(Replace(Path.Combine(directory, format.FileName), format.Write(result, facts)));
        }

        if (facts is not null)
        {
            files.Add(Replace(Path.Combine(directory, RunFactsJson.FileName), RunFactsJson.Write(facts)));
        }

        foreach (var (spec, claim) in result.Specs.SelectMany(s => s.Claims.Select(c => (s, c))))
        {
            var own = claim.Verdict.Certificate is { } certificate ? [(CertificateFile.Of(spec.Id, claim.Name), certificate)] : Array.Empty<(string, AcceptedCertificate)>();
            foreach (var (name, accepted) in own.Concat(claim.Facts.Select((fact, i) => (CertificateFile.Of(spec.Id, claim.Name, i + 1), fact))))
            {
                var file = Path.Combine(directory, name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                files.Add(Replace(file, accepted.Json));
            }
        }

        return files.ToSequence();
    }

    private static string Replace(string file, string text)
    {
        DurableFile.Write(file, text);
        return file;
    }
}
