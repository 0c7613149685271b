using System.Runtime.CompilerServices;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Language;

/// <summary>The reference specs beside the tests, and texts made from them.</summary>
internal static class Corpora
{
    public static string Folder { get; } = Path.Combine(Here(), "Corpus");

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.theory").Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    public static SourceText Text(string name) => new(Path.Combine(Folder, name), File.ReadAllText(Path.Combine(Folder, name)));

    public static string Show(Sequence<Diagnostic> diagnostics) => string.Join('\n', diagnostics.Select(d => d.Render()));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
