using System.Globalization;
using System.Text.Json;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting;

/// <summary><c>run.json</c>: the times, the machine and the oracles of one execution; differs from run to run.</summary>
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
        json.WriteStartArray("secondOpinions");
        foreach (var fact in facts.Opinions)
        {
            Write(json, fact);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, OpinionFact fact)
    {
        json.WriteStartObject();
        json.WriteString("spec", fact.Spec);
        json.WriteString("claim", fact.Claim);
        json.WriteString("outcome", fact.Opinion.Outcome.ToString().ToLowerInvariant());
        json.WriteString("oracle", fact.Opinion.Oracle?.ToString());
        json.WriteString("finding", fact.Opinion.Sentence);
        json.WriteStartArray("events");
        foreach (var happened in fact.Opinion.Report.Events)
        {
            json.WriteStringValue(happened);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
