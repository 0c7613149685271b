using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Kinds;

/// <summary>A solved linear program min ⟨c, x⟩, A x ≥ b, x ≥ 0, whose optimality has been checked exactly.</summary>
internal sealed record LinearProgram(Rational[][] Rows, Rational[] Primal, Rational[] Dual, Rational[] ReducedCosts, Rational Value)
{
    /// <summary>Reads and checks: feasibility of both sides, and equal values (weak duality does the rest).</summary>
    public static LinearProgram Read(Case @case, StrictJson body)
    {
        var fields = body.Object("instance", "cost", "matrix", "bound", "primal", "dual", "value");
        var scope = @case.Instance(fields[0]);
        var (cost, matrix, bound) = (@case.Exact(fields[1], scope), @case.Exact(fields[2], scope), @case.Exact(fields[3], scope));
        var (x, y, value) = (fields[4].Vector(), fields[5].Vector(), fields[6].Number());
        var (m, n) = (y.Length, x.Length);
        StrictJson.Require(n > 0 && matrix.Shape.SequenceEqual([m, n]) && cost.Shape.SequenceEqual([n]) && bound.Shape.SequenceEqual([m]), "the data of the program do not fit together");
        var rows = matrix.Elements.Chunk(Math.Max(1, n)).ToArray();
        var reduced = cost.Elements.Select((c, j) => c - rows.Select((r, i) => r[j] * y[i]).Aggregate(Rational.Zero, (s, t) => s + t)).ToArray();
        StrictJson.Require(x.Concat(y).Concat(reduced).All(t => t.Sign >= 0), "a sign is wrong: a solution or reduced cost is negative");
        StrictJson.Require(rows.Select((r, i) => SphereSupremum.Dot(r, x) >= bound.Elements[i]).All(t => t), "a constraint is violated");
        StrictJson.Require(SphereSupremum.Dot(cost.Elements, x) == value && SphereSupremum.Dot(bound.Elements, y) == value, "the two values do not meet");
        return new(rows, x, y, reduced, value);
    }
}
