using TheoryCheck.Checker.Enclosures;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// sup over the unit sphere of Σ_i p_i relu(⟨x_i, θ⟩), data of the spec, d = 2 or 3, is the root of <c>square</c>: nowhere more, and attained in a listed
/// direction; body: <c>instance</c>, <c>points</c>, <c>weights</c>, <c>square</c>, <c>direction</c>.
/// </summary>
internal sealed class SphereSupremumValue() : CertificateKind("sphere_supremum", "instance", "points", "weights", "square", "direction")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var scope = @case.Instance(fields[0]);
        var (rows, weights) = (@case.Rows(fields[1], scope), @case.Exact(fields[2], scope).Elements);
        var (square, direction) = (fields[3].Number(), fields[4].Vector());
        Require(square.Sign > 0 && SphereSupremum.IsBounded(rows, weights, square), "the function exceeds the bound somewhere on the sphere");
        Require(direction.Length == rows[0].Length, "a direction has the dimension of the points");
        var value = SphereSupremum.Value(rows, weights, direction);
        Require(value.Sign > 0 && value * value == square * SphereSupremum.Dot(direction, direction), "the bound is not attained in the direction");
        return new(Effect.Fact, $"the supremum over the sphere is the square root of {Text(square)}, exactly, and attained");
    }
}
