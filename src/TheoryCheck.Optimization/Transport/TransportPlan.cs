using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Transport;

/// <summary>Mass that goes from one atom to another.</summary>
/// <param name="From">The number of the source atom.</param>
/// <param name="To">The number of the target atom.</param>
/// <param name="Mass">How much, more than 0.</param>
public readonly record struct Shipment(int From, int To, Rational Mass);

/// <summary>What a search for an optimal transport found: a plan, and one potential for each source. A candidate, until <see cref="TransportBounds"/> has judged it.</summary>
/// <param name="Shipments">The plan, ordered by source and target.</param>
/// <param name="Potentials">u, one for each source; the targets' potentials follow as v_j = min_i (c_ij - u_i).</param>
public sealed record TransportPlan(Sequence<Shipment> Shipments, Sequence<Rational> Potentials);
