using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Certificates;

/// <summary>A point that may be a minimiser, with what proves it.</summary>
/// <param name="Point">The numbers.</param>
/// <param name="Multipliers">A multiplier for each condition and a slope for each positive part of what is 0 at the point, the last of them first.</param>
internal sealed record VectorOptimum(IReadOnlyList<Rational> Point, IReadOnlyList<Rational> Multipliers);
