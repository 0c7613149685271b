using System.Text.Json;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Measures;

namespace TheoryCheck.Verification.Certificates;

/// <summary>Problems over the measures on the circle or sphere, where the minimiser is sparse and the only one.</summary>
internal sealed class SparseOptimumFacts : FactSource
{
    private static readonly Rational[] Distances = [new(1, 1_000_000_000), new(1, 1000)];

    /// <inheritdoc/>
    public override ProposedFact? Of(ClaimPart part) => MeasureOptimumFacts.Solved(part) is not var (problem, _, solution) ? null
        : problem.Penalty.IsZero || solution.Atoms.IsEmpty || SolutionCache.ShapeOf(problem).IsUnique != Certainty.True ? null
        : new ProposedFact("sparse_optimum", [.. Distances.Select(distance => (Action<Utf8JsonWriter>)(json =>
        {
            MeasureOptimumFacts.Write(json, part, problem, solution);
            json.WriteString("within", distance.ToString());
        }))]);
}
