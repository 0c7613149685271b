using System.Collections.Immutable;
using System.Reflection;

namespace TheoryCheck.Core;

/// <summary>
/// The members of an open family: every sealed type that derives from <typeparamref name="T"/> and has a public
/// constructor without parameters, in the assembly of <typeparamref name="T"/> and all assemblies that refer to it.
/// Placing a file in a project is all it takes to add a member; no list is kept by hand.
/// </summary>
/// <typeparam name="T">The abstract class or interface of the family.</typeparam>
public static class Catalogue<T>
    where T : class
{
    private static readonly Lazy<ImmutableArray<T>> Found = new(Find);

    /// <summary>One instance of each member, ordered by full type name, so that the order never depends on loading.</summary>
    public static ImmutableArray<T> Members => Found.Value;

    private static ImmutableArray<T> Find() =>
    [
        .. CatalogueAssemblies.All
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false, IsClass: true, ContainsGenericParameters: false } && typeof(T).IsAssignableFrom(type))
            .Where(type => type.GetConstructor(Type.EmptyTypes) is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!),
    ];
}

/// <summary>The product's assemblies, loaded once: those beside the entry point whose name starts with TheoryCheck.</summary>
public static class CatalogueAssemblies
{
    private static readonly Lazy<ImmutableArray<Assembly>> Loaded = new(Load);

    /// <summary>The assemblies in name order.</summary>
    public static ImmutableArray<Assembly> All => Loaded.Value;

    private static ImmutableArray<Assembly> Load()
    {
        var seen = new SortedDictionary<string, Assembly>(StringComparer.Ordinal);
        var pending = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies());
        while (pending.TryDequeue(out var assembly))
        {
            var name = assembly.GetName().Name ?? "";
            if (!IsOurs(name) || !seen.TryAdd(name, assembly))
            {
                continue;
            }

            foreach (var reference in assembly.GetReferencedAssemblies().Where(r => IsOurs(r.Name ?? "")))
            {
                pending.Enqueue(Assembly.Load(reference));
            }
        }

        return [.. seen.Values];
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("TheoryCheck.", StringComparison.Ordinal) || name.Equals("theorycheck", StringComparison.Ordinal);
}
