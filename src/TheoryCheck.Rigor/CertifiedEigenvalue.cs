using TheoryCheck.Core;
using TheoryCheck.Rigor.Doubles;
using TheoryCheck.Rigor.Enclosures;
using Arithmetic = TheoryCheck.Rigor.Doubles.EndArithmetic<TheoryCheck.Rigor.Doubles.Outward>;

namespace TheoryCheck.Rigor;

/// <summary>The least eigenvalue of a symmetric matrix of double intervals, at a few times the cost of a floating-point factorisation.</summary>
/// <remarks>
/// Below: a Cholesky factorisation of (midpoint - s·I) in plain doubles that runs to completion, with an a-priori bound of all its
/// rounding errors. Above: the Rayleigh quotient of an approximate eigenvector in intervals. Lanczos's method on the inverse proposes s and the vector; no
/// property of either is trusted. <i>Accuracy:</i> the lower end is about 2n·u·tr(A - s·I) below the eigenvalue of an exact
/// matrix, u = 2⁻⁵³, plus the largest row sum of the radii. <i>Cost:</i> about 6 factorisations of n³/3 multiplications each.
/// </remarks>
[Cites("rump2006", "Section 3")]
public static class CertifiedEigenvalue
{
    private const int Steps = 24;
    private const int Rounds = 40;
    private const double Unit = 1.1102230246251565E-16;

    /// <summary>An enclosure of the least eigenvalue; the whole line for unbounded elements.</summary>
    /// <param name="matrix">The elements, shape (n, n), row-major.</param>
    /// <param name="n">The number of rows, from 1 to 2²⁰.</param>
    /// <exception cref="UndefinedException">The matrix is certainly not symmetric, or not of that shape.</exception>
    public static DoubleInterval Least(ReadOnlySpan<DoubleInterval> matrix, int n)
    {
        if (n is < 1 or > 1 << 20 || matrix.Length != (long)n * n)
        {
            throw new UndefinedException("eigenvalues of something that is not a square matrix");
        }

        foreach (var element in matrix)
        {
            if (element.IsUndecided || !element.IsBounded)
            {
                return element.IsUndecided ? element : DoubleInterval.Line;
            }
        }

        var (middle, radius) = Midpoints(matrix, n);
        var start = Gershgorin(middle, n);
        var vector = StartVector(n);
        var proved = start.Below - radius;
        var shift = start.Below.LowerDouble - (1e-12 * start.Size) - double.Epsilon;
        var (reached, refused) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var round = 0; round < Rounds; round++)
        {
            if (Positive(middle, n, shift) is var (factor, below))
            {
                proved = DoubleInterval.Max(proved, below - radius);
                reached = shift;
                var estimate = Approximate(middle, n, factor, vector);

                // The next shift keeps away from the estimate by the room that rounding takes and, at first, by some of the distance come.
                var room = 2 * (shift - below.LowerDouble);
                shift = estimate - Math.Max(room, (estimate - shift) / 64);
                shift = shift < refused ? shift : reached + ((refused - reached) / 2);
                if (!(shift > reached + room))
                {
                    break;
                }
            }
            else
            {
                // Too far: the estimate was still above the eigenvalue.
                refused = shift;
                shift = reached + ((refused - reached) / 2);
            }
        }

        return DoubleInterval.FromBounds(proved.LowerDouble, RayleighQuotient(matrix, vector, n).UpperDouble);
    }

    /// <summary>Midpoints with their symmetric part's radius in the row-sum norm, rounded up.</summary>
    private static (double[] Middle, DoubleInterval Radius) Midpoints(ReadOnlySpan<DoubleInterval> matrix, int n)
    {
        var middle = new double[matrix.Length];
        var sums = new DoubleInterval[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var (one, two) = (matrix[i * n + j], matrix[j * n + i]);
                if (!one.Overlaps(two))
                {
                    throw new UndefinedException("eigenvalues in order of a matrix that is not symmetric");
                }

                var centre = one.LowerDouble / 2 + one.UpperDouble / 2;
                middle[i * n + j] = middle[j * n + i] = centre;
                var deviation = DoubleInterval.Abs(one - DoubleInterval.FromExact(centre));
                sums[i] += deviation;
                sums[j] += i == j ? default : deviation;
            }
        }

        var norm = sums.Aggregate(DoubleInterval.Max).UpperDouble;
        return (middle, double.IsFinite(norm) ? DoubleInterval.FromExact(norm) : DoubleInterval.Line);
    }

    private static (DoubleInterval Below, double Size) Gershgorin(double[] middle, int n)
    {
        var (below, size) = (DoubleInterval.FromExact(double.MaxValue), 0.0);
        for (var i = 0; i < n; i++)
        {
            var sum = default(DoubleInterval);
            for (var j = 0; j < n; j++)
            {
                sum += j == i ? default : DoubleInterval.FromExact(Math.Abs(middle[i * n + j]));
            }

            below = DoubleInterval.Min(below, DoubleInterval.FromExact(middle[i * n + i]) - sum);
            size = Math.Max(size, sum.UpperDouble + Math.Abs(middle[i * n + i]));
        }

        return (below, size);
    }

    /// <summary>A factorisation of A - s·I with diagonal rounded down, and the bound of λmin(A) that it proves; null when it fails.</summary>
    private static (FloatCholesky Factor, DoubleInterval Below)? Positive(double[] middle, int n, double shift)
    {
        if (!double.IsFinite(shift))
        {
            return null;
        }

        var shifted = (double[])middle.Clone();
        var (trace, s, largest) = (default(DoubleInterval), DoubleInterval.FromExact(shift), 0.0);
        for (var i = 0; i < n; i++)
        {
            // Rounding the diagonal down only takes a nonnegative diagonal matrix away.
            var element = (DoubleInterval.FromExact(middle[i * n + i]) - s).LowerDouble;
            shifted[i * n + i] = element;
            trace += double.IsFinite(element) ? DoubleInterval.FromExact(element) : DoubleInterval.Line;
            largest = Math.Max(largest, element);
        }

        if (!trace.IsBounded || FloatCholesky.Of(shifted, n) is not { } factor)
        {
            return null;
        }

        // γ/(1 - γ)·tr(B) for rounding. Each entry of E has at most n + 2 underflows, of half the least double each, one of them times a
        // factor's element, at most 1 + max b; doubled for the rest of the analysis and n times for the norm.
        var one = DoubleInterval.FromExact(1);
        var gamma = DoubleInterval.FromExact((n + 1) * Unit);
        gamma /= one - gamma;
        var tiny = DoubleInterval.FromExact(n) * (DoubleInterval.FromExact(n + 3.0) + DoubleInterval.FromExact(largest)) * DoubleInterval.FromExact(2 * double.Epsilon);
        return (factor, s - (gamma / (one - gamma) * trace) - tiny);
    }

    /// <summary>The Rayleigh quotient of an approximate eigenvector, which replaces the start vector: Lanczos's method on the inverse, fully reorthogonalised.</summary>
    private static double Approximate(double[] middle, int n, FloatCholesky factor, double[] vector)
    {
        var basis = new List<double[]>();
        var projected = new double[Steps * Steps];
        var next = (double[])vector.Clone();
        for (var step = 0; step < Math.Min(Steps, n); step++)
        {
            var length = Math.Sqrt(FloatCholesky.Dot(next, next));
            if (!(length > 1e-14) || !double.IsFinite(length))
            {
                break;
            }

            var current = Array.ConvertAll(next, x => x / length);
            basis.Add(current);
            next = (double[])current.Clone();
            factor.Solve(next);
            var size = Math.Sqrt(FloatCholesky.Dot(next, next));
            next = Array.ConvertAll(next, x => x / size);
            for (var pass = 0; pass < 2; pass++)
            {
                for (var i = 0; i < basis.Count; i++)
                {
                    var part = FloatCholesky.Dot(next, basis[i]);
                    projected[i * Steps + step] += part * size;
                    projected[step * Steps + i] = projected[i * Steps + step];
                    for (var k = 0; k < n; k++)
                    {
                        next[k] -= part * basis[i][k];
                    }
                }
            }
        }

        var count = basis.Count;
        var weights = count == 0 ? [] : EigenvectorGuess.OfLeast([.. Enumerable.Range(0, count * count).Select(k => -projected[k / count * Steps + (k % count)])], count);
        var combined = new double[n];
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < n; k++)
            {
                combined[k] += weights[i] * basis[i][k];
            }
        }

        if (Array.TrueForAll(combined, double.IsFinite) && FloatCholesky.Dot(combined, combined) > 0.25)
        {
            combined.CopyTo(vector, 0);
        }

        var product = new double[n];
        for (var i = 0; i < n; i++)
        {
            product[i] = FloatCholesky.Dot(middle.AsSpan(i * n, n), vector);
        }

        return FloatCholesky.Dot(product, vector) / FloatCholesky.Dot(vector, vector);
    }

    private static double[] StartVector(int n)
    {
        // No structured matrix is likely to be orthogonal to the fractional parts of multiples of the golden ratio.
        var vector = new double[n];
        for (var i = 0; i < n; i++)
        {
            vector[i] = (i + 1) * 0.6180339887498949 % 1 - 0.3;
        }

        return vector;
    }

    private static DoubleInterval RayleighQuotient(ReadOnlySpan<DoubleInterval> matrix, double[] vector, int n)
    {
        var (numerator, denominator) = (default(DoubleInterval), default(DoubleInterval));
        for (var i = 0; i < n; i++)
        {
            var row = default(Ends);
            for (var j = 0; j < n; j++)
            {
                var v = vector[j];
                row = Arithmetic.Add(row, Arithmetic.Multiply(new(matrix[i * n + j].LowerDouble, matrix[i * n + j].UpperDouble), new(v, v)));
            }

            var element = DoubleInterval.FromExact(vector[i]);
            numerator += element * DoubleInterval.FromBounds(row.Lower, row.Upper);
            denominator += DoubleInterval.Power(element, 2);
        }

        return numerator / denominator;
    }
}
