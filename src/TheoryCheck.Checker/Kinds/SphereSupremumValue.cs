namespace TheoryCheck.Checker.Kinds;

/// <summary>A supremum over the unit sphere, which nothing but its cells proves.</summary>
internal sealed class SphereSupremumValue() : OptimalValue("sphere_supremum");
