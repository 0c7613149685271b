using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>
/// Enclosures of the weights that minimisers may give to the points they live on. A weight has the sign of the certificate and at most the total variation; and for any
/// vector v, wⱼ = ⟨v, f⟩ + Σₖ (δⱼₖ − ⟨v, φₖ⟩)·wₖ with the outputs f that all minimisers share, where the rows of a pseudo-inverse make the second term small.
/// </summary>
internal static class ContactWeights
{
    private const int Precision = 128;

    internal static ImmutableArray<EnclosedAtom> Of(
        MeasureProblem problem, IReadOnlyList<(int Sign, ImmutableArray<Interval> Direction)> points, Interval[]? outputs, Interval variation)
    {
        var zero = Interval.FromRational(0, Precision);
        var columns = points.Select(p => problem.Inputs.Map(x => Feature(problem.Feature, Product(p.Direction, x)))).ToArray();
        var rows = outputs is null ? null : PseudoInverse(columns);
        return [.. points.Select((point, j) =>
        {
            var side = Interval.Hull(zero, variation * zero.Literal(point.Sign));
            var weight = side;
            if (rows is not null)
            {
                var (sum, most) = (zero, zero);
                for (var i = 0; i < outputs!.Length; i++)
                {
                    sum += outputs[i] * zero.Literal(Rational.FromExact(rows[j][i]));
                }

                for (var k = 0; k < points.Count; k++)
                {
                    var rest = zero.Literal(j == k ? 1 : 0);
                    for (var i = 0; i < outputs.Length; i++)
                    {
                        rest -= columns[k][i] * zero.Literal(Rational.FromExact(rows[j][i]));
                    }

                    most = Interval.Max(most, Interval.Abs(rest));
                }

                var other = sum + Interval.Hull(-(most * variation), most * variation);
                var (low, high) = (side.Lower > other.Lower ? side.Lower : other.Lower, side.Upper < other.Upper ? side.Upper : other.Upper);
                weight = low <= high ? Interval.FromBounds(low, high, Precision) : side;
            }

            return new EnclosedAtom(point.Sign, weight, point.Direction, [.. point.Direction.Select(u => u * Interval.Abs(weight))]);
        })];
    }

    private static Interval Product(ImmutableArray<Interval> direction, Sequence<Rational> input)
    {
        var sum = direction[0].Literal(0);
        for (var k = 0; k < direction.Length; k++)
        {
            sum += direction[k] * sum.Literal(input[k]);
        }

        return sum;
    }

    private static Interval Feature(HomogeneousFeature feature, Interval product) =>
        product * product.Literal(feature.Left) + Interval.Max(product, product.Literal(0)) * product.Literal(feature.Jump);

    /// <summary>The rows of (ΦᵀΦ + ε)⁻¹Φᵀ in doubles; null where that cannot be computed.</summary>
    private static double[][]? PseudoInverse(Sequence<Interval>[] columns)
    {
        var size = columns.Length;
        var middle = Array.ConvertAll(columns, c => c.Select(v => v.LowerDouble / 2 + v.UpperDouble / 2).ToArray());
        var gram = new double[size * size];
        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b < size; b++)
            {
                gram[a * size + b] = Spheres.RidgeSum.Dot(middle[a], middle[b]);
            }
        }

        for (var a = 0; a < size; a++)
        {
            gram[a * size + a] *= 1 + 1e-12;
        }

        if (!DenseCholesky.TryFactor(gram, size))
        {
            return null;
        }

        var rows = Enumerable.Range(0, size).Select(_ => new double[size == 0 ? 0 : middle[0].Length]).ToArray();
        for (var i = 0; size > 0 && i < middle[0].Length; i++)
        {
            var solution = Enumerable.Range(0, size).Select(a => middle[a][i]).ToArray();
            DenseCholesky.Substitute(gram, solution, size);
            for (var a = 0; a < size; a++)
            {
                rows[a][i] = solution[a];
            }
        }

        return Array.TrueForAll(rows, r => Array.TrueForAll(r, double.IsFinite)) ? rows : null;
    }
}
