using System.Diagnostics;
using NUnit.Framework;

namespace TheoryCheck.Tests.Robustness;

/// <summary>A file system of a few kilobytes, where this user may mount one; the test is skipped elsewhere, and says so.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static SmallDisk Mount(string parent, string size)
    {
        var folder = Path.Combine(parent, "disk");
        Directory.CreateDirectory(folder);
        Assume.That(OperatingSystem.IsLinux() && Call("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder), "this user may not mount a small file system");
        return new SmallDisk(folder);
    }

    public void Dispose() => Call("umount", Folder);

    private static bool Call(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
