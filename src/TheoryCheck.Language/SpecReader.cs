using System.Collections.Immutable;
using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Language.Resolution;
using TheoryCheck.Language.Syntax;

namespace TheoryCheck.Language;

/// <summary>Reads spec files: text, tokens, statements, includes, names and types; all errors of a phase at once.</summary>
public static class SpecReader
{
    private const int LargestFile = 1 << 20;
    private const int DeepestInclude = 4;

    /// <summary>Reads a file. Never throws for what the file holds: that is in the diagnostics.</summary>
    public static SpecResult Read(string path)
    {
        var (source, problem) = Load(path);
        return problem is null ? Parse(source) : new SpecResult(source, null, [problem]);
    }

    /// <summary>Reads a text; includes are looked for beside its path.</summary>
    public static SpecResult Parse(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var diagnostics = new DiagnosticBag();
        try
        {
            return Parse(source, diagnostics);
        }
        catch (InsufficientExecutionStackException)
        {
            diagnostics.Report(SyntaxDiagnostics.TooDeep.At(new SourceSpan(source, 0, 0), "the definitions of this spec depend on each other too deeply"));
            return new SpecResult(source, null, diagnostics.Items);
        }
    }

    private static SpecResult Parse(SourceText source, DiagnosticBag diagnostics)
    {
        var layout = SpecLayout.Of(source, diagnostics);
        var own = layout.Blocks.SelectMany(b => Parser.Parse(b, diagnostics)).ToList();
        if (diagnostics.HasErrors)
        {
            return new SpecResult(source, null, diagnostics.Items);
        }

        var included = new List<StatementSyntax>();
        Include(source, own, included, [FullPath(source.Path)], 1, diagnostics);
        if (diagnostics.HasErrors)
        {
            return new SpecResult(source, null, diagnostics.Items);
        }

        var spec = new SpecBinder(diagnostics).Bind(source, layout.Front, layout.Prose, included, own);
        return new SpecResult(source, diagnostics.HasErrors ? null : spec, diagnostics.Items);
    }

    private static void Include(SourceText source, IEnumerable<StatementSyntax> statements, List<StatementSyntax> included, ImmutableList<string> trail, int depth, DiagnosticBag diagnostics)
    {
        foreach (var include in statements.OfType<IncludeSyntax>())
        {
            var folder = Path.GetDirectoryName(source.Path) ?? "";
            if (Path.IsPathRooted(include.Path) || include.Path.Split('/', '\\').Contains("..") || include.Path.Length == 0)
            {
                diagnostics.Report(ResolutionDiagnostics.Include.At(include.Span, $"'{include.Path}' leaves the folder of this spec", "name a spec beside this one or below its folder"));
                continue;
            }

            var found = new[] { "", ".theory.md", ".theory" }.Select(ending => Path.Combine(folder, include.Path + ending)).FirstOrDefault(File.Exists);
            if (found is null)
            {
                diagnostics.Report(ResolutionDiagnostics.Include.At(include.Span, $"there is no spec '{include.Path}' beside this one"));
                continue;
            }

            var full = FullPath(found);
            if (File.ResolveLinkTarget(found, returnFinalTarget: true) is { } target && !target.FullName.StartsWith(FullPath(folder.Length == 0 ? "." : folder), StringComparison.Ordinal))
            {
                diagnostics.Report(ResolutionDiagnostics.Include.At(include.Span, $"'{include.Path}' is a link that leaves the folder of this spec"));
                continue;
            }

            if (trail.Contains(full))
            {
                diagnostics.Report(ResolutionDiagnostics.Include.At(include.Span, $"'{include.Path}' includes itself"));
                continue;
            }

            if (depth > DeepestInclude)
            {
                diagnostics.Report(ResolutionDiagnostics.Include.At(include.Span, $"includes are nested more than {DeepestInclude} levels deep"));
                continue;
            }

            var (text, problem) = Load(found);
            if (problem is not null)
            {
                diagnostics.Report(problem);
                continue;
            }

            var inner = SpecLayout.Of(text, diagnostics).Blocks.SelectMany(b => Parser.Parse(b, diagnostics)).ToList();
            Include(text, inner, included, trail.Add(full), depth + 1, diagnostics);
            included.AddRange(inner.Where(s => s is not (ClaimSyntax or CheckSyntax or IncludeSyntax) && !included.Contains(s)));
        }
    }

    private static string FullPath(string path) => Path.GetFullPath(path.Length == 0 ? "." : path);

    private static (SourceText Source, Diagnostic? Problem) Load(string path)
    {
        var none = new SourceText(path, "");
        Diagnostic Problem(string message, string help = "") => SyntaxDiagnostics.Unreadable.At(new SourceSpan(none, 0, 0), message, help);
        try
        {
            if (Directory.Exists(path))
            {
                return (none, Problem($"'{path}' is a folder, not a spec file"));
            }

            var file = new FileInfo(path);
            if (!file.Exists || file.Attributes.HasFlag(FileAttributes.Device))
            {
                return (none, Problem($"there is no file '{path}'"));
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!stream.CanSeek || stream.Length > LargestFile)
            {
                return (none, Problem($"'{path}' holds more than {LargestFile / 1024} KiB or is no ordinary file", "split it into several specs and include them"));
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
            return (new SourceText(path, text), null);
        }
        catch (DecoderFallbackException)
        {
            return (none, Problem($"'{path}' is not in UTF-8", "save it in UTF-8"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return (none, Problem($"'{path}' cannot be read: {e.Message}"));
        }
    }
}
