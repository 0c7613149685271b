using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;

namespace TheoryCheck.Symbolics.Evaluation.Recurrences;

/// <summary>
/// Whether all roots of a polynomial with rational coefficients have modulus below 1: p = a₀ + .. + aₙzⁿ has them there exactly when |a₀| &lt; |aₙ| and the polynomial
/// (aₙ·p(z) - a₀·zⁿp(1/z))/z of degree n - 1 has: on the unit circle |zⁿp(1/z)| = |p(z)|, so that by Rouché's theorem subtracting the lesser term moves no root across it. No root is computed, and 1 is told from all other moduli.
/// </summary>
/// <remarks><i>Cost:</i> O(n²) operations, on rationals whose digits may double n times; coefficients are divided by the leading one.</remarks>
internal static class StablePolynomial
{
    /// <summary>Decides it; a constant has no roots.</summary>
    /// <param name="coefficients">a₀, .., aₙ with aₙ ≠ 0.</param>
    public static bool Is(IReadOnlyList<Rational> coefficients)
    {
        var p = coefficients.Select(a => a / coefficients[^1]).ToArray();
        while (p.Length > 1)
        {
            var last = p[0];
            if (last >= Rational.One || last <= -Rational.One)
            {
                return false;
            }

            var scale = Rational.One - (last * last);
            p = [.. Enumerable.Range(1, p.Length - 1).Select(i => (p[i] - (last * p[^(i + 1)])) / scale)];
        }

        return true;
    }

    /// <summary>The coefficients of det(zI - A), of z⁰ first: with M₁ = I, aₙ₋ₖ = -tr(AMₖ)/k and Mₖ₊₁ = AMₖ + aₙ₋ₖI (Leverrier, Faddeev).</summary>
    /// <param name="size">The number of rows of A.</param>
    /// <param name="matrix">A, row-major.</param>
    public static Rational[] Characteristic(int size, Rational[] matrix)
    {
        var (a, m) = (new DenseMatrix<Rational>(size, size, matrix), DenseMatrix<Rational>.Identity(size, Rational.One));
        var coefficients = new Rational[size + 1];
        coefficients[size] = Rational.One;
        for (var k = 1; k <= size; k++)
        {
            var next = a * m;
            coefficients[size - k] = -next.Trace() / k;
            m = next + (DenseMatrix<Rational>.Identity(size, Rational.One) * coefficients[size - k]);
        }

        return coefficients;
    }
}
