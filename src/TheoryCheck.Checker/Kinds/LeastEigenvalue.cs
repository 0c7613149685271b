using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
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
        var (matrix, reals) = (TensorFunctions.Symmetric(@case.Term(fields[1], @case.Instance(fields[0]))), @case.Evaluator.Reals);
        var (lower, upper) = (fields[2].Number(), fields.ElementAtOrDefault(3)?.Number());
        var isBelow = upper is null ? lower.Sign > 0 : Matrices.IsSemidefinite(reals, matrix, upper.Value, isDefinite: true) == Certainty.False;
        Require(Matrices.IsSemidefinite(reals, matrix, lower) == Certainty.True && isBelow, "elimination does not decide it, or a margin is not positive");
        return new(Certainty.Unknown, $"'{fields[1].String()}' has no eigenvalue below {lower}{(upper is null ? "" : $", one up to {upper}")} at the instance");
    }
}
