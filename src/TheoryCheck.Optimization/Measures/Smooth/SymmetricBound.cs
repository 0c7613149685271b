using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>
/// Bounds on the greatest eigenvalue of a small symmetric matrix M with enclosed entries: μ + √(1 - 1/d)·‖M - μI‖ with the mean μ of the diagonal and the Frobenius norm; sharper, σ, a little above a
/// guess in doubles, where Cholesky's factorisation of σI - M exists in enclosures.
/// </summary>
internal static class SymmetricBound
{
    private const int Rounds = 24;

    private static readonly double[] Margins = [1e-3, 1e-2, 1e-1];

    /// <summary>The mean of the eigenvalues, and at least how far any of them is above it, in doubles.</summary>
    /// <param name="lower">The lower triangle, row-major.</param>
    /// <param name="size">d.</param>
    internal static (double Mean, double Spread) Spectrum(double[] lower, int size)
    {
        var (mean, squares) = (0.0, 0.0);
        for (var k = 0; k < size; k++)
        {
            mean += lower[(k * size) + k] / size;
        }

        for (var k = 0; k < size; k++)
        {
            squares += (lower[(k * size) + k] - mean) * (lower[(k * size) + k] - mean);
            for (var l = 0; l < k; l++)
            {
                squares += 2 * lower[(k * size) + l] * lower[(k * size) + l];
            }
        }

        return (mean, Math.Sqrt(squares * (size - 1) / size));
    }

    /// <summary>At least the greatest eigenvalue, and not much more.</summary>
    /// <inheritdoc cref="Spectrum(double[], int)" path="/param"/>
    internal static DoubleInterval Sharp(DoubleInterval[] lower, int size)
    {
        var (mean, spread) = Spectrum(lower, size);
        var safe = mean + spread;
        if (size == 1 || !safe.IsBounded)
        {
            return safe;
        }

        var guess = Guess(lower, size, mean.LowerDouble - spread.UpperDouble);
        foreach (var margin in Margins)
        {
            var bound = guess + (margin * spread.UpperDouble);
            if (bound < safe.UpperDouble && IsDefinite(lower, size, DoubleInterval.FromExact(bound)))
            {
                return DoubleInterval.FromExact(bound);
            }
        }

        return safe;
    }

    // The mean of the eigenvalues, and at least how far any of them is from it.
    private static (DoubleInterval Mean, DoubleInterval Spread) Spectrum(DoubleInterval[] lower, int size)
    {
        var (mean, squares) = (DoubleInterval.FromExact(0), DoubleInterval.FromExact(0));
        for (var k = 0; k < size; k++)
        {
            mean += lower[(k * size) + k] / DoubleInterval.FromExact(size);
        }

        for (var k = 0; k < size; k++)
        {
            squares += DoubleInterval.Power(lower[(k * size) + k] - mean, 2);
            for (var l = 0; l < k; l++)
            {
                squares += DoubleInterval.FromExact(2) * DoubleInterval.Power(lower[(k * size) + l], 2);
            }
        }

        return (mean, DoubleInterval.Sqrt(squares * DoubleInterval.FromExact(size - 1) / DoubleInterval.FromExact(size)));
    }

    // Power iteration on M - shift·I, which is positive.
    private static double Guess(DoubleInterval[] lower, int size, double shift)
    {
        double At(int k, int l) => k < l ? At(l, k) : (lower[(k * size) + l].UpperDouble / 2) + (lower[(k * size) + l].LowerDouble / 2) - (k == l ? shift : 0);
        var vector = Enumerable.Range(0, size).Select(static k => 1.0 / (k + 1)).ToArray();
        var length = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var next = new double[size];
            for (var k = 0; k < size; k++)
            {
                for (var l = 0; l < size; l++)
                {
                    next[k] += At(k, l) * vector[l];
                }
            }

            length = RidgeSum.Norm(next) / RidgeSum.Norm(vector);
            vector = next;
        }

        return length + shift;
    }

    private static bool IsDefinite(DoubleInterval[] lower, int size, DoubleInterval shift)
    {
        var factor = new DoubleInterval[size * size];
        for (var k = 0; k < size; k++)
        {
            for (var l = 0; l <= k; l++)
            {
                var rest = (k == l ? shift : DoubleInterval.FromExact(0)) - lower[(k * size) + l];
                for (var j = 0; j < l; j++)
                {
                    rest -= factor[(k * size) + j] * factor[(l * size) + j];
                }

                if (k == l && !(rest.LowerDouble > 0))
                {
                    return false;
                }

                factor[(k * size) + l] = k == l ? DoubleInterval.Sqrt(rest) : rest / factor[(l * size) + l];
            }
        }

        return true;
    }
}
