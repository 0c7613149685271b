using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Certificates;

/// <summary>A mass at a direction, a vector of any length.</summary>
internal sealed record PointMass(Rational Mass, IReadOnlyList<Rational> Direction);
