using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;

namespace TheoryCheck.Tests.Language;

[TestFixture]
internal sealed class HostileTextTests
{
    [TestCase("(", 100_000)]
    [TestCase("(", 10_000_000)]
    [TestCase("-", 100_000)]
    [TestCase("not ", 100_000)]
    [TestCase("f(", 100_000)]
    [TestCase("{", 100_000)]
    [TestCase("1+", 100_000)]
    [TestCase("1/", 100_000)]
    [TestCase("2^", 100_000)]
    [TestCase("for all x in reals: ", 50_000)]
    public void LongText_OfOnePiece_IsRefusedWithADiagnostic(string piece, int count)
    {
        var text = "c = " + string.Concat(Enumerable.Repeat(piece, count));
        Assert.That(SpecReader.Parse(new SourceText("x.theory", text)).Diagnostics, Is.Not.Empty);
    }

    [Test]
    public void Nesting_AtMostAHundredDeep_IsAccepted()
    {
        var text = "c = " + new string('(', 30) + "1" + new string(')', 30);
        Assert.That(SpecReader.Parse(new SourceText("x.theory", text)).Spec, Is.Not.Null);
    }

    [Test]
    public void Mutants_OfTheReferenceSpecs_NeverThrow()
    {
        var texts = Corpora.Names.Select(n => Corpora.Text(n).Text).ToArray();
        string[] pieces = ["(", ")", "[", "]", "{", "}", ":", ",", "..", "@", "for all", "exists", "where", "=", "<-", "~", "\n", "\n  ", "1", "x", "given ", "λ", "\0", "\ud800", "|->", "in (0,", "without", "-> 0 from above"];
        var random = new Random(20260101);
        for (var round = 0; round < 2_000; round++)
        {
            var text = texts[random.Next(texts.Length)];
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                var length = random.Next(Math.Min(12, text.Length - at));
                text = random.Next(3) switch
                {
                    0 => text.Remove(at, length),
                    1 => text.Insert(at, pieces[random.Next(pieces.Length)]),
                    _ => text.Remove(at, length).Insert(at, pieces[random.Next(pieces.Length)]),
                };
            }

            var source = new SourceText(Path.Combine(Corpora.Folder, "mutant.theory"), text);
            try
            {
                _ = SpecReader.Parse(source);
                var formatted = SpecFormatter.Format(source);
                if (formatted.Diagnostics.IsEmpty)
                {
                    Assert.That(SpecFormatter.Format(new SourceText("x.theory", formatted.Text)).Text, Is.EqualTo(formatted.Text), text);
                }
            }
            catch (Exception problem) when (problem is not AssertionException)
            {
                Assert.Fail($"round {round}: {problem}\n{text}");
            }
        }
    }
}
