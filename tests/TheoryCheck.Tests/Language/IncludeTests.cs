using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;

namespace TheoryCheck.Tests.Language;

/// <summary>An include reads regular files in the spec's folder or below, and nothing else.</summary>
[TestFixture]
internal sealed class IncludeTests
{
    private string root = "";
    private string folder = "";

    [SetUp]
    public void Prepare()
    {
        root = Directory.CreateTempSubdirectory("include").FullName;
        folder = Path.Combine(root, "specs");
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        File.WriteAllText(Path.Combine(root, "outside.theory"), "given secret in reals\n");
        File.WriteAllText(Path.Combine(folder, "inside.theory"), "given n in 1..\n");
        File.WriteAllText(Path.Combine(folder, "sub", "deep.theory"), "given d in 1..\n");
    }

    [TearDown]
    public void Remove() => Directory.Delete(root, recursive: true);

    private SpecResult Read(string text)
    {
        var path = Path.Combine(folder, "main.theory");
        File.WriteAllText(path, text);
        return SpecReader.Read(path);
    }

    private static IEnumerable<string> Ids(SpecResult result) => result.Diagnostics.Select(d => d.Kind.Id);

    [TestCase("inside")]
    [TestCase("inside.theory")]
    [TestCase("./inside")]
    [TestCase("sub/deep")]
    public void Include_OfARegularFileBelow_IsRead(string name) => Assert.That(Ids(Read($"include \"{name}\"\n")), Is.Empty);

    [TestCase("../outside")]
    [TestCase("sub/../../outside")]
    [TestCase("sub/../inside")]
    [TestCase("/etc/hostname")]
    [TestCase("/dev/zero")]
    [TestCase("sub")]
    [TestCase("")]
    [TestCase("missing")]
    [TestCase("sub\\\\deep")]
    [TestCase("https://example.org/x")]
    public void Include_OfAnythingElse_IsRefused(string name) => Assert.That(Ids(Read($"include \"{name}\"\n")), Is.Not.Empty.And.All.Not.EqualTo("TC9001"));

    [Test]
    public void Include_ThroughALinkedFileThatLeavesTheFolder_IsRefused()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "linked.theory"), Path.Combine(root, "outside.theory"));
        Assert.That(Read("include \"linked\"\n").Diagnostics.Single().Message, Does.Contain("in this folder or below"));
    }

    [Test]
    public void Include_ThroughALinkedFolderThatLeavesTheFolder_IsRefused()
    {
        Directory.CreateSymbolicLink(Path.Combine(folder, "away"), root);
        var read = Read("include \"away/outside\"\n");
        Assert.That(read.Spec, Is.Null);
        Assert.That(read.Diagnostics.Single().Message, Does.Contain("in this folder or below"));
    }

    [Test]
    public void Include_ThroughALinkWithinTheFolder_IsRead()
    {
        Directory.CreateSymbolicLink(Path.Combine(folder, "near"), Path.Combine(folder, "sub"));
        Assert.That(Ids(Read("include \"near/deep\"\nclaim c: d >= 1\n")), Is.Empty);
    }

    [Test]
    public void Include_OfLinksInACircle_IsRefused()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "a.theory"), Path.Combine(folder, "b.theory"));
        File.CreateSymbolicLink(Path.Combine(folder, "b.theory"), Path.Combine(folder, "a.theory"));
        Assert.That(Read("include \"a\"\n").Spec, Is.Null);
    }

    [Test]
    public void Include_OfItself_IsACircle()
    {
        File.WriteAllText(Path.Combine(folder, "back.theory"), "include \"main\"\n");
        Assert.That(Read("include \"main\"\n").Diagnostics.Single().Message, Does.Contain("includes itself"));
        Assert.That(Read("include \"back\"\n").Diagnostics.Single().Message, Does.Contain("includes itself"));
    }

    [Test]
    public void Include_OfItselfThroughALinkedFolder_IsACircle()
    {
        File.WriteAllText(Path.Combine(folder, "main.theory"), "include \"main\"\n");
        Directory.CreateSymbolicLink(Path.Combine(root, "alias"), folder);
        Assert.That(SpecReader.Read(Path.Combine(root, "alias", "main.theory")).Diagnostics.Single().Message, Does.Contain("includes itself"));
    }

    [TestCase(4, true)]
    [TestCase(5, false)]
    public void Include_IsFollowedFourDeep(int depth, bool isRead)
    {
        for (var level = 1; level < depth; level++)
        {
            File.WriteAllText(Path.Combine(folder, $"l{level}.theory"), $"include \"l{level + 1}\"\n");
        }

        File.WriteAllText(Path.Combine(folder, $"l{depth}.theory"), "given m in 1..\n");
        var read = Read("include \"l1\"\nclaim c: 1 <= 2\n");
        Assert.That(read.Diagnostics.Select(d => d.Message), isRead ? Is.Empty : Has.One.Contains("deep"));
    }

    [Test]
    public void Include_OfTheSameFileTwice_IsReadOnce()
    {
        File.WriteAllText(Path.Combine(folder, "other.theory"), "include \"inside\"\n");
        Assert.That(Ids(Read("include \"inside\"\ninclude \"other\"\nclaim c: n >= 1\n")), Is.Empty);
    }

    [Test]
    public void Include_OfBytesThatAreNoUtf8_IsRefused()
    {
        File.WriteAllBytes(Path.Combine(folder, "bytes.theory"), [0x67, 0xFF, 0xFE, 0x0A]);
        Assert.That(Read("include \"bytes\"\n").Diagnostics.Single().Message, Does.Contain("UTF-8"));
    }
}
