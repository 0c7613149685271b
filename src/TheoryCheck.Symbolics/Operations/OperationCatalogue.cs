using System.Collections.Frozen;
using System.Collections.Immutable;
using TheoryCheck.Core;

namespace TheoryCheck.Symbolics.Operations;

/// <summary>The built-in names, looked up.</summary>
public static class OperationCatalogue
{
    // "The least eigenvalue of ..": what a summary names stands in its first words.
    private const int WordsThatName = 4;

    private static readonly Lazy<FrozenDictionary<string, Operation>> Operations =
        new(() => Catalogue<Operation>.Members.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, BindingForm>> Forms =
        new(() => Catalogue<BindingForm>.Members.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal));

    /// <summary>All names of operations, sorted.</summary>
    public static ImmutableArray<string> Names => [.. Operations.Value.Keys.Concat(Forms.Value.Keys).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The operation of a name, or null.</summary>
    public static Operation? Find(string name) => Operations.Value.GetValueOrDefault(name);

    /// <summary>The binding form of a name, or null; a name may be both (<c>min(a, b)</c> and <c>min(i&lt;n: e)</c>).</summary>
    public static BindingForm? FindForm(string name) => Forms.Value.GetValueOrDefault(name);

    /// <summary>The uses of what a word names in a summary, such as <c>var(w: e given B)</c> of "variance", in the order of their names.</summary>
    /// <param name="word">The word, in any case.</param>
    public static IEnumerable<string> Named(string word)
    {
        return Operations.Value.Values.Select(o => (o.Name, o.Usage, o.Summary)).Concat(Forms.Value.Values.Select(f => (f.Name, f.Usage, f.Summary)))
            .Where(o => Opening(o.Summary).Contains(word, StringComparer.OrdinalIgnoreCase))
            .OrderBy(o => o.Name, StringComparer.Ordinal).Select(o => o.Usage);

        static IEnumerable<string> Opening(string summary) => summary.Split([' ', ',', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Take(WordsThatName);
    }

    /// <summary>A member that the code itself relies on.</summary>
    /// <typeparam name="T">Its class.</typeparam>
    public static T Get<T>()
        where T : class => Single<T>.Value;

    private static class Single<T>
        where T : class
    {
        public static readonly T Value =
            (T?)(object?)Catalogue<Operation>.Members.OfType<T>().FirstOrDefault()
            ?? Catalogue<BindingForm>.Members.OfType<T>().First();
    }
}
