using System.Collections.Immutable;

namespace TheoryCheck.OrTools;

/// <summary>What of the OR-Tools host is on this machine: Node, npm, the script and the package it runs.</summary>
public sealed record HostInstallation
{
    private const string PackageFolder = "node_modules/or-tools-wasm";

    /// <summary>The full path of Node, or null.</summary>
    public string? Node { get; private init; }

    /// <summary>The full path of npm, or null.</summary>
    public string? Npm { get; private init; }

    /// <summary>The folder with the script, preferably one in which the package is installed.</summary>
    public string? Folder { get; private init; }

    /// <summary>Whether the package is installed in <see cref="Folder"/>.</summary>
    public bool IsInstalled { get; private init; }

    /// <summary>What is missing and how to get it; null when nothing is.</summary>
    public string? Missing =>
        Folder is null ? "the host script is not beside the program"
        : !IsInstalled && Npm is null ? $"npm is not on the path; install Node 20 or later, then run 'npm ci --ignore-scripts' in {Folder}"
        : !IsInstalled ? $"the package or-tools-wasm is not installed; run 'npm ci --ignore-scripts' in {Folder}"
        : Node is null ? "Node is not on the path; install Node 20 or later"
        : null;

    /// <summary>Looks on the path, beside the program, and in the source tree that the program was built in.</summary>
    public static HostInstallation Find() => Find(AppContext.BaseDirectory, Environment.GetEnvironmentVariable("PATH") ?? "");

    internal static HostInstallation Find(string programFolder, string path)
    {
        var folders = Folders(programFolder).Where(f => File.Exists(Path.Combine(f, "solve.mjs"))).ToImmutableArray();
        var installed = folders.FirstOrDefault(f => Directory.Exists(Path.Combine(f, PackageFolder)));
        return new()
        {
            Node = OnPath("node", path),
            Npm = OnPath("npm", path),
            Folder = installed ?? folders.FirstOrDefault(),
            IsInstalled = installed is not null,
        };
    }

    internal HostCommand? Command() =>
        Missing is null ? new(Node!, ["--no-warnings", Path.Combine(Folder!, "solve.mjs")], Folder!) : null;

    private static IEnumerable<string> Folders(string programFolder)
    {
        yield return Path.Combine(programFolder, "host");
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "src", "TheoryCheck.OrTools", "host");
        }
    }

    private static string? OnPath(string program, string path)
    {
        string[] names = OperatingSystem.IsWindows() ? [program + ".exe", program + ".cmd"] : [program];
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
