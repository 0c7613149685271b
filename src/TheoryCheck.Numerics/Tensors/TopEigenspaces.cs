using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>
/// The set of orthonormal bases, as n×k matrices with k columns, of the spaces spanned by eigenvectors for the k greatest eigenvalues
/// of a symmetric matrix. Drawn from, the space is uniform among those that a tie at the k-th eigenvalue allows, and so is its basis.
/// </summary>
public sealed class TopEigenspaces : SetConstructor, ISampledLaw
{
    /// <summary>Eigenvalues this close to the k-th, relative to the greatest magnitude, count as tied with it.</summary>
    internal const double Tie = 1e-11;

    /// <inheritdoc/>
    public override string Name => "top_eigenspaces";

    /// <inheritdoc/>
    public override string Usage => "top_eigenspaces(A, k)";

    /// <inheritdoc/>
    public override string Summary => "The n by k matrices whose columns are an orthonormal basis of eigenvectors' span for the k greatest eigenvalues of the symmetric matrix A.";

    /// <inheritdoc/>
    public override string Example => "given n in 2.., A in matrix(n, n) where symmetric(A)\nclaim unit: for all V in top_eigenspaces(A, 1): norm(V) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("top", "\\operatorname{top}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 2)
        ?? ArgumentRule.Square(Name, arguments, 0)
        ?? ArgumentRule.Integer(Name, arguments, 1)
        ?? new SetType(TermType.Matrix(((TensorType)arguments[0].Type).Axes[0].Length, arguments[1]));

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        var n = arguments[0].Dimensions[0];
        var k = point.Length / n;
        var values = new double[n];
        var vectors = new double[n * n];
        if (k < 1 || k > n || arguments[0].Dimensions[1] != n || !SymmetricEigen.TryDecompose(arguments[0].Elements.Span, n, values, vectors))
        {
            point.Fill(double.NaN);
            return;
        }

        // Eigenvectors strictly above the k-th value, then random directions among those tied with it.
        var slack = Tie * Math.Max(Math.Abs(values[0]), Math.Abs(values[n - 1]));
        var above = values.Count(x => x > values[k - 1] + slack);
        var tied = values.Count(x => Math.Abs(x - values[k - 1]) <= slack);
        var chosen = RandomFrame(k - above, tied, ref source);
        var basis = new double[k * n];
        vectors.AsSpan(0, above * n).CopyTo(basis);
        Combine(chosen, k - above, tied, vectors.AsSpan(above * n), n, basis.AsSpan(above * n));

        var turned = new double[k * n];
        Combine(RandomFrame(k, k, ref source), k, k, basis, n, turned);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < k; j++)
            {
                point[i * k + j] = turned[j * n + i];
            }
        }
    }

    /// <summary>Orthonormal rows, uniform among all such, by Gram and Schmidt's method (twice) on normal vectors.</summary>
    private static double[] RandomFrame(int count, int length, ref DrawSource source)
    {
        var rows = new double[count * length];
        source.Normal(rows);
        for (var i = 0; i < count; i++)
        {
            var row = rows.AsSpan(i * length, length);
            for (var pass = 0; pass < 2; pass++)
            {
                for (var j = 0; j < i; j++)
                {
                    var other = rows.AsSpan(j * length, length);
                    Lanes.AddScaled(row, -Lanes.Dot(row, other), other);
                }

                Sphere.Normalise(row);
            }
        }

        return rows;
    }

    /// <summary>result := coefficients · rows, row by row.</summary>
    private static void Combine(ReadOnlySpan<double> coefficients, int count, int inner, ReadOnlySpan<double> rows, int length, Span<double> result)
    {
        for (var i = 0; i < count; i++)
        {
            var row = result.Slice(i * length, length);
            row.Clear();
            for (var j = 0; j < inner; j++)
            {
                Lanes.AddScaled(row, coefficients[i * inner + j], rows.Slice(j * length, length));
            }
        }
    }
}
