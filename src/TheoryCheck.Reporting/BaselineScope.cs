using TheoryCheck.Core;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Reporting;

/// <summary>Which claims of an earlier run the run now was asked for.</summary>
/// <param name="Paths">The files and folders on the command line; empty for all.</param>
/// <param name="Filter">The filter on claims.</param>
public sealed record BaselineScope(Sequence<string> Paths, ClaimFilter Filter)
{
    /// <summary>Every claim.</summary>
    public static BaselineScope All { get; } = new([], ClaimFilter.None);

    /// <summary>Whether a claim of the earlier run was asked for again.</summary>
    /// <param name="file">The file of its spec, as the earlier run named it, read from the current folder.</param>
    /// <param name="spec">The spec's id.</param>
    /// <param name="tags">The spec's tags.</param>
    /// <param name="claim">The claim's name.</param>
    public bool Covers(string file, string spec, Sequence<string> tags, string claim) =>
        Filter.Passes(spec, tags, claim) && (Paths.IsEmpty || Paths.Any(path => Contains(path, file)));

    private static bool Contains(string path, string file)
    {
        var (outer, inner) = (Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), Path.GetFullPath(file));
        return inner == outer || inner.StartsWith(outer.EndsWith(Path.DirectorySeparatorChar) ? outer : outer + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
