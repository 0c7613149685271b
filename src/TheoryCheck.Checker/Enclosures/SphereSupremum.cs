using System.Numerics;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.Statements.VectorProblem;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>A function c relu(⟨x, θ⟩) on a sphere, or a point mass c in the direction of x.</summary>
internal readonly record struct Ridge(Rational Factor, Rational[] Vector)
{
    /// <summary>A measure: <c>[{"mass": "1/2", "direction": ["3", "4"]}, ..]</c>.</summary>
    public static Ridge[] Read(StrictJson j) => [.. j.Items().Select(a => a.Object("mass", "direction")).Select(a => new Ridge(a[0].Number(), a[1].Vector()))];
}

/// <summary>
/// The supremum of η(θ) = Σ_i c_i relu(⟨x_i, θ⟩) over the unit sphere of dimension 2 or 3, exactly. On a cell of the arrangement of the hyperplanes
/// x_i^⊥, η(θ) = ⟨g, θ⟩ with g the sum of the active c_i x_i. Its supremum over the closed cell is attained at g/|g|, at the normalised projection of g
/// on a wall, or at a vertex; where it is not positive, at a vertex. So it suffices to look at all vertices, and for all cells at g and its
/// projections, where these lie in the closed cell.
/// </summary>
internal static class SphereSupremum
{
    /// <summary>v |v| for the supremum v.</summary>
    public static Rational Square(IEnumerable<Ridge> ridges) => Cells([.. ridges]).Max(c => c.Height);

    /// <summary>For each cell, perhaps in parts: which ridges are active in it, and v |v| for the values v that attain the supremum over it.</summary>
    public static IEnumerable<(bool[] Active, Rational Height)> Cells(Ridge[] ridges)
    {
        var d = ridges.Select(r => r.Vector.Length).Distinct().SingleOrDefault();
        Require(d is 2 or 3, "vectors of dimension 2 or 3 are expected");

        // Coordinate hyperplanes refine the arrangement so that every cell has a vertex; they carry no weight.
        var axes = Enumerable.Range(0, d).Select(i => Enumerable.Range(0, d).Select(j => (Rational)(i == j ? 1 : 0)).ToArray());
        var normals = ridges.Select(r => r.Vector).Concat(axes).Where(v => v.Any(c => !c.IsZero)).ToArray();
        return (d == 2 ? Flags2(normals) : Flags3(normals)).Select(flag =>
        {
            bool[] active = [.. ridges.Select(r => flag.Select(f => Dot(r.Vector, f).Sign).FirstOrDefault(s => s != 0) > 0)];
            return (active, Candidates(flag, Gradient(ridges, active)).Max(q => Height(q, active))!.Value);
        });

        // Null where q does not lie in the closed cell.
        Rational? Height(Rational[] q, bool[] active)
        {
            var products = ridges.Select(r => Dot(r.Vector, q)).ToArray();
            var value = products.Zip(ridges).Aggregate(Rational.Zero, (s, p) => p.First.Sign > 0 ? s + (p.Second.Factor * p.First) : s);
            return q.All(c => c.IsZero) || products.Zip(active).Any(p => p.First.Sign == (p.Second ? -1 : 1)) ? null : value.Sign * value * value / Dot(q, q);
        }
    }

    /// <summary>The sum of the active c_i x_i.</summary>
    public static Rational[] Gradient(Ridge[] ridges, bool[] active) => ridges.Where((_, i) => active[i])
        .Aggregate(new Rational[ridges[0].Vector.Length], (g, r) => [.. g.Zip(r.Vector, (a, b) => a + (r.Factor * b))]);

    // The vertex of the flag, the gradient of the cell it leads into, and its projection on the wall of the flag's edge: every edge of
    // every cell has a flag of its own.
    private static Rational[][] Candidates(Rational[][] flag, Rational[] g) => flag.Length == 2 ? [flag[0], g]
        : [flag[0], g, [.. g.Zip(flag[2], (c, w) => (c * Dot(flag[2], flag[2])) - (w * Dot(g, flag[2])))]];

    // Each cell of the plane is entered from one of its rays v by a small step along w, which is orthogonal to v.
    private static IEnumerable<Rational[][]> Flags2(Rational[][] normals) => from x in normals from side in new[] { 1, -1 } from turn in new[] { 1, -1 }
        select new Rational[][] { [-x[1] * side, x[0] * side], [-x[0] * turn, -x[1] * turn] };

    // Each cell of space is entered from one of its vertices v along one of its edges u through v, and then away from that edge's wall.
    private static IEnumerable<Rational[][]> Flags3(Rational[][] normals) =>
        from i in Enumerable.Range(0, normals.Length) from j in Enumerable.Range(0, i) let cross = Cross(normals[i], normals[j]) where cross.Any(c => !c.IsZero)
        from wall in normals.Where(x => Dot(x, cross).IsZero) let edge = Cross(wall, cross)
        from side in new[] { 1, -1 } from along in new[] { 1, -1 } from away in new[] { 1, -1 }
        select new Rational[][] { [.. cross.Select(c => c * side)], [.. edge.Select(c => c * along)], [.. wall.Select(c => c * away)] };

    private static Rational[] Cross(Rational[] a, Rational[] b) =>
        [(a[1] * b[2]) - (a[2] * b[1]), (a[2] * b[0]) - (a[0] * b[2]), (a[0] * b[1]) - (a[1] * b[0])];
}
