using NUnit.Framework;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;

namespace TheoryCheck.Tests.Symbolics.Engine;

public sealed class CorpusTests
{
    private static IEnumerable<TestCaseData> Identities => Corpus.True().Select(e => new TestCaseData(e).SetArgDisplayNames(e.Name));

    private static IEnumerable<TestCaseData> NonIdentities => Corpus.False().Select(e => new TestCaseData(e).SetArgDisplayNames(e.Name));

    [Test]
    public void Corpus_HasAtLeastTwoHundredEntries() =>
        Assert.That(Corpus.True().Concat(Corpus.False()).Select(e => e.Name).Count(), Is.GreaterThanOrEqualTo(200));

    [TestCaseSource(nameof(Identities))]
    public void Identity_IsProvedByAReplayableDerivation(object entry)
    {
        var (_, left, right, facts) = (Entry)entry;
        var evidence = Equality.Decide(left.Term, right.Term, facts ?? Facts.None, 7);
        Assert.That(evidence, Is.InstanceOf<EqualityEvidence.Proved>(), evidence.ToString());
        Assert.That(((EqualityEvidence.Proved)evidence).Derivation.Replay(), Is.True);
    }

    [TestCaseSource(nameof(NonIdentities))]
    public void NonIdentity_IsRefutedAtAPoint(object entry)
    {
        var (_, left, right, facts) = (Entry)entry;
        var evidence = Equality.Decide(left.Term, right.Term, facts ?? Facts.None, 7);
        Assert.That(evidence, Is.InstanceOf<EqualityEvidence.Refuted>(), evidence.ToString());
    }
}
