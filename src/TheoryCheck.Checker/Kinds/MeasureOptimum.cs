using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// min over signed measures ν on the sphere of |y - Φν|²/(2n) + λ|ν|, Φν_i = ∫ relu(⟨θ, x_i⟩) dν, d = 2 or 3, lies in [lower, upper]: atoms give the upper end, and
/// a dual q with sup |Σ q_i relu(⟨x_i, θ⟩)| ≤ nλ gives D(q) = (2⟨q, y⟩ - |q|²)/(2n) from below; body: <c>instance</c>, <c>points</c>, <c>labels</c>, <c>penalty</c>,
/// <c>atoms</c>, <c>dual</c>, <c>lower</c>, <c>upper</c>.
/// </summary>
internal sealed class MeasureOptimum : CertificateKind
{
    /// <inheritdoc/>
    public override string Name => "measure_optimum";

    /// <inheritdoc/>
    public override Finding Check(Case @case, StrictJson body)
    {
        var fields = body.Object("instance", "points", "labels", "penalty", "atoms", "dual", "lower", "upper");
        var (scope, reals) = (@case.Instance(fields[0]), @case.Evaluator.Reals);
        var (points, labels, penalty) = (@case.Exact(fields[1], scope), @case.Exact(fields[2], scope).Elements, @case.Exact(fields[3], scope).Elements[0]);
        StrictJson.Require(points.Shape.Length == 2 && labels.Length == points.Shape[0] && penalty.Sign > 0, "the data of the problem do not fit together");
        var (rows, n, q) = (points.Elements.Chunk(Math.Max(1, points.Shape[1])).ToArray(), labels.Length, fields[5].Vector());
        var (lower, upper) = (fields[6].Number(), fields[7].Number());
        var most = n * penalty;
        StrictJson.Require(q.Length == n && SphereSupremum.IsBounded(rows, q, most * most) && SphereSupremum.IsBounded(rows, [.. q.Select(t => -t)], most * most), "the dual is not feasible");
        StrictJson.Require(lower <= ((2 * SphereSupremum.Dot(q, labels)) - SphereSupremum.Dot(q, q)) / (2 * n), "the lower end exceeds the dual value");
        var (residual, mass) = (labels.Select(t => (Enclosure)t).ToArray(), Rational.Zero);
        foreach (var atom in fields[4].Items().Select(a => a.Object("mass", "direction")))
        {
            var (weight, direction) = (atom[0].Number(), atom[1].Vector());
            StrictJson.Require(direction.Length == points.Shape[1], "an atom has the dimension of the points");
            var length = reals.Sqrt(SphereSupremum.Dot(direction, direction));
            mass += weight.Sign < 0 ? -weight : weight;
            for (var i = 0; i < n; i++)
            {
                var feature = reals.Divide(Enclosure.Max(SphereSupremum.Dot(rows[i], direction), 0), length);
                residual[i] = reals.Subtract(residual[i], reals.Multiply(weight, feature));
            }
        }

        var fit = residual.Aggregate((Enclosure)0, (s, t) => reals.Add(s, reals.Power(t, 2)));
        StrictJson.Require(reals.Add(reals.Divide(fit, 2 * n), penalty * mass).High <= upper, "the atoms do not reach the upper end");
        return new(Effect.Fact, $"the optimal value of the measure problem lies between {StrictJson.Text(lower)} and {StrictJson.Text(upper)}");
    }
}
