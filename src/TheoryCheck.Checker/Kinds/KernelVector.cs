using TheoryCheck.Checker.Enclosures;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>A symmetric matrix of the spec is singular at an instance: A v = 0 exactly; body: <c>instance</c>, <c>matrix</c>, <c>vector</c>.</summary>
internal sealed class KernelVector() : CertificateKind("kernel_vector", "instance", "matrix", "vector")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var (matrix, vector) = (@case.Matrix(fields[1], @case.Instance(fields[0])), fields[2].Vector());
        var n = matrix.GetLength(0);
        Require(vector.Length == n && vector.Any(x => !x.IsZero), "a vector of the right length that is not 0 is expected");
        for (var i = 0; i < n; i++)
        {
            var row = Enumerable.Range(0, n).Select(j => matrix[i, j]).ToArray();
            Require(row.All(e => e.IsPoint) && SphereSupremum.Dot([.. row.Select(e => e.Low)], vector).IsZero, "the product is not known to be 0");
        }

        return new(Effect.Fact, $"'{fields[1].String()}' is singular at the instance, by a vector it sends to 0");
    }
}
