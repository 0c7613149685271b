using System.Globalization;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting;

/// <summary><c>run.json</c>: the times and the machine of one execution; differs from run to run.</summary>
public static class RunFactsJson
{
    /// <summary>The file, beside the reports.</summary>
    public const string FileName = "run.json";

    /// <summary>The whole file.</summary>
    public static string Write(RunFacts facts) => JsonReport.Document(json =>
    {
        json.WriteStartObject();
        json.WriteString("started", facts.Started.ToString("O", CultureInfo.InvariantCulture));
        json.WriteNumber("elapsedSeconds", facts.Elapsed.TotalSeconds);
        json.WriteStartArray("arguments");
        foreach (var argument in facts.Arguments)
        {
            json.WriteStringValue(argument);
        }

        json.WriteEndArray();
        json.WriteString("machine", facts.Machine);
        json.WriteString("operatingSystem", facts.OperatingSystem);
        json.WriteString("framework", facts.Framework);
        json.WriteNumber("processors", facts.Processors);
        json.WriteStartArray("claims");
        foreach (var time in facts.ClaimTimes)
        {
            json.WriteStartObject();
            json.WriteString("spec", time.Spec);
            json.WriteString("claim", time.Claim);
            json.WriteNumber("seconds", time.Elapsed.TotalSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
