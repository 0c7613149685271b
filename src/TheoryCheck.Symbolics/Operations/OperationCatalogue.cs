using System.Collections.Frozen;
using System.Collections.Immutable;
using TheoryCheck.Core;

namespace TheoryCheck.Symbolics.Operations;

/// <summary>The built-in names, looked up.</summary>
public static class OperationCatalogue
{
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
