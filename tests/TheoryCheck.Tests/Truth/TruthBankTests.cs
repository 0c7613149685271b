using System.Diagnostics;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Tests.Verification;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Truth;

/// <summary>Statements whose answers are known by other means: the tool may be silent about some, and is wrong about none.</summary>
[TestFixture]
public sealed class TruthBankTests
{
    private const double Decided = 0.9;

    private static readonly Lazy<List<(KnownAnswer Known, ClaimOutcome Outcome)>> Judged = new(Judge);

    [Test]
    public void Bank_HasEnoughOfEachKind()
    {
        var all = KnownAnswer.All();
        Assert.Multiple(() =>
        {
            Assert.That(all, Has.Count.GreaterThanOrEqualTo(200));
            Assert.That(all.Count(k => k.IsClear && k.Answer == Answer.True), Is.GreaterThanOrEqualTo(80));
            Assert.That(all.Count(k => k.IsClear && k.Answer == Answer.False), Is.GreaterThanOrEqualTo(80));
            Assert.That(all.Count(k => !k.IsClear), Is.GreaterThanOrEqualTo(40));
            Assert.That(all.Select(k => k.Name), Is.Unique);
            Assert.That(all.Select(k => k.Why), Has.None.Empty);
        });
    }

    [Test]
    public void Verdicts_AreNeverWrong() => Assert.That(Judged.Value.Where(j => IsWrong(j.Known.Answer, j.Outcome.Verdict)).Select(Line), Is.Empty);

    [Test]
    public void Verdicts_OfClearStatements_AreMostlyDecisions()
    {
        foreach (var group in Judged.Value.GroupBy(j => j.Known.Group, StringComparer.Ordinal))
        {
            TestContext.Out.WriteLine($"{group.Key,-14} {group.Count(),4} statements, {group.Count(j => IsDecided(j.Known.Answer, j.Outcome.Verdict.Kind)),4} decided");
        }

        var clear = Judged.Value.Where(j => j.Known.IsClear).ToList();
        var open = clear.Where(j => !IsDecided(j.Known.Answer, j.Outcome.Verdict.Kind)).ToList();
        TestContext.Out.WriteLine($"{clear.Count - open.Count} of {clear.Count} clear statements decided; open:\n  {string.Join("\n  ", open.Select(Line))}");
        Assert.That(clear.Count - open.Count, Is.GreaterThanOrEqualTo(Decided * clear.Count));
    }

    private static bool IsWrong(Answer answer, Verdict verdict) => answer switch
    {
        Answer.True => verdict.Kind is VerdictKind.Refuted or VerdictKind.Broken or VerdictKind.Vacuous,
        Answer.False => verdict.Kind is VerdictKind.Proved or VerdictKind.Certified or VerdictKind.Supported or VerdictKind.Broken or VerdictKind.Vacuous,
        Answer.Undefined => verdict.Kind is VerdictKind.Proved or VerdictKind.Certified or VerdictKind.Supported or VerdictKind.Refuted,
        _ => verdict.Kind is VerdictKind.Refuted or VerdictKind.Supported or VerdictKind.Certified,
    };

    private static bool IsDecided(Answer answer, VerdictKind kind) => answer switch
    {
        Answer.True => kind is VerdictKind.Proved or VerdictKind.Certified or VerdictKind.Supported,
        Answer.False => kind is VerdictKind.Refuted,
        Answer.Undefined => kind is VerdictKind.Broken,
        _ => kind is VerdictKind.Vacuous,
    };

    private static string Line((KnownAnswer Known, ClaimOutcome Outcome) judged) =>
        $"{judged.Known.Group}: {judged.Known.Name} ({judged.Known.Answer}): {judged.Outcome.Verdict.Kind} {judged.Outcome.Verdict.Qualifier} {judged.Outcome.Verdict.Reason}";

    // One run, as a user would judge them: its threads share the work, and its claims share the error budget.
    private static List<(KnownAnswer Known, ClaimOutcome Outcome)> Judge()
    {
        var all = KnownAnswer.All();
        var clock = Stopwatch.StartNew();
        var read = all.Select((known, i) => SpecReader.Parse(new SourceText($"{i:000}.theory", known.Text))).ToList();
        var errors = all.Zip(read).Where(p => p.Second.Spec is null || p.Second.Spec.Claims.Count != 1).Select(p => $"{p.First.Name}: {string.Concat(p.Second.Diagnostics.Select(d => d.Render()))}");
        Assert.That(errors, Is.Empty);
        var (result, times) = SuiteRunner.Run(read, SpecRun.Options with { Jobs = Environment.ProcessorCount }, IRunObserver.None, CancellationToken.None);
        var slow = times.OrderByDescending(t => t.Elapsed).Take(8).Select(t => $"{all[int.Parse(t.Spec, System.Globalization.CultureInfo.InvariantCulture)].Name} {t.Elapsed.TotalSeconds:0.0} s");
        TestContext.Out.WriteLine($"{all.Count} statements judged in {clock.Elapsed.TotalSeconds:0.0} s; longest: {string.Join("; ", slow)}");
        return [.. all.Zip(result.Specs, (known, spec) => (known, spec.Claims[0]))];
    }
}
