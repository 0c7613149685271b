using System.Text.Json.Nodes;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Language;

namespace TheoryCheck.Tests.Checker;

/// <summary>Certificates written by hand in tests: the envelope is filled in, the body is given.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The spec.</param>
/// <param name="Claim">The claim.</param>
/// <param name="Body">The body as JSON.</param>
internal sealed record Sample(string Kind, string Text, string Claim, string Body)
{
    /// <summary>The text of the spec as the checker gets it.</summary>
    public SourceText Source => new("t.theory", Text);

    /// <summary>The certificate.</summary>
    public JsonObject Certificate() => new()
    {
        ["format"] = CertificateChecker.Format,
        ["kind"] = Kind,
        ["spec"] = "t.theory",
        ["sha256"] = CertificateChecker.Hash(Text),
        ["meaning"] = SpecReader.Parse(Source).Spec!.MeaningHash,
        ["claim"] = Claim,
        ["bits"] = "128",
        ["body"] = BodyWithOptima(),
    };

    /// <summary>The checker's answer.</summary>
    public CheckResult Check() => CertificateChecker.Check(Certificate().ToJsonString(), Source);

    /// <inheritdoc/>
    public override string ToString() => Kind;

    // Few statements speak of optima.
    private JsonNode? BodyWithOptima()
    {
        var body = JsonNode.Parse(Body);
        if (Kind is "instance" or "counterexample")
        {
            body!["optima"] ??= new JsonArray();
        }

        return body;
    }
}
