using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Cli;

namespace TheoryCheck.Tests.Docs;

public sealed partial class ReferencesTests
{
    private static readonly string[] Keys = [.. Entry().Matches(File.ReadAllText(Repository.Folder("docs", "references.bib"))).Select(m => m.Groups["key"].Value)];

    [Test]
    public void Citations_OfAllTypesAndMethods_AreInTheReferences()
    {
        const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var cited = CatalogueAssemblies.All
            .Where(a => a.GetName().Name != "TheoryCheck.Tests")
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetMethods(Everything).Cast<MemberInfo>().Append(t))
            .SelectMany(m => m.GetCustomAttributes<CitesAttribute>(inherit: false).Select(c => (Member: m.Name, c.Key, c.Locus)))
            .ToList();
        Assert.That(cited, Is.Not.Empty);
        Assert.That(cited.Where(c => !Keys.Contains(c.Key)), Is.Empty);
        Assert.That(cited.Where(c => string.IsNullOrWhiteSpace(c.Locus)), Is.Empty);
    }

    [Test]
    public void Entries_AreUniqueAndInOrder()
    {
        Assert.That(Keys, Is.Unique);
        Assert.That(Keys, Is.EqualTo(Keys.Order(StringComparer.Ordinal)));
    }

    [Test]
    public void Entries_CloseTheirBraces()
    {
        var text = File.ReadAllText(Repository.Folder("docs", "references.bib"));
        Assert.That(text.Count(c => c == '{'), Is.EqualTo(text.Count(c => c == '}')));
        Assert.That(text.Split("\n@").Where(e => e.Count(c => c == '{') != e.Count(c => c == '}')), Is.Empty);
    }

    [GeneratedRegex(@"^@\w+\{(?<key>[^,]+),", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();
}
