using System.Diagnostics;
using NUnit.Framework;
using TheoryCheck.Tests.Cli;

namespace TheoryCheck.Tests.Robustness;

/// <summary>The results do not depend on how many threads there are, nor on what vectors the processor has.</summary>
[TestFixture]
public sealed class SameBytesTests : ScratchFixture
{
    private static readonly (string Jobs, string Variable)[] Ways =
        [("1", ""), ("2", "DOTNET_EnableAVX512F"), ("3", "DOTNET_EnableAVX2"), ("7", "DOTNET_EnableHWIntrinsic")];

    [Test]
    public void Results_OverThreadsAndVectorWidths_AreTheSameBytes()
    {
        byte[]? first = null;
        foreach (var (jobs, variable) in Ways)
        {
            var start = Product.Prepare(Folder.Path, "run", "specs", "--out", $"out-{jobs}{variable}", "--jobs", jobs, "--format", "json", "--budget", "0.3");
            if (variable.Length > 0)
            {
                start.Environment[variable] = "0";
            }

            using var process = Process.Start(start)!;
            Assert.That(Product.End(process).Code, Is.EqualTo(1));
            var bytes = SmallSuite.Results(Folder, $"out-{jobs}{variable}");
            Assert.That(bytes, Is.EqualTo(first ??= bytes), $"{jobs} threads, {variable} off");
        }
    }

    private protected override void Fill(Scratch folder) => SmallSuite.Write(folder);
}
