using TheoryCheck.Core;
using TheoryCheck.Reporting;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Cli.Commands;

/// <summary>Chooses report formats and writes them.</summary>
internal static class Reports
{
    /// <summary>The formats of some names, all for none; null after an error has been written.</summary>
    public static IReadOnlyList<ReportFormat>? Choose(IReadOnlyList<string> names, Terminal terminal)
    {
        if (names.Count == 0)
        {
            return Catalogue<ReportFormat>.Members;
        }

        var chosen = new List<ReportFormat>();
        foreach (var name in names.SelectMany(n => n.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (ReportDirectory.Find(name) is not { } format)
            {
                var known = string.Join(", ", Catalogue<ReportFormat>.Members.Select(f => f.Name).Order(StringComparer.Ordinal));
                terminal.Error.WriteLine($"theorycheck: error TC8006: there is no report format '{name}'; there are {known}");
                return null;
            }

            chosen.Add(format);
        }

        return chosen;
    }

    /// <summary>Whether the folder can be written to; said before any work is done.</summary>
    public static bool Prepare(string folder, Terminal terminal)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".write-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8007: the folder '{folder}' cannot be written to: {e.Message}");
            terminal.Error.WriteLine("  help: choose another folder with --out");
            return false;
        }
    }
}
