using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;

namespace TheoryCheck.Tests.Language;

[TestFixture]
internal sealed partial class DiagnosticExampleTests
{
    private static IEnumerable<DiagnosticKind> Kinds() =>
        CatalogueAssemblies.All.SelectMany(a => a.GetTypes())
            .Where(t => t.GetCustomAttribute<DiagnosticFamilyAttribute>() is not null)
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(f => f.GetValue(null)).OfType<DiagnosticKind>();

    private static IEnumerable<TestCaseData> FrontEndKinds() =>
        Kinds().Where(k => k.Id.StartsWith("TC1") || k.Id.StartsWith("TC2")).Where(k => k.Example.Length > 0).Select(k => new TestCaseData(k).SetArgDisplayNames(k.Id));

    [Test]
    public void Ids_OfAllKinds_AreUnique() => Assert.That(Kinds().Select(k => k.Id), Is.Unique);

    [TestCaseSource(nameof(FrontEndKinds))]
    public void Example_OfKind_ReportsItAtTheMarkedPlace(DiagnosticKind kind)
    {
        var mark = Mark().Match(kind.Example);
        Assert.That(mark.Success, "the example has no mark");
        Assert.That(mark.Groups[1].Value, Is.EqualTo(kind.Id));
        var text = Mark().Replace(kind.Example, "$2");
        var result = SpecReader.Parse(new SourceText("example.theory", text));
        Assert.That(
            result.Diagnostics.Select(d => (d.Kind.Id, d.Span.Start, d.Span.Length)),
            Does.Contain((kind.Id, mark.Index, mark.Groups[2].Length)), Corpora.Show(result.Diagnostics));
    }

    [GeneratedRegex(@"\{\|(TC\d+):(.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
