using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Running;

/// <summary>What a report says of a spec besides its claims' outcomes.</summary>
internal static class SpecOutcomes
{
    /// <summary>The outcome of a file: with diagnostics alone when it could not be bound.</summary>
    public static SpecOutcome Of(SpecResult result, Sequence<ClaimOutcome> claims)
    {
        var diagnostics = result.Diagnostics.Map(DiagnosticOutcome.Of).Concat(claims.Select(c => c.Refusal).OfType<DiagnosticOutcome>());
        if (result.Spec is not { } spec)
        {
            var id = Path.GetFileName(result.Source.Path);
            return new SpecOutcome(id, "not readable", result.Source.Path, "", []) { Diagnostics = diagnostics };
        }

        return new SpecOutcome(spec.Front.Id, spec.Front.Title, spec.Source.Path, spec.MeaningHash, claims)
        {
            Source = spec.Front.Source,
            Tags = spec.Front.Tags,
            Corrects = spec.Front.Corrects,
            Change = spec.Front.Change,
            Prose = spec.Prose,
            Diagnostics = diagnostics,
            Declarations = spec.Symbols.Select(s => new DeclarationOutcome(s.Name, s.Role.ToString().ToLowerInvariant(), Typeset.OfDeclaration(s))).ToSequence(),
        };
    }
}
