using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.QuadraticPrograms;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Verification.Line;

namespace TheoryCheck.Verification.Convex;

/// <summary>
/// Bounds that hold only on a face: where the least value of g = xᵀQx + l·x + c under the linear conditions is the bound b itself, g ≤ b says Qx = Qx₀ and l·x = l·x₀ for one minimiser x₀. Two bounds of which a weighted sum
/// does that, as for balls that touch, hold each with equality. Linear conditions take their place, so that what is left has points inside of all its bounds.
/// </summary>
[Cites("boyd-vandenberghe-2004", "section 4.2.3")]
internal static class TouchingBounds
{
    private const int MostRounds = 60;

    /// <summary>The same problem without bounds that only hold on a face by themselves; null where some bound holds nowhere.</summary>
    public static ConvexProgram? Resolved(ConvexProgram program)
    {
        for (var k = 0; k < program.Bounds.Count;)
        {
            var bound = program.Bounds[k];
            var nearest = QuadraticOutcome.Of(program.Minimising((Rational.One, bound.Square)));
            if (nearest.Status == LinearProgramStatus.Infeasible || nearest.Value > bound.Most)
            {
                return null;
            }

            (program, k) = nearest.Value is { } least && least == bound.Most ? (OnFace(program, [(Rational.One, bound)], nearest.Point), 0) : (program, k + 1);
        }

        return program;
    }

    /// <summary>The same problem without two bounds that hold together only on a face; null where no two are found to do so.</summary>
    public static ConvexProgram? OfPairs(ConvexProgram program)
    {
        for (var j = 1; j < program.Bounds.Count; j++)
        {
            for (var i = 0; i < j; i++)
            {
                if (OfPair(program, program.Bounds[i], program.Bounds[j]) is { } resolved)
                {
                    return resolved;
                }
            }
        }

        return null;
    }

    // The least weighted sum is concave in the weight, with the difference of the excesses for its slope.
    private static ConvexProgram? OfPair(ConvexProgram program, (FormParts Square, Rational Most) one, (FormParts Square, Rational Most) other)
    {
        var (low, high) = (Rational.Zero, Rational.One);
        for (var round = 0; round < MostRounds; round++)
        {
            var weight = round % 3 == 0 ? Rational.SimplestBetween(low, high) : (low + high) / 2;
            var outcome = QuadraticOutcome.Of(program.Minimising((weight, one.Square), (Rational.One - weight, other.Square)));
            if (outcome.Value is not { } value)
            {
                return null;
            }

            if (value - (weight * one.Most) - ((Rational.One - weight) * other.Most) is { IsZero: true } && weight.Sign > 0 && weight < Rational.One)
            {
                return OnFace(program, [(weight, one), (Rational.One - weight, other)], outcome.Point);
            }

            var slope = ConvexProgram.At(one.Square, outcome.Point) - one.Most - (ConvexProgram.At(other.Square, outcome.Point) - other.Most);
            (low, high) = slope.Sign > 0 ? (weight, high) : (low, weight);
        }

        return null;
    }

    private static ConvexProgram OnFace(ConvexProgram program, (Rational Weight, (FormParts Square, Rational Most) Bound)[] touching, ImmutableArray<Rational> point)
    {
        var rows = new SortedDictionary<int, Dictionary<int, Rational>>();
        foreach (var (weight, (square, _)) in touching)
        {
            foreach (var ((i, j), q) in square.Square)
            {
                rows.TryAdd(i, []);
                rows[i][j] = rows[i].GetValueOrDefault(j) + (weight * ConvexProgram.Exact(q));
            }
        }

        // All Qx are those of the point. What is left of each bound is affine, and holds with equality, which the point may miss where the excesses only have the sum 0.
        var edges = touching.Select(t => (Terms: t.Bound.Square.Linear.ToDictionary(static l => l.Key, static l => ConvexProgram.Exact(l.Value)), Excess: ConvexProgram.At(t.Bound.Square, point) - t.Bound.Most));
        var equations = rows.Values.Select(static terms => (Terms: terms, Excess: Rational.Zero)).Concat(edges)
            .Select(e => ((IReadOnlyDictionary<int, Rational>)e.Terms, e.Terms.Aggregate(-e.Excess, (sum, t) => sum + (t.Value * point[t.Key]))));
        return program.With(equations, [.. program.Bounds.Where(b => !Array.Exists(touching, t => ReferenceEquals(t.Bound.Square, b.Square)))]);
    }
}
