using TheoryCheck.Language;

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

    /// <summary>The specs of files, their diagnostics written.</summary>
    public static IReadOnlyList<SpecResult> Read(IEnumerable<string> files, Terminal terminal)
    {
        var specs = files.Select(SpecReader.Read).ToList();
        foreach (var diagnostic in specs.SelectMany(s => s.Diagnostics))
        {
            terminal.Error.Write(diagnostic.Render());
        }

        return specs;
    }

    /// <summary>One spec, its diagnostics written; null when there is no such file or it is no spec.</summary>
    /// <param name="path">The file.</param>
    /// <param name="help">What to do when it is not there.</param>
    /// <param name="terminal">Where to write.</param>
    public static SpecResult? ReadOne(string path, string help, Terminal terminal)
    {
        if (!File.Exists(path))
        {
            terminal.Error.WriteLine($"theorycheck: error TC8003: there is no spec file '{path}'");
            terminal.Error.WriteLine($"  help: {help}");
            return null;
        }

        return Read([path], terminal)[0] is { Spec: not null } read ? read : null;
    }

    private static bool IsSpec(string path) =>
        path.EndsWith(".theory.md", StringComparison.Ordinal) || path.EndsWith(".theory", StringComparison.Ordinal);
}
