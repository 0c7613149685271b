using System.Globalization;
using TheoryCheck.Checker;
using TheoryCheck.Core;

namespace TheoryCheck.Verification.Judging;

/// <summary>A verdict's strength in one sentence; it never says more than the verdict's kind.</summary>
internal static class Strength
{
    /// <summary>Quantities that bear on how much the verdict says.</summary>
    public static string Of(Judgement judgement, ClaimContext context)
    {
        var cases = judgement.Cases.Count(c => c.Kind == judgement.Kind || judgement.Kind == VerdictKind.Unrefuted);
        var where = judgement.Cases.Count > 1 ? $" on {Count(judgement.Cases.Count, "case")}" : "";
        var confidence = $"at level 1 - {FrequencyChecker.AlphaText(context.Alpha)} of the suite's {FrequencyChecker.AlphaText(context.Options.Alpha)}";
        var horizon = judgement.Cases.Select(c => c.DecidedUntil).Where(d => d is not null).DefaultIfEmpty(null).Min();
        var until = horizon is { } step ? string.Create(CultureInfo.InvariantCulture, $", up to step {step}") : "";
        var searched = judgement.Points > 0 ? $" at {Count(judgement.Points, "configuration")}" : "";
        return judgement.Kind switch
        {
            VerdictKind.Proved => "shown for all values of all symbols, step by step",
            VerdictKind.Certified => $"certified{where}: {judgement.Certificate?.Words}",
            VerdictKind.Supported when judgement.Trials == 0 => $"supported{where} by the exact law of what is drawn, in enclosures that the separate checker has not accepted",
            VerdictKind.Supported => $"supported{where} {confidence}{until}; not proved",
            VerdictKind.Unrefuted when judgement.IsWhole => $"true{searched}{where}, all that it ranges over, without a certificate that the separate checker accepted",
            VerdictKind.Unrefuted when judgement.Trials > 0 => $"not refuted: every test run{where} came out in its favour {confidence}{until}; the claim says more than was run",
            VerdictKind.Unrefuted => $"not refuted{searched}{where}{until}; this is no support",
            VerdictKind.Refuted when judgement.Qualifier == "statistical" => $"refuted by a valid test {confidence}",
            VerdictKind.Refuted when judgement.Certificate is { Truth: Certainty.False } certificate => $"refuted by a counterexample that the separate checker accepted: {certificate.Words}",
            VerdictKind.Refuted when judgement.Counterexample is { } failure => $"refuted by a counterexample re-checked in {failure.Arithmetic}, without a certificate: {judgement.Uncertified}",
            VerdictKind.Refuted when judgement.Qualifier == "derived" => "refuted by a derivation that the separate checker does not replay",
            VerdictKind.Refuted when judgement.IsByLaw => "refuted by the exact law of what is drawn",
            VerdictKind.Refuted => "refuted",
            VerdictKind.Vacuous => "nothing that was looked at satisfies what the claim assumes",
            VerdictKind.Broken => "the statement has no truth value as written",
            _ => cases > 0 && judgement.Trials > 0 ? $"not decided after {Count(judgement.Trials, "trial")}" : "not decided",
        };
    }

    private static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
