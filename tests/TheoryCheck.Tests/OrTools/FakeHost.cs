using System.Buffers.Binary;
using System.Text;
using TheoryCheck.OrTools;

namespace TheoryCheck.Tests.OrTools;

/// <summary>A shell script that plays a host: it greets, then does what a test wants. Bytes lie in files that it copies to its output.</summary>
internal sealed class FakeHost : IDisposable
{
    private const string Greeting = """{"protocol":1,"solver":"fake","package":"0","node":"none"}""";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("theorycheck-host-");

    /// <summary>A host that runs <paramref name="script"/> after its greeting; <c>$1</c> is its folder.</summary>
    public FakeHost(string script, params (string Name, byte[] Bytes)[] files)
    {
        Add("greeting", Framed(Encoding.UTF8.GetBytes(Greeting)));
        foreach (var (name, bytes) in files)
        {
            Add(name, bytes);
        }

        File.WriteAllText(Path.Combine(folder.FullName, "host.sh"), $"echo start >> \"$1/starts\"\ncat \"$1/greeting\"\n{script}\n");
    }

    public HostCommand Command => new("/bin/sh", [Path.Combine(folder.FullName, "host.sh"), folder.FullName], folder.FullName);

    public int Starts => File.ReadAllLines(Path.Combine(folder.FullName, "starts")).Length;

    public static byte[] Framed(byte[] bytes)
    {
        var frame = new byte[4 + bytes.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, bytes.Length);
        bytes.CopyTo(frame, 4);
        return frame;
    }

    public OrToolsOracle Oracle(double startSeconds = 10) => new(() => Command, TimeSpan.FromSeconds(startSeconds));

    public void Dispose() => folder.Delete(recursive: true);

    private void Add(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder.FullName, name), bytes);
}
