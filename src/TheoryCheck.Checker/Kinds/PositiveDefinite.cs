using TheoryCheck.Checker.Enclosures;

namespace TheoryCheck.Checker.Kinds;

/// <summary>A symmetric matrix of the spec has no eigenvalue below a margin at an instance; body: <c>instance</c>, <c>matrix</c>, <c>margin</c>, <c>scale</c>, <c>factor</c>.</summary>
internal sealed class PositiveDefinite : CertificateKind
{
    /// <inheritdoc/>
    public override string Name => "positive_definite";

    /// <inheritdoc/>
    public override Finding Check(Case @case, StrictJson body)
    {
        var fields = body.Object("instance", "matrix", "margin", "scale", "factor");
        var margin = fields[2].Number();
        var factor = fields[4].Items().Select(r => r.Vector()).ToArray();
        var holds = Definite.Shows(@case.Matrix(fields[1], @case.Instance(fields[0])), margin, fields[3].Integer(0, 512), factor);
        StrictJson.Require(margin.Sign > 0 && holds, "the rest is not diagonally dominant");
        return new(Effect.Fact, $"the least eigenvalue of '{fields[1].String()}' at the instance is at least {StrictJson.Text(margin)}");
    }
}
