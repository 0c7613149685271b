using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// The least eigenvalue of a symmetric matrix of the spec lies in [lower, upper], by elimination: A - lower I is semidefinite, A - upper I is
/// not definite; body: <c>instance</c>, <c>matrix</c>, <c>lower</c>, <c>upper</c>.
/// </summary>
internal sealed class EigenvalueEnclosure() : CertificateKind("eigenvalue_enclosure", "instance", "matrix", "lower", "upper")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var (matrix, lower, upper) = (@case.Matrix(fields[1], @case.Instance(fields[0])), fields[2].Number(), fields[3].Number());
        var isAbove = Matrices.IsSemidefinite(@case.Evaluator.Reals, matrix, lower) == Certainty.True;
        var isBelow = Matrices.IsSemidefinite(@case.Evaluator.Reals, matrix, upper, isDefinite: true) == Certainty.False;
        Require(isAbove && isBelow, "elimination does not decide that the least eigenvalue lies between these ends");
        return new(Effect.Fact, $"the least eigenvalue of '{fields[1].String()}' at the instance lies between {lower} and {upper}");
    }
}
