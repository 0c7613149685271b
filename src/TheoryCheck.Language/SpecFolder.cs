using TheoryCheck.Core;

namespace TheoryCheck.Language;

/// <summary>
/// The folder of a spec, and the only files its <c>include</c> lines may read: regular files that lie in it or below, where every
/// symbolic link on the way has been followed.
/// </summary>
/// <param name="path">The folder's full path.</param>
internal sealed class SpecFolder(string path)
{
    /// <summary>What may stand behind the name of a spec in a file's name, in the order in which files are looked for.</summary>
    public static readonly Sequence<string> Endings = ["", ".theory.md", ".theory"];

    // The folder itself may be reached through links; only what it holds has to stay within it.
    private readonly string root = Resolve(path);

    /// <summary>A full path with all symbolic links on the way followed; as it was when something on the way cannot be followed.</summary>
    public static string Resolve(string full)
    {
        try
        {
            return Followed(full) ?? full;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return full;
        }
    }

    /// <summary>The full path, links resolved, of the file that an <c>include</c> names; null when it names none that may be read.</summary>
    public string? Locate(string name)
    {
        if (name.Length == 0 || Path.IsPathRooted(name) || name.Contains('\\') || name.Contains('\0') || name.Contains(':') || name.Split('/').Contains(".."))
        {
            return null;
        }

        foreach (var ending in Endings)
        {
            try
            {
                if (Followed(Path.GetFullPath(Path.Combine(root, name + ending))) is { } target && IsWithin(target) && IsRegular(target))
                {
                    return target;
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                return null;
            }
        }

        return null;
    }

    private bool IsWithin(string target) =>
        target.StartsWith(root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // A pipe has no length and would wait for a writer.
    private static bool IsRegular(string target) =>
        (File.GetAttributes(target) & (FileAttributes.Device | FileAttributes.Directory)) == FileAttributes.None && new FileInfo(target).Length > 0;

    // Follows the links of all folders on the way, from the outermost in; null when something on the way does not exist.
    private static string? Followed(string full)
    {
        var at = Path.GetPathRoot(full) ?? "";
        foreach (var part in full[at.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(at, part);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (!entry.Exists)
            {
                return null;
            }

            if (entry.ResolveLinkTarget(returnFinalTarget: true) is not { } target)
            {
                at = next;
            }
            else if (Followed(target.FullName) is { } followed)
            {
                at = followed;
            }
            else
            {
                return null;
            }
        }

        return at;
    }
}
