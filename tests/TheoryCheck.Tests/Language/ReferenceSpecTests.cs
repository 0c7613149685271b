using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Language.Syntax;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Tests.Language;

[TestFixture]
internal sealed class ReferenceSpecTests
{
    [TestCaseSource(typeof(Corpora), nameof(Corpora.Names))]
    public void ReferenceSpec_Parsed_HasNoMistake(string name) =>
        Assert.That(Parser.Parse(Corpora.Text(name)).Diagnostics.Items, Is.Empty);

    [TestCaseSource(typeof(Corpora), nameof(Corpora.Names))]
    public void ReferenceSpec_Bound_HasClaimsThatAreClosed(string name)
    {
        var result = SpecReader.Parse(Corpora.Text(name));
        Assert.That(result.Spec, Is.Not.Null, Corpora.Show(result.Diagnostics));
        Assert.That(result.Spec!.Claims, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Examples))]
    public void Example_OfFamilyMember_Binds(string name, string example)
    {
        var result = SpecReader.Parse(new SourceText(name, example));
        Assert.That(result.Spec, Is.Not.Null, Corpora.Show(result.Diagnostics));
    }

    [TestCaseSource(typeof(Corpora), nameof(Corpora.Names))]
    public void Format_OfReferenceSpec_IsStableAndKeepsMeaning(string name)
    {
        var once = SpecFormatter.Format(Corpora.Text(name)).Text;
        var twice = SpecFormatter.Format(new SourceText(name, once)).Text;
        Assert.That(twice, Is.EqualTo(once));
        Assert.That(
            SpecFormatter.Meaning(Parser.Parse(new SourceText(name, once)).Syntax), Is.EqualTo(SpecFormatter.Meaning(Parser.Parse(Corpora.Text(name)).Syntax)));
        Assert.That(once.Split('\n').Where(l => !l.Contains('#')).Max(l => l.Length), Is.LessThanOrEqualTo(100));
        Assert.That(once.Count(c => c == '#'), Is.EqualTo(Corpora.Text(name).Text.Count(c => c == '#')), "a comment was lost");
    }

    private static IEnumerable<TestCaseData> Examples() =>
        Catalogue<Operation>.Members.Select(o => (o.Name, o.Example))
            .Concat(Catalogue<BindingForm>.Members.Select(f => (f.Name + ":", f.Example)))
            .Select(e => new TestCaseData(e.Item1, e.Example).SetArgDisplayNames(e.Item1));
}
