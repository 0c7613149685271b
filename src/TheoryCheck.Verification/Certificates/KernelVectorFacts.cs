using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Certificates;

/// <summary>Vectors that matrices of the spec send to 0, where the data are rational.</summary>
internal sealed class KernelVectorFacts : FactSource
{
    private const int LargestSize = 24;

    /// <inheritdoc/>
    public override ProposedFact? Of(ClaimPart part) => NamedMatrix(part) is not { } matrix || Exact(matrix, part) is not { } entries || Kernel(entries) is not { } vector ? null
        : new ProposedFact("kernel_vector", json =>
        {
            part.Instance(json);
            json.WriteString("matrix", matrix.Symbol.Name);
            json.WriteStartArray("vector");
            foreach (var coordinate in vector)
            {
                json.WriteStringValue(coordinate.ToString());
            }

            json.WriteEndArray();
        });

    private static Rational[,]? Exact(Reference matrix, ClaimPart part)
    {
        try
        {
            if (part.Evaluation.Exact(part.At)?.Evaluate(matrix) is not Value<Rational>.Tensor { Elements: { Dimensions: [<= LargestSize and var n, var columns] } tensor } || n != columns)
            {
                return null;
            }

            var entries = new Rational[n, n];
            for (var k = 0; k < n * n; k++)
            {
                entries[k / n, k % n] = tensor.Elements.Span[k];
            }

            return entries;
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            // Its entries are not rational.
            return null;
        }
    }

    // Elimination to the identity on the columns with a pivot; the first column without one is a sum of those before it.
    private static Rational[]? Kernel(Rational[,] a)
    {
        var n = a.GetLength(0);
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).FirstOrDefault(i => !a[i, column].IsZero, -1);
            if (pivot < 0)
            {
                return [.. Enumerable.Range(0, n).Select(i => i < column ? -a[i, column] : i == column ? Rational.One : Rational.Zero)];
            }

            var scale = a[pivot, column];
            for (var j = 0; j < n; j++)
            {
                (a[pivot, j], a[column, j]) = (a[column, j], a[pivot, j] / scale);
            }

            foreach (var i in Enumerable.Range(0, n).Where(i => i != column && !a[i, column].IsZero).ToList())
            {
                var factor = a[i, column];
                for (var j = column; j < n; j++)
                {
                    a[i, j] -= factor * a[column, j];
                }
            }
        }

        return null;
    }
}
