using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// A symmetric matrix of the spec has no eigenvalue below a positive margin at an instance; body: <c>instance</c>, <c>matrix</c>, <c>margin</c>.
/// </summary>
internal sealed class PositiveDefinite() : CertificateKind("positive_definite", "instance", "matrix", "margin")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var (matrix, margin, name) = (@case.Matrix(fields[1], @case.Instance(fields[0])), fields[2].Number(), fields[1].String());
        Require(margin.Sign > 0 && Matrices.IsSemidefinite(@case.Evaluator.Reals, matrix, margin) == Certainty.True, "the margin, or a pivot, is not positive");
        return new(Effect.Fact, $"the least eigenvalue of '{name}' at the instance is at least {margin}");
    }
}
