using System.Text.RegularExpressions;
using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;

namespace TheoryCheck.Tests.Statistics;

public sealed class SeveralClaimsTests
{
    [Test]
    public void AlphaLedger_EqualSplit_SpendsExactlyTheBudget()
    {
        var ledger = AlphaLedger.EqualSplit(AlphaLedger.Default, ["a", "b", "c"]);
        Assert.That(ledger.Remaining, Is.EqualTo(Rational.Zero));
        Assert.That(ledger.For("b"), Is.EqualTo(Alpha.Of(1, 3000)));
        Assert.That(ledger.ToString(), Does.Contain("1/3000  b\n").And.EndsWith("1/1000 of 1/1000 spent\n"));
        Assert.That(AlphaLedger.EqualSplit(AlphaLedger.Default, []).Spent, Is.EqualTo(Rational.Zero));
    }

    [Test]
    public void AlphaLedger_OverspendOrRepeat_Throws()
    {
        var ledger = AlphaLedger.Open(Alpha.Of(1, 100)).Spend("a", Alpha.Of(1, 200));
        Assert.That(() => ledger.Spend("b", Alpha.Of(1, 199)), Throws.ArgumentException);
        Assert.That(() => ledger.Spend("a", Alpha.Of(1, 400)), Throws.ArgumentException);
        Assert.That(() => ledger.Spend("b", default), Throws.ArgumentException);
        Assert.That(() => ledger.For("b"), Throws.ArgumentException);
        Assert.That(ledger.Spend("b", Alpha.Of(1, 200)).Remaining.IsZero);
        Assert.That(() => AlphaLedger.EqualSplit(AlphaLedger.Default, ["a", "a"]), Throws.ArgumentException);
    }

    [Test]
    public void Holm_StepsDownUntilTheFirstFailure()
    {
        var alpha = Alpha.Of(1, 20);
        Assert.That(Holm.Reject([new(1, 100), new(4, 100), new(3, 100), new(1, 200)], alpha), Is.EqualTo(new[] { true, false, false, true }));
        Assert.That(Holm.Reject([new(1, 60), new(1, 40), new(1, 20)], alpha), Is.All.True, "ties reject");
        Assert.That(Holm.Reject([new(1, 50), new(0, 1)], alpha), Is.All.True);
        Assert.That(Holm.Reject([], alpha), Is.Empty);
    }

    [Test]
    public void EValues_BenjaminiHochbergRejectsAtLeastWhatBonferroniDoes()
    {
        var alpha = Alpha.Of(1, 10);
        TheoryCheck.Core.Sequence<Rational> values = [40, 14, 1, 20];
        Assert.That(EBonferroni.Reject(values, alpha), Is.EqualTo(new[] { true, false, false, false }));
        Assert.That(EBenjaminiHochberg.Reject(values, alpha), Is.EqualTo(new[] { true, true, false, true }), "14 >= 4/(0.1·3)");
        Assert.That(EBenjaminiHochberg.Reject([19, 19], alpha), Is.All.True, "10 is enough for two");
        Assert.That(EBenjaminiHochberg.Reject([9, 9], alpha), Is.All.False);
    }

    [Test]
    public void SequentialProbabilityRatio_Thresholds_AreExact()
    {
        var (delta, alpha) = (Probability.Of(1, 2), Alpha.Of(1, 100));

        // ρ = 2: a success multiplies the ratio by 3/2, a failure by 1/2.
        Assert.That(SequentialProbabilityRatio.Look(new Tally(12, 0, 0), delta, 2, alpha, alpha), Is.EqualTo(RatioExit.Supported));
        Assert.That(SequentialProbabilityRatio.Look(new Tally(11, 0, 0), delta, 2, alpha, alpha), Is.EqualTo(RatioExit.None));
        Assert.That(SequentialProbabilityRatio.Look(new Tally(0, 7, 0), delta, 2, alpha, alpha), Is.EqualTo(RatioExit.GaveUp));
        Assert.That(SequentialProbabilityRatio.Look(new Tally(0, 6, 0), delta, 2, alpha, alpha), Is.EqualTo(RatioExit.None));
        Assert.That(SequentialProbabilityRatio.Look(new Tally(0, 6, 0), delta, 2, alpha, Alpha.Of(1, 64)), Is.EqualTo(RatioExit.GaveUp), "a tie");
        Assert.That(SequentialProbabilityRatio.Look(new Tally(0, 0, 99), delta, 2, alpha, alpha), Is.EqualTo(RatioExit.None));
        Assert.That(() => SequentialProbabilityRatio.Look(default, delta, 1, alpha, alpha), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void SequentialProbabilityRatio_ExpectedTrials_MatchesWald() => Assert.That(
        SequentialProbabilityRatio.ExpectedTrials(Probability.Of(1, 100), 2, Alpha.Of(1, 100), Alpha.Of(1, 100)), Is.EqualTo(2911).Within(1));

    [Test]
    public void PilotSplit_ChoosesOnThePilotAndKeepsTheRestFresh()
    {
        var split = PilotSplit.Of(1001, new Rational(1, 4));
        Assert.That(split, Is.EqualTo(new PilotSplit(250, 751)));
        Assert.That(split.FirstFresh, Is.EqualTo(250));
        Assert.That(PilotSplit.Choose([new(7, 3, 0), new(8, 0, 2), new(8, 2, 0)]), Is.EqualTo(1), "unknowns count as failures, the first wins a tie");
        Assert.That(() => PilotSplit.Choose([new(7, 3, 0), new(8, 0, 0)]), Throws.ArgumentException);
        Assert.That(() => PilotSplit.Of(10, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void WitnessGrid_SupportsByOneAndRefutesByAllWithAnArgument()
    {
        var claim = FrequencyClaim.AtLeast(Probability.Of(9, 10));
        foreach (var argument in new[] { "", "the event grows with tau" })
        {
            var grid = new WitnessGrid(claim, 3, Alpha.Of(3, 100), Alpha.Of(1, 100), argument);
            Assert.That(grid.Tests.Select(t => t.Rule.SupportAlpha), Is.All.EqualTo(Alpha.Of(1, 100)));
            for (var i = 0; i < 12; i++)
            {
                grid.Observe(i % 3, Outcome.Failure);
            }

            Assert.That(grid.Decision, Is.EqualTo(argument.Length == 0 ? Decision.Undecided : Decision.Refuted));
        }

        var found = new WitnessGrid(claim, 3, Alpha.Of(3, 100), Alpha.Of(1, 100), "");
        for (var i = 0; i < 52; i++)
        {
            Assert.That(found.Decision, Is.EqualTo(Decision.Undecided));
            found.Observe(2, Outcome.Success);
        }

        Assert.That(found.Witness, Is.EqualTo(2));
        Assert.That(found.Decision, Is.EqualTo(Decision.Supported));
    }

    [Test]
    public void TestProcedure_EveryMember_IsDescribedCitedAndDocumented()
    {
        var root = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(root, "TheoryCheck.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var page = File.ReadAllText(Path.Combine(root, "docs", "statistics.md"));
        var works = File.ReadAllText(Path.Combine(root, "docs", "references.bib"));
        Assert.That(TestProcedure.All.Count, Is.GreaterThanOrEqualTo(11));
        Assert.That(TestProcedure.All.Select(p => p.Name), Is.Unique);
        foreach (var procedure in TestProcedure.All)
        {
            Assert.That(procedure.Decides, Is.Not.Empty);
            Assert.That(procedure.Guarantee, Is.Not.Empty);
            Assert.That(procedure.Citations, Is.Not.Empty, procedure.Name);
            Assert.That(page, Does.Contain($"**{procedure.Name}**").And.Contain(procedure.GetType().Name), procedure.Name);
            foreach (var citation in procedure.Citations)
            {
                Assert.That(Regex.IsMatch(works, $@"@\w+\{{{citation.Key},"), citation.Key);
                Assert.That(citation.Locus, Is.Not.Empty);
            }
        }
    }
}
