using System.Runtime.CompilerServices;
using System.Text;
using NUnit.Framework;

namespace TheoryCheck.Tests.Symbolics.Typesetting;

/// <summary>Compares text with a file under <c>Goldens</c> beside the test; TC_UPDATE_GOLDENS=1 writes the file instead.</summary>
internal static class Golden
{
    public static void Check(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(testFile)!, "Goldens", name);
        if (Environment.GetEnvironmentVariable("TC_UPDATE_GOLDENS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual, new UTF8Encoding(false));
        }

        Assert.That(File.Exists(file), Is.True, $"there is no golden file {name}; run with TC_UPDATE_GOLDENS=1 and read what it writes");
        Assert.That(actual, Is.EqualTo(File.ReadAllText(file)), name);
    }
}
