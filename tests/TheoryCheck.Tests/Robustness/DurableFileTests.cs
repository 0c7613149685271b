using System.Diagnostics;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Cli;

namespace TheoryCheck.Tests.Robustness;

/// <summary>A file is the old one or the new one, never half of one.</summary>
[TestFixture]
public sealed class DurableFileTests : ScratchFixture
{
    [Test]
    public void Write_OverAFile_ReplacesItAndLeavesNoDraft()
    {
        DurableFile.Write(At("a.txt"), "first");
        DurableFile.Write(At("a.txt"), "second, é");
        Assert.That(Folder.Read("a.txt"), Is.EqualTo("second, é"));
        Assert.That(Directory.GetFileSystemEntries(Folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void Write_ThatFailsMidway_LeavesTheOldFileAndNoDraft()
    {
        DurableFile.Write(At("a.txt"), "first");
        Assert.That(() => DurableFile.Write(At("a.txt"), new byte[100_000], draft => new FullDisk(draft)), Throws.TypeOf<IOException>());
        Assert.That(Folder.Read("a.txt"), Is.EqualTo("first"));
        Assert.That(Directory.GetFileSystemEntries(Folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void Write_WhereAFolderStands_FailsAndLeavesNoDraft()
    {
        Directory.CreateDirectory(At("a.txt"));
        Assert.That(() => DurableFile.Write(At("a.txt"), "text"), Throws.InstanceOf<SystemException>());
        Assert.That(Directory.GetFileSystemEntries(Folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void Write_ToAFullFileSystem_KeepsWhatWasThere()
    {
        using var disk = SmallDisk.Mount(Folder.Path, "64k");
        var file = Path.Combine(disk.Folder, "a.txt");
        DurableFile.Write(file, new string('a', 20_000));
        Assert.That(() => DurableFile.Write(file, new string('b', 200_000)), Throws.TypeOf<IOException>());
        Assert.That(File.ReadAllText(file), Is.EqualTo(new string('a', 20_000)));
        Assert.That(Directory.GetFileSystemEntries(disk.Folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void Sweep_RemovesTheDraftsOfTheDeadAndNoOthers()
    {
        var machine = Environment.MachineName.Replace('-', '_').Replace('.', '_');
        using var dead = Process.Start("true");
        dead.WaitForExit();
        string[] stale = [$".r.json.{machine}-{dead.Id}-1.draft"];
        string[] kept = [$".r.json.{machine}-{Environment.ProcessId}-9.draft", $".r.json.elsewhere-{dead.Id}-1.draft", "notes.draft", "r.json"];
        foreach (var name in stale.Concat(kept))
        {
            Folder.Write(name, "x");
        }

        DurableFile.Sweep(Folder.Path);
        Assert.That(Directory.EnumerateFiles(Folder.Path).Select(Path.GetFileName), Is.EquivalentTo(kept));
    }

    private string At(string name) => Path.Combine(Folder.Path, name);

    private sealed class FullDisk(string path) : FileStream(path, FileMode.CreateNew, FileAccess.Write)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer[..(buffer.Length / 2)]);
            throw new IOException("No space left on device");
        }
    }
}
