using System.Globalization;
using System.Text;

namespace TheoryCheck.Core;

/// <summary>
/// Writes files that are whole or not there, whatever ends the process or the machine: a draft in the same folder, flushed to the disk,
/// renamed over the file, and the folder flushed too. A reader sees the old content or the new.
/// </summary>
public static class DurableFile
{
    private const string Ending = ".draft";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static int drafts;

    /// <summary>Writes text as UTF-8 without a mark.</summary>
    /// <exception cref="IOException">It could not be written: what was there before is untouched.</exception>
    public static void Write(string path, string text) => Write(path, Utf8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    /// <exception cref="IOException">It could not be written: what was there before is untouched.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content) => Write(path, content, static draft => new FileStream(draft, FileMode.CreateNew, FileAccess.Write));

    /// <summary>Removes what killed processes of this machine left of their drafts in a folder, and drafts of any machine older than a day.</summary>
    public static void Sweep(string folder)
    {
        foreach (var draft in Directory.EnumerateFiles(folder, ".*" + Ending))
        {
            if (IsStale(draft))
            {
                File.Delete(draft);
            }
        }
    }

    internal static void Write(string path, ReadOnlySpan<byte> content, Func<string, FileStream> create)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var draft = Path.Combine(folder, string.Create(
            CultureInfo.InvariantCulture, $".{Path.GetFileName(path)}.{Machine}-{Environment.ProcessId}-{Interlocked.Increment(ref drafts)}{Ending}"));
        try
        {
            using (var stream = create(draft))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }

        FolderSync.Flush(folder);
    }

    private static string Machine => Environment.MachineName.Replace('-', '_').Replace('.', '_');

    private static bool IsStale(string draft)
    {
        var writer = Path.GetFileName(draft)[..^Ending.Length].Split('.')[^1].Split('-');
        if (writer is [var machine, var process, _] && machine == Machine && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return id != Environment.ProcessId && !IsRunning(id);
        }

        return TimeProvider.System.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(draft)) > TimeSpan.FromDays(1);
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
