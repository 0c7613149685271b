using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// The least eigenvalue of a symmetric matrix of the spec is at least a margin, or lies in [lower, upper], by elimination: A - lower I is semidefinite,
/// A - upper I is not definite; body: <c>instance</c>, <c>matrix</c>, and <c>margin</c> or <c>lower</c> and <c>upper</c>.
/// </summary>
internal abstract class LeastEigenvalue(string name, params string[] bounds) : CertificateKind(name, ["instance", "matrix", .. bounds])
{
    /// <inheritdoc/>
    protected sealed override Finding Check(Case @case, StrictJson[] fields)
    {
        var (matrix, lower, reals) = (@case.Matrix(fields[1], @case.Instance(fields[0])), fields[2].Number(), @case.Evaluator.Reals);
        var isAbove = Matrices.IsSemidefinite(reals, matrix, lower) == Certainty.True;
        var isBelow = bounds is [_] ? lower.Sign > 0 : Matrices.IsSemidefinite(reals, matrix, fields[3].Number(), isDefinite: true) == Certainty.False;
        Require(isAbove && isBelow, "elimination does not decide that the least eigenvalue lies there, or a margin is not positive");
        var ends = bounds is [_] ? $"is at least {lower}" : $"lies between {lower} and {fields[3].Number()}";
        return new(Certainty.Unknown, $"the least eigenvalue of '{fields[1].String()}' at the instance {ends}");
    }
}
