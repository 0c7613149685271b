using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting;

/// <summary>
/// <c>junit.xml</c>, for build servers: one suite for each spec, one test for each claim. A claim fails when its verdict is not the expected one, or is
/// refuted with none expected; a broken one is an error; one that says nothing (inconclusive, vacuous) and was not expected to is skipped.
/// </summary>
public sealed class JUnitReport : ReportFormat
{
    private enum Result
    {
        Passed,
        Skipped,
        Failed,
        Error,
    }

    /// <inheritdoc/>
    public override string Name => "junit";

    /// <inheritdoc/>
    public override string FileName => "junit.xml";

    /// <inheritdoc/>
    public override string Write(RunResult result)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        var all = result.Specs.SelectMany(Tests).ToList();
        text.Append($"<testsuites name=\"TheoryCheck\"{Counts(all)}>\n");
        foreach (var spec in result.Specs)
        {
            var tests = Tests(spec).ToList();
            text.Append($"  <testsuite name=\"{Encode(spec.Id)}\" file=\"{Encode(spec.FileName)}\"{Counts(tests)}>\n");
            foreach (var test in tests)
            {
                Append(text, spec, test);
            }

            text.Append("  </testsuite>\n");
        }

        return text.Append("</testsuites>\n").ToString();
    }

    private static IEnumerable<Test> Tests(SpecOutcome spec)
    {
        var errors = spec.Diagnostics.Where(d => d.IsError).ToList();
        if (errors.Count > 0)
        {
            yield return new Test("(spec)", Result.Error, errors[0].Message, string.Concat(errors.Select(e => e.Rendering)), "");
        }

        foreach (var claim in spec.Claims)
        {
            var verdict = claim.Verdict;
            var message = claim.Expected is { } expected && !claim.IsAsExpected
                ? $"{VerdictWords.Word(verdict)}, but {VerdictWords.Word(expected)} is expected"
                : VerdictWords.Word(verdict);
            yield return new Test(claim.Name, ResultOf(claim), message, $"{verdict.Strength}\n{verdict.Reason}".Trim(), claim.Replay);
        }
    }

    private static Result ResultOf(ClaimOutcome claim) => claim switch
    {
        { Verdict.Kind: VerdictKind.Broken, Expected: not VerdictKind.Broken } => Result.Error,
        { IsAsExpected: false } => Result.Failed,
        { Expected: not null } => Result.Passed,
        { Verdict.Kind: VerdictKind.Refuted } => Result.Failed,
        { Verdict.Kind: VerdictKind.Inconclusive or VerdictKind.Vacuous } => Result.Skipped,
        _ => Result.Passed,
    };

    private static string Counts(List<Test> tests) =>
        $" tests=\"{tests.Count}\" failures=\"{tests.Count(t => t.Result == Result.Failed)}\" errors=\"{tests.Count(t => t.Result == Result.Error)}\" skipped=\"{tests.Count(t => t.Result == Result.Skipped)}\"";

    private static void Append(StringBuilder text, SpecOutcome spec, Test test)
    {
        text.Append($"    <testcase classname=\"{Encode(spec.Id)}\" name=\"{Encode(test.Name)}\">\n");
        var element = test.Result switch { Result.Error => "error", Result.Failed => "failure", Result.Skipped => "skipped", _ => "" };
        if (element.Length > 0)
        {
            text.Append($"      <{element} message=\"{Encode(test.Message)}\">{Encode(test.Detail)}</{element}>\n");
        }

        text.Append($"      <system-out>{Encode(string.Join("\n", new[] { test.Message, test.Detail, test.Replay }.Where(line => line.Length > 0)))}</system-out>\n");
        text.Append("    </testcase>\n");
    }

    private static string Encode(string text) => XmlText.Encode(text);

    private sealed record Test(string Name, Result Result, string Message, string Detail, string Replay);
}
