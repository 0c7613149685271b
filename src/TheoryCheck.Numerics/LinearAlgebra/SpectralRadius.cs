using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace TheoryCheck.Numerics.LinearAlgebra;

/// <summary>The largest modulus of an eigenvalue of a square matrix, symmetric or not.</summary>
public static class SpectralRadius
{
    /// <summary>max |λ|; for symmetric matrices from the symmetric eigenvalues, else from the Hessenberg QR iteration. NaN when it fails or an element is not finite.</summary>
    public static double Of(ReadOnlySpan<double> matrix, int n)
    {
        if (SymmetricMatrix.TryScale(matrix, n, out _))
        {
            return Math.Max(Math.Abs(SymmetricEigen.Least(matrix, n)), Math.Abs(SymmetricEigen.Greatest(matrix, n)));
        }

        foreach (var x in matrix)
        {
            if (!double.IsFinite(x))
            {
                return double.NaN;
            }
        }

        try
        {
            // Read by columns this is the transpose, which has the same eigenvalues.
            var dense = new DenseMatrix(n, n, matrix.ToArray());
            var radius = 0.0;
            foreach (var value in dense.Evd(Symmetricity.Asymmetric).EigenValues)
            {
                radius = Math.Max(radius, value.Magnitude);
            }

            return radius;
        }
        catch (MathNet.Numerics.NonConvergenceException)
        {
            return double.NaN;
        }
    }
}
