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
        Require(vector.Length == matrix.GetLength(0) && vector.Any(x => !x.IsZero), "a vector of the right length that is not 0 is expected");
        var rows = matrix.Cast<Enclosure>().Chunk(vector.Length);
        var isZero = rows.All(row => row.All(e => e.IsPoint) && SphereSupremum.Dot([.. row.Select(e => e.Low)], vector).IsZero);
        Require(isZero, "the product is not known to be 0");
        return new(Effect.Fact, $"'{fields[1].String()}' is singular at the instance, by a vector it sends to 0");
    }
}
