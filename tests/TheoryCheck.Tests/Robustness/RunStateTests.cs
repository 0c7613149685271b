using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Reporting;
using TheoryCheck.Tests.Cli;
using TheoryCheck.Tests.Verification;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;
using TheoryCheck.Verification.Running.State;

namespace TheoryCheck.Tests.Robustness;

/// <summary>What a run keeps is what it found, and nothing else is ever taken for it.</summary>
[TestFixture]
public sealed class RunStateTests : ScratchFixture
{
    private static readonly RunOptions Quick = SpecRun.Options with { Budget = 0.3 };

    [Test]
    public void Outcomes_KeptAndFound_GiveTheSameReports()
    {
        var first = Run(Open(resume: false), Quick);
        var again = Run(Open(resume: true), Quick with { Jobs = 3 }, mustNotJudge: true);
        foreach (var format in Catalogue<ReportFormat>.Members)
        {
            Assert.That(format.Write(again), Is.EqualTo(format.Write(first)), format.Name);
        }
    }

    [Test]
    public void Outcome_OfAnotherQuestion_IsNotFound()
    {
        var state = Open(resume: false);
        Run(state, SpecRun.Options with { Filter = "identity" });
        Assert.Multiple(() =>
        {
            Assert.That(Missing(state, SpecRun.Options with { Filter = "identity" }), Is.Zero);
            Assert.That(Missing(state, SpecRun.Options with { Filter = "identity", Seed = 2 }), Is.EqualTo(2));
            Assert.That(Missing(state, SpecRun.Options with { Filter = "identity", Alpha = new(1, 2000) }), Is.EqualTo(2));
            Assert.That(Missing(state, SpecRun.Options with { Filter = "identity", Budget = 2 }), Is.EqualTo(2));
            Folder.Write("specs/identity.theory", Folder.Read("specs/identity.theory") + "# a remark moves nothing, but is part of the text\n");
            Assert.That(Missing(state, SpecRun.Options with { Filter = "identity" }), Is.EqualTo(2));
        });
    }

    [Test]
    public void Outcome_WithAnyByteChanged_IsAnErrorAndNeverAnAnswer()
    {
        var options = SpecRun.Options with { Filter = "means/cube" };
        Run(Open(resume: false), options);
        var file = Directory.EnumerateFiles(Path.Combine(Folder.Path, "state")).Single();
        var whole = File.ReadAllBytes(file);
        for (var at = 0; at < whole.Length; at += 1 + (whole.Length / 200))
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= 1;
            File.WriteAllBytes(file, changed);
            Assert.That(() => Missing(Open(resume: true), options), Throws.TypeOf<DamagedStateException>(), $"byte {at}");
        }

        foreach (var length in new[] { 0, 1, 60, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.That(() => Missing(Open(resume: true), options), Throws.TypeOf<DamagedStateException>(), $"length {length}");
        }
    }

    [Test]
    public void State_OnAFullDisk_CostsTheStateAndNotTheRun()
    {
        using var disk = SmallDisk.Mount(Folder.Path, "16k");
        var state = RunState.Open(disk.Folder, resume: false);
        var full = Run(state, Quick);
        Assert.That(state.Failure, Is.Not.Null);
        Assert.That(new JsonReport().Write(full), Is.EqualTo(new JsonReport().Write(Run(null, Quick))));
        Assert.That(() => Missing(state, Quick), Throws.Nothing, "what was kept is whole");
    }

    [Test]
    public void RunWithoutResume_ForgetsWhatWasKept()
    {
        Run(Open(resume: false), SpecRun.Options with { Filter = "identity" });
        Open(resume: false);
        Assert.That(Directory.EnumerateFiles(Path.Combine(Folder.Path, "state")), Is.Empty);
    }

    private RunState Open(bool resume) => RunState.Open(Path.Combine(Folder.Path, "state"), resume);

    private List<SpecResult> Specs() =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder.Path, "specs")).Order(StringComparer.Ordinal).Select(SpecReader.Read)];

    private int Missing(RunState state, RunOptions options)
    {
        SuiteRunner.Join(Specs(), options, state, out var missing);
        return missing.Count;
    }

    private RunResult Run(RunState? state, RunOptions options, bool mustNotJudge = false)
    {
        using var source = new CancellationTokenSource();
        if (mustNotJudge)
        {
            // Whatever is not found stays unjudged and differs.
            source.Cancel();
        }

        return SuiteRunner.Run(Specs(), options, IRunObserver.None, source.Token, state).Result;
    }

    private protected override void Fill(Scratch folder) => SmallSuite.Write(folder);
}
