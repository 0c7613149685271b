using TheoryCheck.Checker.Enclosures;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// sup over the unit sphere of Σ_i p_i relu(⟨x_i, θ⟩), data of the spec, d = 2 or 3, is the root of <c>square</c>: nowhere more, and attained in a listed
/// direction; body: <c>instance</c>, <c>points</c>, <c>weights</c>, <c>square</c>, <c>direction</c>.
/// </summary>
internal sealed class SphereSupremumValue : CertificateKind
{
    /// <inheritdoc/>
    public override string Name => "sphere_supremum";

    /// <inheritdoc/>
    public override Finding Check(Case @case, StrictJson body)
    {
        var fields = body.Object("instance", "points", "weights", "square", "direction");
        var scope = @case.Instance(fields[0]);
        var (points, weights) = (@case.Exact(fields[1], scope), @case.Exact(fields[2], scope).Elements);
        StrictJson.Require(points.Shape.Length == 2, "the points are rows of a matrix");
        var rows = points.Elements.Chunk(Math.Max(1, points.Shape[1])).ToArray();
        var (square, direction) = (fields[3].Number(), fields[4].Vector());
        StrictJson.Require(square.Sign > 0 && SphereSupremum.IsBounded(rows, weights, square), "the function exceeds the bound somewhere on the sphere");
        StrictJson.Require(direction.Length == points.Shape[1], "a direction has the dimension of the points");
        var value = SphereSupremum.Value(rows, weights, direction);
        StrictJson.Require(value.Sign > 0 && value * value == square * SphereSupremum.Dot(direction, direction), "the bound is not attained in the direction");
        return new(Effect.Fact, $"the supremum over the sphere is the square root of {StrictJson.Text(square)}, exactly, and attained");
    }
}
