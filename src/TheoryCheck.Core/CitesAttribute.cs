namespace TheoryCheck.Core;

/// <summary>Names the work, and the place in it, that a type implements.</summary>
/// <param name="key">The key in <c>docs/references.bib</c>.</param>
/// <param name="locus">Theorem, section or page.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method, AllowMultiple = true)]
public sealed class CitesAttribute(string key, string locus) : Attribute
{
    /// <summary>The key in <c>docs/references.bib</c>.</summary>
    public string Key { get; } = key;

    /// <summary>Theorem, section or page.</summary>
    public string Locus { get; } = locus;
}
