namespace TheoryCheck.Rigor.Enclosures;

/// <summary>On which side of the exact value a rounded value lies.</summary>
internal enum Direction
{
    /// <summary>At most the exact value.</summary>
    Down,

    /// <summary>At least the exact value.</summary>
    Up,
}
