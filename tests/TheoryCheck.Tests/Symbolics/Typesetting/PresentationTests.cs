using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Tests.Symbolics.Typesetting;

public sealed class PresentationTests
{
    private static readonly Spec Nested = SpecReader.Parse(new SourceText("nested.theory", """
        given n in 1.., d in 1.., i in reals, x[r<n] in vector(d), w in vector(d)
        f[k<n] = sum(k2<d: w[k2]*x[k, k2])
        A = sum(k<n: f[k])
        claim same: derive A == -1*-A
        """)).Spec!;

    [Test]
    public void Text_AfterUnfolding_GivesDifferentSymbolsDifferentNames()
    {
        var inner = Nested.Symbols.Single(s => s.Name == "f");
        var outer = Nested.Symbols.Single(s => s.Name == "A");
        // The inner index is named like the outer one, as two definitions of one author may well do.
        var clash = Unfold.Definitions(outer.Body!);
        Assert.That(Typeset.TextOf(clash), Is.EqualTo("sum(k<n: sum(k2<d: w[k2]*x[k, k2]))"));
        var again = SpecReader.Parse(new SourceText("clash.theory", """
            given n in 1.., d in 1.., x[r<n] in vector(d), w in vector(d)
            f[k<n] = dot(w, x[k])
            A = sum(i<n: f[i])
            claim same: derive A == A
            """)).Spec!;
        var indexed = TheoryCheck.Symbolics.IndexForms.IndexForm.Of(again.Symbols.Single(s => s.Name == "A").Body!);
        Assert.That(Typeset.TextOf(indexed), Is.EqualTo("sum(i<n: sum(i1<d: w[i1]*x[i, i1]))"));
        Assert.That(inner.Body, Is.Not.Null);
    }

    [Test]
    public void Text_AsWritten_StaysAsItIs()
    {
        var claim = Nested.Claims[0];
        Assert.That(Typeset.TextOf(Nested.Symbols.Single(s => s.Name == "f").Body!), Is.EqualTo("sum(k2<d: w[k2]*x[k, k2])"));
        Assert.That(Typeset.TextOf(claim.Written), Does.StartWith("derive A == "));
    }
}
