using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using TheoryCheck.Tests.Cli;

namespace TheoryCheck.Tests.Robustness;

/// <summary>Runs that are killed, stopped, or have nowhere to write.</summary>
[TestFixture]
public sealed class StoppedRunTests : ScratchFixture
{
    private const int Kills = 20;
    private const string Slow = "x[i<2] ~ uniform(0, 1)\nclaim level: with probability >= 1/2 over x: x[0] <= x[1]\n";

    [Test]
    public void Run_KilledAgainAndAgainAndResumed_EndsWithTheSameBytes() => KillAndResume(Kills, seed: 4);

    [Test]
    [Explicit("Two hundred kills: two minutes. dotnet test --filter FullyQualifiedName~StoppedRunTests.Run_KilledTwoHundred")]
    public void Run_KilledTwoHundredTimesAndResumed_EndsWithTheSameBytes() => KillAndResume(200, seed: 5);

    private void KillAndResume(int kills, int seed)
    {
        Assert.That(Product.Run(Folder.Path, "run", "specs", "--out", "whole", "--jobs", "1", "--budget", "0.3").Code, Is.EqualTo(1));
        var random = new Random(seed);
        var (ended, kept) = (0, 0);
        for (var i = 0; i < kills; i++)
        {
            // From time to time the run begins anew, so that there is something left to kill.
            var anew = i % 4 == 0;
            using var process = Product.Start(Folder.Path, ["run", "specs", "--out", "out", "--jobs", "1", "--budget", "0.3", .. anew ? Array.Empty<string>() : ["--resume"]]);
            kept = anew ? 0 : kept;
            if (process.WaitForExit(random.Next(90, 380)))
            {
                ended++;
            }

            process.Kill();
            process.WaitForExit();
            foreach (var report in Reports())
            {
                using var whole = JsonDocument.Parse(File.ReadAllBytes(report));
            }

            var now = Directory.Exists(State) ? Directory.GetFiles(State, "*.outcome").Length : 0;
            Assert.That(now, Is.GreaterThanOrEqualTo(kept), "nothing kept is lost");
            kept = now;
        }

        var last = Product.Run(Folder.Path, "run", "specs", "--out", "out", "--resume", "--budget", "0.3");
        Assert.That(last.Code, Is.EqualTo(1), last.Error);
        Assert.That(SmallSuite.Results(Folder, "out"), Is.EqualTo(SmallSuite.Results(Folder, "whole")));
        Assert.That(Directory.EnumerateFiles(Path.Combine(Folder.Path, "out"), "*.draft", SearchOption.AllDirectories), Is.Empty);
        TestContext.Out.WriteLine($"{kills} kills, {ended} of them after the end");
        Assert.That(ended, Is.LessThan(kills));
    }

    [TestCase("-TERM", 1)]
    [TestCase("-INT", 1)]
    [TestCase("-TERM", 3)]
    public void Run_StoppedBySignals_EndsSoonWithItsCode(string signal, int times)
    {
        Folder.Write("slow.theory", Slow);
        using var process = Product.Start(Folder.Path, "run", "slow.theory", "--out", "out", "--budget", "100000");
        SpinWait.SpinUntil(() => Directory.Exists(State), 20_000);
        Thread.Sleep(300);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
        {
            using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }

        var ended = Product.End(process);
        Assert.That(ended.Code, Is.EqualTo(2), ended.Output + ended.Error);
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
        if (times == 1)
        {
            Assert.That(Folder.Read("out/results.json"), Does.Contain("stopped before"));
        }
    }

    [Test]
    public void Run_OnAFullDisk_ExitsFourAndLeavesNoHalfFile()
    {
        using var disk = SmallDisk.Mount(Folder.Path, "40k");
        var ended = Product.Run(Folder.Path, "run", "specs", "--filter", "identity", "--out", Path.Combine(disk.Folder, "out"));
        Assert.That(ended.Code, Is.EqualTo(4), ended.Error);
        Assert.That(ended.Error, Does.Contain("TC8007"));
        Assert.That(Directory.EnumerateFiles(disk.Folder, "*.draft", SearchOption.AllDirectories), Is.Empty);
        foreach (var report in Directory.EnumerateFiles(disk.Folder, "*.json", SearchOption.AllDirectories))
        {
            using var whole = JsonDocument.Parse(File.ReadAllBytes(report));
        }
    }

    [TestCase("state")]
    [TestCase("results.json/folder/")]
    public void Run_WithSomethingInTheWay_ExitsFour(string obstacle)
    {
        if (obstacle.EndsWith('/'))
        {
            Directory.CreateDirectory(Path.Combine(Folder.Path, "out", obstacle));
        }
        else
        {
            Directory.CreateDirectory(Path.Combine(Folder.Path, "out"));
            Folder.Write("out/" + obstacle, "not a folder");
        }

        var ended = Product.Run(Folder.Path, "run", "specs", "--filter", "identity", "--out", "out");
        Assert.That(ended.Code, Is.EqualTo(4), ended.Error);
        Assert.That(ended.Error, Does.Contain("TC8007"));
    }

    [Test]
    public void Resume_OfDamagedState_ExitsFourAndSaysWhichFile()
    {
        Product.Run(Folder.Path, "run", "specs", "--filter", "means/cube", "--out", "out");
        var file = Directory.EnumerateFiles(State).Single();
        File.AppendAllText(file, " ");
        var ended = Product.Run(Folder.Path, "run", "specs", "--filter", "means/cube", "--out", "out", "--resume");
        Assert.That((ended.Code, ended.Error), Is.EqualTo((4, ended.Error)));
        Assert.That(ended.Error, Does.Contain("TC8012").And.Contain(Path.GetFileName(file)));
    }

    private string State => Path.Combine(Folder.Path, "out", "state");

    private IEnumerable<string> Reports() => Directory.Exists(Path.Combine(Folder.Path, "out")) ? Directory.EnumerateFiles(Path.Combine(Folder.Path, "out"), "*.json") : [];

    private protected override void Fill(Scratch folder) => SmallSuite.Write(folder);
}
