using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;

namespace TheoryCheck.Tests.Language;

/// <summary><c>fmt --bind</c> writes the part of a prefix whose place matters.</summary>
[TestFixture]
internal sealed class BindPrefixTests
{
    private const string Spec = "given n in 1.., m in 1..\n# a comment\nclaim c: exists C > 0: C*n >= m  # trailing\nclaim d: n >= 1\n";

    private static string Bind(string text, PrefixPlace place) => SpecFormatter.Bind(new SourceText("s.theory", text), place).Text;

    private static IEnumerable<string> Ids(string text) => SpecReader.Parse(new SourceText("s.theory", text)).Diagnostics.Select(d => d.Kind.Id);

    [TestCase(PrefixPlace.Outer, "claim c: for all n, m: exists C > 0: C*n >= m")]
    [TestCase(PrefixPlace.Inner, "claim c: exists C > 0: for all n, m: C*n >= m")]
    [TestCase(PrefixPlace.Both, "# or: claim c: exists C > 0: for all n, m: C*n >= m\nclaim c: for all n, m: exists C > 0: C*n >= m")]
    public void Bind_OfAnOmittedPrefix_WritesIt(PrefixPlace place, string expected)
    {
        Assert.That(Ids(Spec), Does.Contain("TC2007"));
        var bound = Bind(Spec, place);
        Assert.That(bound, Does.Contain(expected).And.Contain("# a comment").And.Contain("# trailing").And.Contain("claim d: n >= 1"));
        Assert.That(Ids(bound), Is.Empty);
    }

    [TestCase(PrefixPlace.Outer)]
    [TestCase(PrefixPlace.Inner)]
    [TestCase(PrefixPlace.Both)]
    public void Bind_Twice_ChangesNothing(PrefixPlace place)
    {
        var once = Bind(Spec, place);
        Assert.That(Bind(once, place), Is.EqualTo(once));
        Assert.That(SpecFormatter.Format(new SourceText("s.theory", once)).Text, Is.EqualTo(once));
    }

    [TestCase("given h > 0, n in 1..\nclaim c: n*h in O(h) as h -> 0 from above\n", "claim c: for all n: n*h in O(h) as h -> 0 from above")]
    [TestCase("given n in 1..\nclaim c: for all e > 0: eventually m: n <= e*m\n", "claim c: for all n: for all e > 0: ")]
    public void Bind_OfOtherForms_WritesThePrefixOutermost(string text, string expected)
    {
        Assert.That(Ids(text), Is.EqualTo(new[] { "TC2007" }));
        Assert.That(Bind(text, PrefixPlace.Outer), Does.Contain(expected));
    }

    [Test]
    public void Bind_OfAClaimWithoutExists_LeavesItAlone() =>
        Assert.That(Bind("given n in 1..\nclaim d: n >= 1\n", PrefixPlace.Both), Is.EqualTo("given n in 1..\nclaim d: n >= 1\n"));

    [Test]
    public void Bind_OfTextWithSyntaxErrors_LeavesItAlone() =>
        Assert.That(Bind("claim c: exists C > : C\n", PrefixPlace.Outer), Is.EqualTo("claim c: exists C > : C\n"));
}
