namespace TheoryCheck.Language;

/// <summary>Where a claim's missing <c>for all</c> is written.</summary>
public enum PrefixPlace
{
    /// <summary>Outermost: what exists may depend on the names.</summary>
    Outer,

    /// <summary>Behind what exists: one constant serves all of the names.</summary>
    Inner,

    /// <summary>Outermost, with the other in a comment above, for choice.</summary>
    Both,
}
