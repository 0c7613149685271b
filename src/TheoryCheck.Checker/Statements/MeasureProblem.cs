using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.Enclosures.SphereSupremum;
using static TheoryCheck.Checker.Statements.VectorProblem;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// min over signed measures ν on the sphere, d = 2 or 3, of F(ν) = c + Σ_i w_i r_i(ν)² + λ|ν|, r_i(ν) = a_i + ∫ L_i dν,
/// L_i(θ) = Σ_k b_ik relu(⟨x_ik, θ⟩), w_i, λ ≥ 0, read from its objective. As r² ≥ 2qr - q², F(ν) ≥ D(q) = c + Σ w_i q_i (2 a_i - q_i) for all ν if
/// |Σ_i 2 w_i q_i L_i| ≤ λ on the sphere.
/// </summary>
[Cites("duval2015", "Proposition 3 and Definition 5")] internal sealed class MeasureProblem
{
    private readonly Reals reals;
    private readonly Rational constant;
    private readonly Rational penalty;
    private readonly List<(Rational Weight, Rational Offset)> squares = [];
    private readonly List<(int Square, Ridge Ridge)> ridges = [];

    /// <summary>Reads the objective.</summary>
    public MeasureProblem(Reals reals, VectorProblem stated)
    {
        (this.reals, constant) = (reals, stated.Objective[0]);
        foreach (var (factor, (shape, root, same)) in stated.Said(stated.Objective))
        {
            Require(factor.Sign > 0 && (shape == "tvnorm" || (shape == "product" && root.SequenceEqual(same))), "no sum of squares and of the variation");
            penalty += shape == "tvnorm" ? factor : Rational.Zero;
            ridges.AddRange(stated.Said(root).SelectMany(said => said.Part.Shape == "integral" ? stated.Ridges(said.Part.Left).Select(r => (squares.Count,
                r with { Factor = said.Factor * r.Factor })) : throw new NotShownException("only integrals are read in a square")));
            squares.AddRange(shape == "product" ? [(factor, root[0])] : []);
        }
    }

    /// <summary>The ends that some atoms prove: F at them, and D at their residuals, scaled until these are feasible.</summary>
    public (Rational Lower, Rational Upper, Rational[] Dual) Bounds(Ridge[] atoms)
    {
        Require(atoms.All(a => ridges.TrueForAll(r => r.Ridge.Vector.Length == a.Vector.Length)), "the atoms are of another dimension");
        var residuals = atoms.Aggregate(squares.Select(s => (Enclosure)s.Offset), (sums, a) =>
            sums.Zip(Outputs(reals.Unit(a.Vector), Cell(a)), (r, o) => reals.Add(r, reals.Multiply(a.Factor, o))).ToArray()).ToArray();
        var upper = reals.Add(Weighted(residuals, residuals), constant + atoms.Aggregate(Rational.Zero, (sum, a) => sum + (penalty * Size(a)))).High;
        var dual = residuals.Select(r => (r.Low + r.High) / 2).ToArray();
        var height = Rational.Max(Square(Weights(dual, 1)), Square(Weights(dual, -1)));
        var scale = height <= penalty * penalty ? Rational.One : reals.Divide(penalty, reals.Sqrt(height)).Low;
        return (squares.Zip(dual, (s, q) => s.Weight * scale * q * ((2 * s.Offset) - (scale * q))).Aggregate(constant, (sum, t) => sum + t), upper,
            [.. dual.Select(q => q * scale)]);
    }

    /// <summary>
    /// Whether there is exactly one minimiser ν*, of as many atoms as listed. F and D grow quadratically in the residuals: with Δ the gap of the bounds,
    /// Σ w_i (r_i* - q_i)² ≤ Δ, and the same for the residuals of the atoms. So η* differs from η = -Σ 2 w_i q_i L_i by at most ε = 2 √(Δ Σ w_i max L_i²).
    /// Now ν* lives where |η*| = λ, so in the cells of the arrangement where |η| reaches λ - ε; these must be those of the atoms. On one cell η* is linear and
    /// at most λ, so that it attains λ at one θ at most, and with g the gradient of η, |θ - g/|g||² ≤ 2 (1 - (λ - ε)/|g|). If the outputs of these θ are
    /// certainly independent, all minimisers, which have the same outputs, are one; and least squares bound the difference of its masses from those listed.
    /// </summary>
    /// <returns>How far its masses, and the coordinates of its directions, can be from those listed; null where this is not shown.</returns>
    public Rational? Isolated(Ridge[] atoms)
    {
        var (lower, upper, dual) = Bounds(atoms);
        var gap = reals.Sqrt(upper - lower).High;
        Enclosure Most(int i) => (from r in ridges where r.Square == i from c in r.Ridge.Vector select Reals.Abs(r.Ridge.Factor * c)).Aggregate(reals.Add);
        var level = penalty - (2 * gap * Norm([.. squares.Select((_, i) => Most(i))]));
        bool IsBelow(int sign) => Cells(Weights(dual, sign)).All(c =>
            c.Height < level * level || atoms.Any(a => a.Factor.Sign == sign && c.Active.SequenceEqual(Cell(a))));
        var (columns, moved, error) = (new List<Enclosure[]>(), gap, Rational.Zero);
        foreach (var atom in atoms)
        {
            var (cell, listed, gradient) = (Cell(atom), reals.Unit(atom.Vector), Gradient(Weights(dual, atom.Factor.Sign), Cell(atom)));
            var radius = reals.Sqrt(Reals.Max(reals.Multiply(2, reals.Subtract(1, reals.Divide(level, reals.Sqrt(Dot(gradient, gradient))))), 0)).High;
            var contact = reals.Unit(gradient).Select(c => reals.Add(c, new Enclosure(-radius, radius))).ToArray();
            columns.Add(Outputs(contact, cell));
            moved += Size(atom) * Norm([.. columns[^1].Zip(Outputs(listed, cell), reals.Subtract)]);
            error = contact.Zip(listed, (c, l) => reals.Subtract(c, l).Magnitude).Append(error).Max();
        }

        var least = Matrices.LeastEigenvalue(reals, Matrices.Of(columns.Count, (i, j) => Weighted(columns[i], columns[j])), 16).Low;
        error = Rational.Max(error, least.Sign > 0 ? reals.Divide(moved, reals.Sqrt(least)).High : penalty);
        return level.Sign > 0 && least.Sign > 0 && atoms.All(a => Size(a) > error) && IsBelow(1) && IsBelow(-1) ? error : null;
    }

    private static Rational Size(Ridge atom) => atom.Factor.Sign * atom.Factor;

    private bool[] Cell(Ridge atom) => [.. ridges.Select(r => Dot(r.Ridge.Vector, atom.Vector).Sign > 0)];

    // The ridges of ±η.
    private Ridge[] Weights(Rational[] dual, int sign) =>
        [.. ridges.Select(r => r.Ridge with { Factor = -2 * sign * squares[r.Square].Weight * dual[r.Square] * r.Ridge.Factor })];

    private Enclosure Weighted(Enclosure[] u, Enclosure[] v) =>
        squares.Select((s, i) => reals.Multiply(s.Weight, u == v ? reals.Power(u[i], 2) : reals.Multiply(u[i], v[i]))).Aggregate((Enclosure)0, reals.Add);

    private Rational Norm(Enclosure[] v) => reals.Sqrt(Weighted(v, v)).High;

    // The L_i as they are on a cell.
    private Enclosure[] Outputs(Enclosure[] point, bool[] cell)
    {
        Enclosure Of(Ridge ridge) => reals.Multiply(ridge.Factor, ridge.Vector.Zip(point, (x, c) => reals.Multiply(x, c)).Aggregate(reals.Add));
        var active = ridges.Where((_, i) => cell[i]).ToLookup(r => r.Square, r => Of(r.Ridge));
        return [.. squares.Select((_, i) => active[i].Aggregate((Enclosure)0, reals.Add))];
    }
}
