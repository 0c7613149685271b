namespace TheoryCheck.Tests.Specs;

/// <summary>Where the repository lies, found from the test assembly upwards.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>specs</c> and <c>src</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !(Directory.Exists(Path.Combine(folder.FullName, "specs")) && Directory.Exists(Path.Combine(folder.FullName, "src"))))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("the folder with 'specs' and 'src'");
    }
}
