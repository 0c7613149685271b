using NUnit.Framework;

namespace TheoryCheck.Tests.Cli;

/// <summary>Tests that each have a folder of their own.</summary>
public abstract class ScratchFixture : IDisposable
{
    /// <summary>The folder.</summary>
    private protected Scratch Folder { get; private set; } = null!;

    [SetUp]
    public void MakeFolder()
    {
        Folder = new Scratch();
        Fill(Folder);
    }

    [TearDown]
    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What every test finds in it.</summary>
    private protected virtual void Fill(Scratch folder)
    {
    }
}
