using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>A symmetric matrix of the spec is singular at an instance: A v = 0 exactly; body: <c>instance</c>, <c>matrix</c>, <c>vector</c>.</summary>
internal sealed class KernelVector() : CertificateKind("kernel_vector", "instance", "matrix", "vector")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var (matrix, vector) = (TensorFunctions.Symmetric(@case.Term(fields[1], @case.Instance(fields[0]))), fields[2].Vector());
        var products = vector.Select((_, i) => VectorProblem.Dot([.. matrix.Select((_, j) => matrix[Math.Max(i, j)][Math.Min(i, j)].Exact)], vector));
        Require(vector.Length == matrix.Length && vector.Any(x => !x.IsZero) && products.All(p => p.IsZero), "the vector is not sent to 0");
        return new(Certainty.Unknown, $"'{fields[1].String()}' is singular at the instance, by a vector it sends to 0");
    }
}
