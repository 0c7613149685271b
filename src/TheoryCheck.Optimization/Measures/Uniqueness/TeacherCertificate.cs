using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>
/// Interpolation by few atoms in open cells, md ≤ n. On the sides of the atoms the outputs are A·u with a rational matrix A of full column
/// rank; if A·u = y has a solution it is rational and found exactly. Of the dual variables with sⱼ·Aⱼᵀq = uⱼ/|uⱼ|, those of least norm are q = A·z
/// with AᵀA·z = (sⱼ uⱼ/|uⱼ|)ⱼ: the pre-certificate whose derivative vanishes at the atoms.
/// </summary>
[Cites("duval2015", "Definition 6, vanishing derivatives pre-certificate")]
internal sealed record TeacherCertificate(Sequence<Atom> Atoms, ImmutableArray<ImmutableArray<Interval>> Moments, Interval[] Dual)
{
    private const int Precision = 128;
    private const int MaximalUnknowns = 60;

    /// <summary>The exact atoms and the enclosed pre-certificate; null where this case does not apply.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="feature">Its feature.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="atoms">The atoms proposed.</param>
    /// <param name="near">Dual variables of which the nearest with these properties are taken, in place of 0.</param>
    internal static TeacherCertificate? Of(MeasureProblem problem, SampledFeature feature, Interpolation loss, List<MovingAtom> atoms, double[]? near = null)
    {
        var (n, d) = (feature.Count, feature.Dimension);
        if (Matrix(problem, feature, atoms) is not { } matrix || Solve(matrix, atoms.ConvertAll(atom => atom.Sign), loss.Targets, d) is not { } moments)
        {
            return null;
        }

        var size = atoms.Count * d;
        var point = Interval.FromRational(0, Precision);
        var enclosed = Enumerable.Range(0, atoms.Count).Select(j => Enumerable.Range(0, d).Select(k => point.Literal(moments[j * d + k])).ToImmutableArray()).ToImmutableArray();
        var right = new Interval[size];
        for (var j = 0; j < atoms.Count; j++)
        {
            var square = point;
            foreach (var m in enclosed[j])
            {
                square += m * m;
            }

            if (square.CertainSign != 1)
            {
                return null;
            }

            for (var k = 0; k < d; k++)
            {
                right[j * d + k] = enclosed[j][k] / Interval.Sqrt(square) * point.Literal(problem.Penalty * atoms[j].Sign);
                for (var i = 0; i < n && near is not null; i++)
                {
                    right[j * d + k] -= point.Literal(matrix[i, j * d + k] * Rational.FromExact(near[i]));
                }
            }
        }

        var gram = new Gram(matrix, n, size, right);
        var z = new double[size];
        if (Krawczyk.Radii(gram, z) is not { } radii)
        {
            return null;
        }

        var dual = new Interval[n];
        for (var i = 0; i < n; i++)
        {
            dual[i] = near is null ? point : point.Literal(Rational.FromExact(near[i]));
            for (var c = 0; c < size; c++)
            {
                dual[i] += point.Literal(matrix[i, c]) * ActiveSystem.Ball(z, radii, c);
            }
        }

        return new(atoms.Select((atom, j) => new Atom(moments.Skip(j * d).Take(d).ToSequence(), atom.Sign)).ToSequence(), enclosed, dual);
    }

    /// <summary>Atoms near the given ones, on the same sides, that interpolate exactly if they are on those sides; null where this case does not apply.</summary>
    internal static Sequence<Atom>? Interpolating(MeasureProblem problem, SampledFeature feature, Interpolation loss, List<MovingAtom> atoms)
    {
        var d = feature.Dimension;
        return Matrix(problem, feature, atoms) is { } matrix && Solve(matrix, atoms.ConvertAll(atom => atom.Sign), loss.Targets, d) is { } moments
            ? atoms.Select((atom, j) => new Atom(moments.Skip(j * d).Take(d).ToSequence(), atom.Sign)).ToSequence()
            : null;
    }

    /// <summary>A, shape (n, md), without the signs; null when an atom is held on a kink or there are too many unknowns.</summary>
    private static Rational[,]? Matrix(MeasureProblem problem, SampledFeature feature, List<MovingAtom> atoms)
    {
        var (n, d) = (feature.Count, feature.Dimension);
        var size = atoms.Count * d;
        if (size > n || size > MaximalUnknowns || atoms.Exists(atom => Enumerable.Range(0, n).Any(i => atom.Sides[i] == 0 && feature.Lengths[i] > 0)))
        {
            return null;
        }

        var matrix = new Rational[n, size];
        for (var i = 0; i < n; i++)
        {
            for (var c = 0; c < size; c++)
            {
                var atom = atoms[c / d];
                matrix[i, c] = (atom.Sides[i] > 0 ? problem.Feature.Right : problem.Feature.Left) * problem.Inputs[i][c % d];
            }
        }

        return matrix;
    }

    /// <summary>The exact solution of Σⱼ sⱼ Aⱼ uⱼ = y; null when there is none or the columns are dependent.</summary>
    private static Rational[]? Solve(Rational[,] matrix, List<int> signs, Sequence<Rational> targets, int d)
    {
        var signed = (Rational[,])matrix.Clone();
        for (var i = 0; i < signed.GetLength(0); i++)
        {
            for (var c = 0; c < signed.GetLength(1); c++)
            {
                signed[i, c] *= signs[c / d];
            }
        }

        return FullRankSystem.Solve(signed, targets);
    }

    /// <summary>The linear system AᵀA·z = b with an exact matrix and enclosed right side.</summary>
    private sealed class Gram : IEnclosedSystem
    {
        private readonly Rational[] product;
        private readonly Interval[] right;

        internal Gram(Rational[,] matrix, int rows, int size, Interval[] right)
        {
            (this.right, Size) = (right, size);
            product = new Rational[size * size];
            for (var a = 0; a < size; a++)
            {
                for (var b = 0; b <= a; b++)
                {
                    var sum = Rational.Zero;
                    for (var i = 0; i < rows; i++)
                    {
                        sum += matrix[i, a] * matrix[i, b];
                    }

                    product[a * size + b] = product[b * size + a] = sum;
                }
            }
        }

        public int Size { get; }

        public Interval[] Residual(double[] point)
        {
            var result = new Interval[Size];
            for (var a = 0; a < Size; a++)
            {
                var sum = -right[a];
                for (var b = 0; b < Size; b++)
                {
                    sum += sum.Literal(product[a * Size + b] * Rational.FromExact(point[b]));
                }

                result[a] = sum;
            }

            return result;
        }

        public (double[] Center, double[] Radius)? Jacobian(double[] point, double[] radii)
        {
            var center = Array.ConvertAll(product, p => p.ToDouble());
            return (center, Array.ConvertAll(center, c => Math.ScaleB(Math.Abs(c), -52)));
        }
    }
}
