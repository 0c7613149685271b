using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Tests.Symbolics.Typesetting;

public sealed class PresentationTests
{
    [Test]
    public void Text_OfAnIndexForm_GivesDifferentSymbolsDifferentNames()
    {
        var form = IndexForm.Of(Body("f[k<n] = dot(w, x[k])\nA = sum(i<n: f[i])"));
        Assert.That(Typeset.TextOf(form), Is.EqualTo("sum(i<n: sum(i1<d: w[i1]*x[i, i1]))"));
        Assert.That(Typeset.Of(form).Latex, Does.Contain("i_{1}"));
    }

    [TestCase("sum(k<n: sum(j<d: w[j]*x[k, j]))")]
    [TestCase("sum(k<n: norm(x[k])) + sum(k<d: w[k])")]
    public void Text_AsWritten_StaysAsItIs(string written) => Assert.That(Typeset.TextOf(Body($"A = {written}")), Is.EqualTo(written));

    private static Term Body(string definitions)
    {
        var read = SpecReader.Parse(new SourceText(
            "shown.theory", $"given n in 1.., d in 2.., x[r<n] in vector(d), w in vector(d)\n{definitions}\nclaim same: derive A == A\n"));
        Assert.That(read.Spec, Is.Not.Null, string.Concat(read.Diagnostics.Select(d => d.Render())));
        return read.Spec!.Symbols.Single(s => s.Name == "A").Body!;
    }
}
