namespace TheoryCheck.Tests.Rigor;

/// <summary>The files of the folder Data, from the test assembly.</summary>
internal static class EmbeddedData
{
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream("Rigor/" + name)
            ?? throw new FileNotFoundException("not embedded in the test assembly", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
