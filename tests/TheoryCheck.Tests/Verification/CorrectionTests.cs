using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Verification;

/// <summary>A spec that corrects another shows both statements.</summary>
[TestFixture]
internal sealed class CorrectionTests
{
    private const string Old = "---\nid: old\n---\n```theory\ngiven n in 1..\nclaim rate: n^2 >= 3\nclaim same: n >= 1\n```\n";
    private const string New = "---\nid: new\ncorrects: old\n---\n```theory\ngiven n in 1..\nclaim rate: n^2 >= 1\nclaim same: n >= 1\nclaim added: n >= 0\n```\n";

    private static Difference? Of(string claim, params string[] texts)
    {
        var specs = texts.Select((text, i) => SpecReader.Parse(new SourceText($"s{i}.theory.md", text))).ToList();
        var result = SuiteRunner.Run(specs, SpecRun.Options with { Filter = $"new/{claim}" }, IRunObserver.None, CancellationToken.None).Result;
        return result.Specs.Single().Claims.Single(c => c.Name == claim).Correction;
    }

    [Test]
    public void Claim_OfTheSameName_IsMarkedWhereItDiffers()
    {
        var correction = Of("rate", Old, New)!;
        Assert.That(correction.Old.MathMl, Does.Contain("<mrow class=\"removed\"><mn>3</mn></mrow>"));
        Assert.That(correction.New.MathMl, Does.Contain("<mrow class=\"added\"><mn>1</mn></mrow>"));
        Assert.That(correction.Old.Text, Does.Contain("n^2 >= 3"));
    }

    [Test]
    public void Claim_ThatReadsTheSame_HasAnEmptyDifference() => Assert.That(Of("same", Old, New), Has.Property("IsEmpty").True);

    [Test]
    public void Claim_WithoutCounterpart_CorrectsNone() => Assert.That(Of("added", Old, New), Is.Null);

    [Test]
    public void Claim_WhoseCorrectedSpecWasNotRead_CorrectsNone() => Assert.That(Of("rate", New), Is.Null);

    [Test]
    public void Claim_OfASpecThatCorrectsNothing_CorrectsNone() => Assert.That(Of("rate", Old, New.Replace("corrects: old\n", "", StringComparison.Ordinal)), Is.Null);
}
