using TheoryCheck.Core;

namespace TheoryCheck.Cli.Commands;

/// <summary>The spec files that paths on the command line name.</summary>
internal static class SpecFiles
{
    /// <summary>
    /// Files as they are; folders searched for <c>*.theory.md</c> and <c>*.theory</c>, in ordinal order of their paths. A path
    /// that names nothing is reported.
    /// </summary>
    /// <returns>The files, or null after an error has been written.</returns>
    public static IReadOnlyList<string>? Find(IReadOnlyList<string> paths, Terminal terminal)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var failed = false;
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                files.UnionWith(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsSpec).Select(f => f.Replace('\\', '/')));
            }
            else if (File.Exists(path))
            {
                files.Add(path);
            }
            else
            {
                terminal.Error.WriteLine($"theorycheck: error TC8003: there is no file or folder '{path}'");
                terminal.Error.WriteLine("  help: name spec files (*.theory.md, *.theory) or folders that hold some");
                failed = true;
            }
        }

        return failed ? null : [.. files];
    }

    private static bool IsSpec(string path) =>
        path.EndsWith(".theory.md", StringComparison.Ordinal) || path.EndsWith(".theory", StringComparison.Ordinal);
}
