using System.Collections.Immutable;
using System.Reflection;

namespace TheoryCheck.Core;

/// <summary>All kinds of diagnostics, found in the classes marked <see cref="DiagnosticFamilyAttribute"/>.</summary>
public static class DiagnosticCatalogue
{
    private static readonly Lazy<ImmutableArray<DiagnosticKind>> Found = new(() =>
    [
        .. CatalogueAssemblies.All
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<DiagnosticFamilyAttribute>() is not null)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(DiagnosticKind))
            .Select(field => (DiagnosticKind)field.GetValue(null)!)
            .OrderBy(kind => kind.Id, StringComparer.Ordinal),
    ]);

    /// <summary>The kinds in order of their ids.</summary>
    public static ImmutableArray<DiagnosticKind> All => Found.Value;
}
