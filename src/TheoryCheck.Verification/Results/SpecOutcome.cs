using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Verification.Results;

/// <summary>What a run found about one spec.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="FileName">Its file, as the user named it.</param>
/// <param name="MeaningHash">The hash of its declarations and claims; empty when it could not be bound.</param>
/// <param name="Claims">The outcomes of its claims, in the order of the spec.</param>
public sealed record SpecOutcome(string Id, string Title, string FileName, string MeaningHash, Sequence<ClaimOutcome> Claims)
{
    /// <summary>The work it is quoted from, in words.</summary>
    public string Source { get; init; } = "";

    /// <summary>Words to filter by.</summary>
    public Sequence<string> Tags { get; init; } = [];

    /// <summary>The id of the spec it corrects, or empty.</summary>
    public string Corrects { get; init; } = "";

    /// <summary>What the correction changes, in one sentence, or empty.</summary>
    public string Change { get; init; } = "";

    /// <summary>The Markdown around the blocks.</summary>
    public string Prose { get; init; } = "";

    /// <summary>What the front end complained about.</summary>
    public Sequence<DiagnosticOutcome> Diagnostics { get; init; } = [];

    /// <summary>The declarations in the order of the spec.</summary>
    public Sequence<DeclarationOutcome> Declarations { get; init; } = [];
}

/// <summary>A declared symbol, ready to be shown.</summary>
/// <param name="Name">The symbol's name.</param>
/// <param name="Role">What it is: given, sweep, draw, open, definition, state, clock.</param>
/// <param name="Statement">The declaration.</param>
public sealed record DeclarationOutcome(string Name, string Role, Typeset Statement)
{
    /// <summary>The declaration of a symbol.</summary>
    public static DeclarationOutcome Of(Symbol symbol) => new(symbol.Name, symbol.Role.ToString().ToLowerInvariant(), Typeset.OfDeclaration(symbol));
}

/// <summary>A diagnostic as text.</summary>
/// <param name="Id">Its stable id.</param>
/// <param name="IsError">Whether the spec cannot be used.</param>
/// <param name="Place">File, line and column.</param>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="Rendering">The full text with the source line, carets, notes and help.</param>
public sealed record DiagnosticOutcome(string Id, bool IsError, string Place, string Message, string Rendering)
{
    /// <summary>The text of a diagnostic.</summary>
    public static DiagnosticOutcome Of(Diagnostic diagnostic) => new(
        diagnostic.Kind.Id,
        diagnostic.Kind.Severity == Severity.Error,
        diagnostic.Span.ToString(),
        diagnostic.Message,
        diagnostic.Render());
}
