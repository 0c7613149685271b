using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// The least eigenvalue of a symmetric matrix of the spec lies in [lower, upper]: from below by a sum of squares, from above by the
/// quotient of a vector; body: <c>instance</c>, <c>matrix</c>, <c>lower</c>, <c>scale</c>, <c>factor</c>, <c>upper</c>, <c>vector</c>.
/// </summary>
internal sealed class EigenvalueEnclosure : CertificateKind
{
    /// <inheritdoc/>
    public override string Name => "eigenvalue_enclosure";

    /// <inheritdoc/>
    public override Finding Check(Case @case, StrictJson body)
    {
        var fields = body.Object("instance", "matrix", "lower", "scale", "factor", "upper", "vector");
        var matrix = @case.Matrix(fields[1], @case.Instance(fields[0]));
        var (lower, upper, v, n) = (fields[2].Number(), fields[5].Number(), fields[6].Vector(), matrix.GetLength(0));
        StrictJson.Require(Definite.Shows(matrix, lower, fields[3].Integer(0, 512), [.. fields[4].Items().Select(r => r.Vector())]), "the rest is not diagonally dominant");
        StrictJson.Require(v.Length == n && v.Any(x => !x.IsZero), "a vector of the right length that is not 0 is expected");
        var form = Rational.Zero;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var weight = v[i] * v[j];
                form += Enclosure.Max(weight * matrix[i, j].Low, weight * matrix[i, j].High);
            }
        }

        StrictJson.Require(form <= upper * SphereSupremum.Dot(v, v), "the quotient of the vector exceeds the upper end");
        return new(Effect.Fact, $"the least eigenvalue of '{fields[1].String()}' at the instance lies between {StrictJson.Text(lower)} and {StrictJson.Text(upper)}");
    }
}
