using System.Collections.Immutable;
using TheoryCheck.Language;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Verification.Search.Replay;

/// <summary>Judges the one instance or trial that a token names.</summary>
public static class ReplayRun
{
    /// <summary>What stands in the way of a replay: the spec is another one, or was changed; null when nothing does.</summary>
    public static string? Obstacle(ReplayToken token, Spec spec)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Front.Id != token.Spec ? $"the token is about the spec '{token.Spec}', the file holds '{spec.Front.Id}'"
            : !spec.MeaningHash.StartsWith(token.Hash, StringComparison.Ordinal) || token.Hash.Length == 0 ? $"the declarations or claims of '{spec.Front.Id}' were changed since the token was written"
            : spec.Claims.All(c => c.Name != token.Claim) ? $"'{spec.Front.Id}' has no claim '{token.Claim}'"
            : token.Written.Select(w => w.Name).Concat(token.Values.Select(v => v.Name)).GroupBy(n => n).Any(g => g.Count() > 1) ? "the token gives one symbol two values"
            : token.Written.Where(w => WrittenValue.Read(w.Definition) is null).Select(w => $"the token's value of '{w.Name}' is no definition").FirstOrDefault();
    }

    /// <summary>Judges the claim of the token with its symbols fixed to the token's values.</summary>
    /// <param name="token">A token without an obstacle.</param>
    /// <param name="spec">Its spec.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static ClaimOutcome Run(ReplayToken token, Spec spec, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(spec);
        var claim = spec.Claims.First(c => c.Name == token.Claim);
        var options = new RunOptions { Seed = token.Seed, Jobs = 1 };
        var values = token.Values.Select(v => (v.Name, Value: v.Value.ToTerm())).Concat(token.Written.Select(w => (w.Name, Value: WrittenValue.Read(w.Definition)!)))
            .ToImmutableDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        return ClaimJudge.Judge(new ClaimContext(spec, claim, new CheckSettings(spec, claim.Name), options, options.Alpha, _ => { }, cancellation)
        {
            Pins = new Pins(values, token.Trial, token.Place),
        });
    }
}
