using TheoryCheck.Core;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>
/// The supremum of η(θ) = Σ_i p_i relu(⟨x_i, θ⟩) over the unit sphere of dimension 2 or 3, exactly. On a cell of the arrangement of the
/// hyperplanes x_i^⊥, η(θ) = ⟨g, θ⟩ with g the sum of the active p_i x_i. Its supremum over the closed cell is not positive, or is attained at g/|g|,
/// at the normalised projection of g on a wall, or at a vertex. So it suffices to look at all vertices, and for all cells at g and
/// its projections; looking at more points does no harm, because η is evaluated there as it is.
/// </summary>
internal static class SphereSupremum
{
    /// <summary>Whether η(θ)² ≤ square wherever η(θ) > 0 on the sphere.</summary>
    public static bool IsBounded(Rational[][] points, Rational[] weights, Rational square)
    {
        var d = points[0].Length;
        Require(d is 2 or 3 && weights.Length == points.Length, "points of dimension 2 or 3, and as many weights, are expected");

        // Coordinate hyperplanes refine the arrangement so that every cell has a vertex; they carry no weight.
        var axes = Enumerable.Range(0, d).Select(i => Enumerable.Range(0, d).Select(j => (Rational)(i == j ? 1 : 0)).ToArray());
        var normals = points.Concat(axes).Where(x => x.Any(c => !c.IsZero)).ToArray();
        return (d == 2 ? Flags2(normals) : Flags3(normals)).All(flag => Candidates(flag).All(q => Below(q)));

        bool Below(Rational[] q)
        {
            var value = Value(points, weights, q);
            return value.Sign <= 0 || value * value <= square * Dot(q, q);
        }

        // The vertex of the flag, the gradient of the cell it leads into, and its projection on the wall of the flag's edge: every edge of
        // every cell has a flag of its own.
        IEnumerable<Rational[]> Candidates(Rational[][] flag)
        {
            yield return flag[0];
            var g = new Rational[d];
            for (var i = 0; i < points.Length; i++)
            {
                if (flag.Select(v => Dot(points[i], v).Sign).FirstOrDefault(s => s != 0) > 0)
                {
                    g = Combine(g, weights[i], points[i]);
                }
            }

            yield return g;
            if (d == 3)
            {
                yield return Combine(g, -Dot(g, flag[2]) / Dot(flag[2], flag[2]), flag[2]);
            }
        }
    }

    /// <summary>η(q), for a vector of any length.</summary>
    public static Rational Value(Rational[][] points, Rational[] weights, Rational[] q) =>
        points.Select((x, i) => (Dot: Dot(x, q), Weight: weights[i])).Where(t => t.Dot.Sign > 0).Aggregate(Rational.Zero, (s, t) => s + (t.Weight * t.Dot));

    public static Rational Dot(Rational[] a, Rational[] b) => a.Zip(b, (x, y) => x * y).Aggregate(Rational.Zero, (s, x) => s + x);

    // Each cell of the plane is entered from one of its rays v by a small step along w, which is orthogonal to v.
    private static IEnumerable<Rational[][]> Flags2(Rational[][] normals) =>
        from x in normals
        from side in new[] { 1, -1 }
        let v = new[] { -x[1] * side, x[0] * side }
        from turn in new[] { 1, -1 }
        select new[] { v, [-v[1] * turn, v[0] * turn] };

    // Each cell of space is entered from one of its vertices v along one of its edges u through v, and then away from that edge's wall.
    private static IEnumerable<Rational[][]> Flags3(Rational[][] normals) =>
        from i in Enumerable.Range(0, normals.Length)
        from j in Enumerable.Range(0, i)
        let cross = Cross(normals[i], normals[j])
        where cross.Any(c => !c.IsZero)
        from side in new[] { 1, -1 }
        let v = cross.Select(c => c * side).ToArray()
        from wall in normals.Where(x => Dot(x, v).IsZero)
        let edge = Cross(wall, v)
        from along in new[] { 1, -1 }
        from away in new[] { 1, -1 }
        select new[] { v, [.. edge.Select(c => c * along)], [.. wall.Select(c => c * away)] };

    private static Rational[] Combine(Rational[] a, Rational factor, Rational[] b) => [.. a.Zip(b, (x, y) => x + (factor * y))];

    private static Rational[] Cross(Rational[] a, Rational[] b) =>
        [(a[1] * b[2]) - (a[2] * b[1]), (a[2] * b[0]) - (a[0] * b[2]), (a[0] * b[1]) - (a[1] * b[0])];
}
