using TheoryCheck.Core;

namespace TheoryCheck.Language.Syntax;

/// <summary>Mistakes of spelling and grammar.</summary>
[DiagnosticFamily]
internal static class SyntaxDiagnostics
{
    public static readonly DiagnosticKind Unexpected = new(
        "TC1001",
        "a word or symbol stands where something else is expected",
        "The grammar expects something else at this place. The message says what was found and what could stand there.",
        "given n in 1..\nclaim c: n {|TC1001:claim|} 1");

    public static readonly DiagnosticKind Unclosed = new(
        "TC1002",
        "a bracket is not closed",
        "Every `(`, `[` and `{` needs its partner. A statement goes on over line ends while a bracket is open, so a missing one swallows what follows.",
        "given n in 1..\nclaim c: {|TC1002:(|}n >= 1");

    public static readonly DiagnosticKind UnknownCharacter = new(
        "TC1003",
        "a character that the language does not use",
        "Names consist of ASCII letters, digits and underscores; Greek letters count as their English names, and ≤ ≥ ≠ ∈ ∀ ∃ · → ↦ are understood. Other letters are refused because they may look like these.",
        "given n in 1..\nclaim c: n {|TC1003:$|} 1");

    public static readonly DiagnosticKind BadNumber = new(
        "TC1004",
        "a number out of range or misspelled",
        "Numbers are decimal: digits, optionally a point with digits, optionally an exponent within 400; at most 400 digits. Write fractions as p/q.",
        "claim c: {|TC1004:1e999|} > 0");

    public static readonly DiagnosticKind TooDeep = new(
        "TC1005",
        "a formula is nested too deeply",
        "A formula may be nested 256 levels deep. Name parts of it by definitions.",
        "");

    public static readonly DiagnosticKind FrontMatter = new(
        "TC1006",
        "the front matter is not a list of `key: value` lines",
        "A literate spec may begin with lines `key: value` between two lines `---`. Keys are id, title, source, expect, tags, corrects and change.",
        "");

    public static readonly DiagnosticKind Unreadable = new(
        "TC1007",
        "a file cannot be read as a spec",
        "A spec is a file of at most 1 MiB in UTF-8. Folders, devices and binary files are not specs.",
        "");

    public static readonly DiagnosticKind TooLarge = new(
        "TC1008",
        "a spec is too large",
        "A spec may hold 20,000 tokens, a line 100,000 characters. Split it into several files and include them.",
        "");
}
