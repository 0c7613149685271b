namespace TheoryCheck.Checker.Enclosures;

/// <summary>What is known of a number as a function of others, all its values included; <c>Still</c>: it does not depend on them.</summary>
[Flags] internal enum Shape { None = 0, Convex = 1, Concave = 2, Affine = 3, Continuous = 4, Smooth = 8, Regular = 12, Moving = 15, Still = 16, All = 31 }
