using TheoryCheck.Core;

namespace TheoryCheck.Language.Syntax;

/// <summary>What can be wrong with the form of a spec.</summary>
[DiagnosticFamily]
public static class SyntaxDiagnostics
{
    /// <summary>A character outside the language.</summary>
    public static readonly DiagnosticKind StrayCharacter = new(
        "TC1001", "Character outside the language",
        "Names are ASCII letters, digits and `_`, or Greek letters, which mean their English names. Letters that look alike are refused.",
        "given n in 1..\nc = n {|TC1001:$|} 2\n");

    /// <summary>A number that is not written as the language wants it.</summary>
    public static readonly DiagnosticKind MalformedNumber = new(
        "TC1002", "Malformed number",
        "Numbers are `digits`, `digits.digits`, optionally `e` and an exponent within 400, with at most 400 digits. A product needs `*`.",
        "c = {|TC1002:2d|}\n");

    /// <summary>A string without its closing quote.</summary>
    public static readonly DiagnosticKind UnclosedString = new(
        "TC1003", "String without end", "A string ends on the line on which it starts.", "include {|TC1003:\"other|}\n");

    /// <summary>Something else was expected at this place.</summary>
    public static readonly DiagnosticKind Unexpected = new(
        "TC1004", "Unexpected text",
        "The text stops making sense here. A statement goes on in the next line only if a bracket is open or the line is indented further.",
        "c = 1 {|TC1004:+|}\n");

    /// <summary>Brackets nested deeper than the limit.</summary>
    public static readonly DiagnosticKind TooDeep = new(
        "TC1005", "Nested too deeply", "Expressions may be nested 256 deep. Name parts of the expression by definitions of their own.", "");

    /// <summary>A text larger than the limit.</summary>
    public static readonly DiagnosticKind TooLarge = new(
        "TC1006", "Spec too large", "A spec has at most 1 MiB of text and 10,000 nodes.", "");

    /// <summary>A keyword where a name is needed.</summary>
    public static readonly DiagnosticKind KeywordAsName = new(
        "TC1007", "Keyword used as a name", "The words of the language cannot be names.", "given {|TC1007:where|} in 1..\n");

    /// <summary>A chain of comparisons that turns around.</summary>
    public static readonly DiagnosticKind MixedChain = new(
        "TC1008", "Comparisons in both directions", "A chain such as `a <= b < c` points one way; join others by `and`.", "given a in reals\nclaim c: 0 < a {|TC1008:>|} 1\n");

    /// <summary>A line of the front matter that is not <c>key: value</c>.</summary>
    public static readonly DiagnosticKind FrontMatter = new(
        "TC1009", "Front matter not understood", "The front matter is a flat list `key: value` between two lines `---`.", "---\n{|TC1009:colour|}: red\n---\n");

    /// <summary>A fence that is never closed.</summary>
    public static readonly DiagnosticKind UnclosedFence = new(
        "TC1010", "Block without end", "A fenced block ends with a line of at least as many fence characters as opened it.", "{|TC1010:```theory|}\nc = 1\n");

    /// <summary>A file that cannot be read.</summary>
    public static readonly DiagnosticKind Unreadable = new(
        "TC1011",
        "a file that cannot be read as a spec",
        "A spec is an ordinary file in UTF-8 of at most 1 MiB. Folders, devices and binary files are not specs.",
        "");
}
