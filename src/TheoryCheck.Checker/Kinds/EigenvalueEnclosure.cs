using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// The least eigenvalue of a symmetric matrix of the spec lies in [lower, upper]: from below by elimination, from above by the
/// quotient of a vector; body: <c>instance</c>, <c>matrix</c>, <c>lower</c>, <c>upper</c>, <c>vector</c>.
/// </summary>
internal sealed class EigenvalueEnclosure() : CertificateKind("eigenvalue_enclosure", "instance", "matrix", "lower", "upper", "vector")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var (matrix, lower, upper) = (@case.Matrix(fields[1], @case.Instance(fields[0])), fields[2].Number(), fields[3].Number());
        var (v, name, reals) = (fields[4].Vector(), fields[1].String(), @case.Evaluator.Reals);
        Require(Matrices.IsSemidefinite(reals, matrix, lower) == Certainty.True, "a pivot of the elimination is not known to be positive");
        Require(v.Length == matrix.GetLength(0) && v.Any(x => !x.IsZero), "a vector of the right length that is not 0 is expected");
        var form = matrix.Cast<Enclosure>().Select((e, k) => reals.Multiply(v[k / v.Length] * v[k % v.Length], e)).Aggregate(reals.Add);
        Require(form.High <= upper * SphereSupremum.Dot(v, v), "the quotient of the vector exceeds the upper end");
        return new(Effect.Fact, $"the least eigenvalue of '{name}' at the instance lies between {Text(lower)} and {Text(upper)}");
    }
}
