using NUnit.Framework;
using TheoryCheck.Language;
using TheoryCheck.Reporting;
using TheoryCheck.Tests.Cli;
using TheoryCheck.Tests.Verification;
using TheoryCheck.Verification.Running;
using TheoryCheck.Verification.Running.State;

namespace TheoryCheck.Tests.Robustness;

/// <summary>A run in parts, joined, is the run.</summary>
[TestFixture]
public sealed class ShardTests : ScratchFixture
{
    [Test]
    public void AnySplit_Joined_GivesTheBytesOfTheWhole()
    {
        var options = SpecRun.Options with { Budget = 0.3 };
        var specs = Directory.EnumerateFiles(Path.Combine(Folder.Path, "specs")).Order(StringComparer.Ordinal).Select(SpecReader.Read).ToList();
        var whole = SuiteRunner.Run(specs, options with { Jobs = 2 }, IRunObserver.None, CancellationToken.None).Result;
        foreach (var parts in new[] { 1, 3, 4 })
        {
            var folders = Enumerable.Range(1, parts).Select(k => Path.Combine(Folder.Path, $"part-{parts}-{k}")).ToList();
            for (var k = parts; k >= 1; k--)
            {
                SuiteRunner.Run(specs, options with { Shard = new Shard(k, parts) }, IRunObserver.None, CancellationToken.None, RunState.Open(folders[k - 1], resume: false));
            }

            var (joined, _) = SuiteRunner.Join(specs, options with { MaxMemory = 1 }, RunState.Join(folders), out var missing);
            Assert.That(missing, Is.Empty);
            Assert.That(new JsonReport().Write(joined), Is.EqualTo(new JsonReport().Write(whole)), $"{parts} parts");
        }
    }

    [Test]
    public void Merge_OfAllShards_EndsAsTheRunAndOfAnythingElseExitsFour()
    {
        var run = Product.Run(Folder.Path, "run", "specs", "--filter", "means", "--out", "whole");
        string[] folders = ["part-1", "part-2"];
        foreach (var (folder, k) in folders.Select((f, i) => (f, i + 1)))
        {
            Assert.That(Product.Run(Folder.Path, "run", "specs", "--filter", "means", "--shard", $"{k}/2", "--out", folder).Code, Is.Zero);
            Assert.That(Path.Combine(Folder.Path, folder, "results.json"), Does.Not.Exist, "a part is not a report");
        }

        var merged = Product.Run(Folder.Path, "merge", "part-2", "part-1", "--out", "merged");
        Assert.That((merged.Code, VerdictLines(merged.Output)), Is.EqualTo((run.Code, VerdictLines(run.Output))), merged.Error);
        Assert.That(SmallSuite.Results(Folder, "merged"), Is.EqualTo(SmallSuite.Results(Folder, "whole")));

        Refused("shard 2/2 is missing", "part-1");
        Refused("TC8014", "whole");
        Product.Run(Folder.Path, "run", "specs", "--filter", "means", "--seed", "2", "--shard", "2/2", "--out", "other");
        Refused("another run", "part-1", "other");
        File.Delete(Directory.EnumerateFiles(Path.Combine(Folder.Path, "part-2", "state")).First());
        Refused("1 claim(s) are in none", "part-1", "part-2");
    }

    private void Refused(string reason, params string[] folders)
    {
        var ended = Product.Run(Folder.Path, ["merge", .. folders, "--out", "refused"]);
        Assert.That(ended.Code, Is.EqualTo(4), ended.Error);
        Assert.That(ended.Error, Does.Contain(reason));
    }

    private static string VerdictLines(string output) => string.Join('\n', output.Split('\n').Where(line => line.Contains("means/", StringComparison.Ordinal)));

    [TestCase("1/1", 1, 1)]
    [TestCase("7/7", 7, 7)]
    public void Shard_InItsForm_IsRead(string text, int number, int count) => Assert.That(Shard.TryParse(text), Is.EqualTo(new Shard(number, count)));

    [TestCase("")]
    [TestCase("0/3")]
    [TestCase("4/3")]
    [TestCase("-1/3")]
    [TestCase("1/0")]
    [TestCase("1/3/3")]
    [TestCase("1/100001")]
    [TestCase("+1/3")]
    [TestCase("99999999999/99999999999")]
    public void Shard_InAnyOtherForm_IsNone(string text) => Assert.That(Shard.TryParse(text), Is.Null);

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(10)]
    public void Shards_Together_HoldEachClaimOnce(int count) =>
        Assert.That(Enumerable.Range(0, 50).Select(i => Enumerable.Range(1, count).Count(k => new Shard(k, count).Holds(i))), Is.All.EqualTo(1));

    private protected override void Fill(Scratch folder) => SmallSuite.Write(folder);
}
