using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Truth;

[TestFixture]
public sealed class MutantLedgerTests
{
    private static readonly JudgedMutant First = new("a/c: sign lost 1", "sign lost", VerdictKind.Refuted, "x == 1", "");
    private static readonly JudgedMutant Second = new("a/c: sign lost 2", "sign lost", VerdictKind.Proved, "x == 2", "a note");

    [Test]
    public void Ledger_ReadAgain_HoldsWhatWasAdded()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{nameof(MutantLedgerTests)}.tsv");
        File.Delete(path);
        MutantLedger.Read(path).Add([First]);
        MutantLedger.Read(path).Add([Second]);
        File.AppendAllText(path, "a line that a run did not finish");
        Assert.That(MutantLedger.Read(path).Judged, Is.EquivalentTo(new[] { First, Second }));
        File.Delete(path);
    }

    [Test]
    public void Counts_OfVerdicts_AreInOneOrder() =>
        Assert.That(MutantLedger.Counts([First, Second, First]), Is.EqualTo(MutantLedger.Counts([Second, First, First])));
}
