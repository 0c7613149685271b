using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Language;

/// <summary>The tables of built-in names in the language reference, from the catalogue.</summary>
public static class FamilyTables
{
    /// <summary>The names of the tables: each fills the place between <c>&lt;!-- generated:name --></c> and <c>&lt;!-- end --></c>.</summary>
    public static Sequence<string> Names =>
        ["scalar-functions", "tensor-functions", "sets", "laws", "predicates", "calculus", "functionals", "forms"];

    /// <summary>A Markdown table of one family, sorted by name.</summary>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    public static string GenerateFamilyTables(string name)
    {
        var rows = name switch
        {
            "scalar-functions" => Rows<ScalarFunction>(),
            "tensor-functions" => Rows<TensorFunction>(),
            "sets" => Rows<SetConstructor>(),
            "laws" => Rows<Law>(),
            "predicates" => Rows<Predicate>(),
            "calculus" => Rows<CalculusOperation>(),
            "functionals" => Rows<Functional>(),
            "forms" => Catalogue<BindingForm>.Members.Select(f => (f.Usage, f.Summary)),
            _ => throw new ArgumentException($"there is no table '{name}'", nameof(name)),
        };
        var text = new StringBuilder("| Usage | Meaning |\n|---|---|\n");
        foreach (var (usage, summary) in rows.OrderBy(r => r.Item1, StringComparer.Ordinal))
        {
            text.Append($"| `{usage}` | {summary.Replace("|", "\\|")} |\n");
        }

        return text.ToString();
    }

    /// <summary>A document with all its tables filled in anew.</summary>
    public static string Refresh(string document)
    {
        foreach (var name in Names)
        {
            var opening = $"<!-- generated:{name} -->\n";
            var start = document.IndexOf(opening, StringComparison.Ordinal);
            if (start >= 0)
            {
                start += opening.Length;
                var end = document.IndexOf("<!-- end -->", start, StringComparison.Ordinal);
                document = document[..start] + GenerateFamilyTables(name) + document[end..];
            }
        }

        return document;
    }

    private static IEnumerable<(string Usage, string Summary)> Rows<T>()
        where T : Operation => Catalogue<Operation>.Members.OfType<T>().Select(o => (o.Usage, o.Summary));
}
