using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// min over signed measures ν on the sphere of |y - Φν|²/(2n) + λ|ν|, Φν_i = ∫ relu(⟨θ, x_i⟩) dν, d = 2 or 3, lies in [lower, upper]:
/// atoms give the upper end, and a dual q with sup |Σ q_i relu(⟨x_i, θ⟩)| ≤ nλ gives D(q) = (2⟨q, y⟩ - |q|²)/(2n) from below;
/// body: <c>instance</c>, <c>points</c>, <c>labels</c>, <c>penalty</c>, <c>atoms</c>, <c>dual</c>, <c>lower</c>, <c>upper</c>.
/// </summary>
internal sealed class MeasureOptimum() : CertificateKind("measure_optimum", "instance", "points", "labels", "penalty", "atoms", "dual", "lower", "upper")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var (scope, reals) = (@case.Instance(fields[0]), @case.Evaluator.Reals);
        var (points, labels, penalty) = (@case.Rows(fields[1], scope), @case.Exact(fields[2], scope).Elements, @case.Exact(fields[3], scope).Elements[0]);
        var (n, q, lower, upper) = (labels.Length, fields[5].Vector(), fields[6].Number(), fields[7].Number());
        Require(n == points.Length && n == q.Length && penalty.Sign > 0, "the data of the problem do not fit together");
        var most = n * n * penalty * penalty;
        var isFeasible = SphereSupremum.IsBounded(points, q, most) && SphereSupremum.IsBounded(points, [.. q.Select(t => -t)], most);
        Require(isFeasible, "the dual is not feasible");
        Require(lower <= ((2 * SphereSupremum.Dot(q, labels)) - SphereSupremum.Dot(q, q)) / (2 * n), "the lower end exceeds the dual value");
        var (residual, mass) = (labels.Select(t => (Enclosure)t).ToArray(), Rational.Zero);
        foreach (var atom in fields[4].Items().Select(a => a.Object("mass", "direction")))
        {
            var (weight, direction) = (atom[0].Number(), atom[1].Vector());
            Require(direction.Length == points[0].Length, "an atom has the dimension of the points");
            var share = reals.Divide(weight, reals.Sqrt(SphereSupremum.Dot(direction, direction)));
            mass += weight.Sign < 0 ? -weight : weight;
            residual = [.. residual.Select((r, i) => reals.Subtract(r, reals.Multiply(share, Enclosure.Max(SphereSupremum.Dot(points[i], direction), 0))))];
        }

        var fit = residual.Aggregate((Enclosure)0, (s, t) => reals.Add(s, reals.Power(t, 2)));
        Require(reals.Add(reals.Divide(fit, 2 * n), penalty * mass).High <= upper, "the atoms do not reach the upper end");
        return new(Effect.Fact, $"the optimal value of the measure problem lies between {Text(lower)} and {Text(upper)}");
    }
}
