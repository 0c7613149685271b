using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language;

/// <summary>A spec after binding: every name resolved, every term typed, every claim closed.</summary>
/// <param name="Source">The text it came from.</param>
/// <param name="Front">The front matter; its id defaults to the file name.</param>
/// <param name="Symbols">Declared symbols in order of declaration, included ones first; symbols of blocks too.</param>
/// <param name="Evolutions">The <c>evolve</c> and <c>flow</c> blocks.</param>
/// <param name="Assumptions">The named assumptions on givens.</param>
/// <param name="Claims">The claims stated here, in order; claims of included specs are not among them.</param>
/// <param name="Checks">How hard to look; changes no meaning.</param>
/// <param name="Prose">The Markdown around the blocks, for the report; empty for a bare spec.</param>
/// <param name="MeaningHash">SHA-256 in hex of the formatted declarations and claims, without comments and <c>check</c> blocks.</param>
public sealed record Spec(
    SourceText Source,
    FrontMatter Front,
    Sequence<Symbol> Symbols,
    Sequence<Evolution> Evolutions,
    Sequence<Assumption> Assumptions,
    Sequence<Claim> Claims,
    Sequence<CheckBlock> Checks,
    string Prose,
    string MeaningHash);

/// <summary>The flat <c>key: value</c> list at the head of a literate spec.</summary>
/// <param name="Id">The spec's id; the file name without its ending unless given.</param>
/// <param name="Title">A line for tables.</param>
/// <param name="Source">The work it is quoted from, in words.</param>
/// <param name="Expect">The verdicts accepted by the author: for all claims, or one by one (<c>refuted</c>, or <c>mean: proved, frobenius: supported</c>).</param>
/// <param name="Tags">Words to filter by.</param>
/// <param name="Corrects">The id of the spec this one corrects, or empty.</param>
/// <param name="Change">One sentence that says what the correction changes, or empty.</param>
public sealed record FrontMatter(
    string Id,
    string Title,
    string Source,
    Sequence<Expectation> Expect,
    Sequence<string> Tags,
    string Corrects,
    string Change)
{
    /// <summary>The verdict accepted for a claim: its own, else the one for all; null when none is said.</summary>
    public VerdictKind? ExpectationOf(string claim) =>
        (Expect.LastOrDefault(e => e.Claim == claim) ?? Expect.LastOrDefault(e => e.Claim.Length == 0))?.Verdict;
}

/// <summary>An accepted verdict.</summary>
/// <param name="Claim">The claim's name, or empty for all claims.</param>
/// <param name="Verdict">The accepted verdict.</param>
public sealed record Expectation(string Claim, VerdictKind Verdict);

/// <summary>A named restriction of givens.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Formula">The formula; mentions givens and sweeps only.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Assumption(string Name, Term Formula, SourceSpan Span);

/// <summary>A claim: a closed sentence.</summary>
/// <param name="Name">Its name within the spec.</param>
/// <param name="Written">The formula as written.</param>
/// <param name="Closed">The formula with the omitted outer quantifiers inserted (marked <see cref="Quantified.IsImplied"/>); assumptions are not inserted.</param>
/// <param name="Assumptions">The assumptions that restrict the givens it reaches.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Claim(string Name, Term Written, Term Closed, Sequence<Assumption> Assumptions, SourceSpan Span);

/// <summary>A <c>check</c> block.</summary>
/// <param name="Claim">The claim it is about, or empty for all claims of the spec.</param>
/// <param name="Entries">Its lines.</param>
/// <param name="Span">Where it stands.</param>
public sealed record CheckBlock(string Claim, Sequence<CheckEntry> Entries, SourceSpan Span);

/// <summary>One line of a <c>check</c> block, such as <c>horizon k = 5000</c> or <c>witness C = 1/8</c>.</summary>
/// <param name="Key">What is set: <c>horizon</c>, <c>trials</c>, <c>case</c>, <c>witness</c>, <c>sample</c>, <c>instances</c>, <c>truncate</c>, <c>step</c>.</param>
/// <param name="Subject">The symbol it is set for, or null.</param>
/// <param name="Value">The value; may mention sweeps, givens and constants.</param>
/// <param name="Span">Where it stands.</param>
public sealed record CheckEntry(string Key, Symbol? Subject, Term Value, SourceSpan Span);

/// <summary>What the front end made of one file.</summary>
/// <param name="Source">The text.</param>
/// <param name="Spec">The bound spec; null when there are errors.</param>
/// <param name="Diagnostics">All diagnostics of the last phase that ran.</param>
public sealed record SpecResult(SourceText Source, Spec? Spec, Sequence<Diagnostic> Diagnostics);
