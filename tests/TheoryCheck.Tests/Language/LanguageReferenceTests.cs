using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Language.Syntax;

namespace TheoryCheck.Tests.Language;

[TestFixture]
internal sealed class LanguageReferenceTests
{
    private static string Document => File.ReadAllText(Path.Combine(Corpora.Root, "docs", "language.md"));

    private static IEnumerable<string> Examples()
    {
        var source = new SourceText("language.md", Document);
        return LiterateText.Read(source, new DiagnosticBag()).Regions.Select(r => source.Text[r.Start..r.End]);
    }

    [TestCaseSource(nameof(Examples))]
    public void Example_OfTheReference_Binds(string example)
    {
        var result = SpecReader.Parse(new SourceText("example.theory", example));
        Assert.That(result.Spec, Is.Not.Null, Corpora.Show(result.Diagnostics));
    }

    [Test]
    public void Tables_OfTheReference_AreThoseOfTheCatalogue()
    {
        var refreshed = FamilyTables.Refresh(Document);
        if (Environment.GetEnvironmentVariable("REFRESH_TABLES") == "1")
        {
            File.WriteAllText(Path.Combine(Corpora.Root, "docs", "language.md"), refreshed);
        }

        Assert.That(Document, Is.EqualTo(refreshed), "run this test with REFRESH_TABLES=1");
    }
}
