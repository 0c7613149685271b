using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Flows;

/// <summary>Nearly orthogonal matrices of doubles, and enclosures of their inverses.</summary>
internal static class OrthogonalBasis
{
    private static readonly DoubleInterval Zero = DoubleInterval.FromExact(0);

    /// <summary>The orthogonal factor Q of the columns of a matrix, taken in the order given; the unit matrix where they are not independent in doubles. It is a guess: its inverse is enclosed.</summary>
    /// <param name="columns">Shape (n, n), row-major.</param>
    /// <param name="order">The order of the columns, longest first.</param>
    /// <param name="n">n.</param>
    [Cites("lohner1987enclosing", "Section 3, the QR method")]
    public static double[] Of(double[] columns, int[] order, int n)
    {
        var q = new double[n * n];
        for (var place = 0; place < n; place++)
        {
            for (var i = 0; i < n; i++)
            {
                q[(i * n) + place] = columns[(i * n) + order[place]];
            }

            var length = Length(q, place, n);

            // Twice is enough to be orthogonal to rounding.
            for (var round = 0; round < 2; round++)
            {
                for (var other = 0; other < place; other++)
                {
                    var product = 0.0;
                    for (var i = 0; i < n; i++)
                    {
                        product += q[(i * n) + other] * q[(i * n) + place];
                    }

                    for (var i = 0; i < n; i++)
                    {
                        q[(i * n) + place] -= product * q[(i * n) + other];
                    }
                }
            }

            var rest = Length(q, place, n);
            if (!(rest > 1e-12 * length) || !double.IsFinite(rest))
            {
                return Identity(n);
            }

            for (var i = 0; i < n; i++)
            {
                q[(i * n) + place] /= rest;
            }
        }

        return q;
    }

    /// <summary>The unit matrix.</summary>
    public static double[] Identity(int n)
    {
        var identity = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            identity[(i * n) + i] = 1;
        }

        return identity;
    }

    /// <summary>
    /// An enclosure of Q⁻¹: with E = I - QᵀQ and ‖E‖∞ ≤ ε &lt; 1, Q⁻¹ = (I - E)⁻¹Qᵀ differs from Qᵀ by at most ε/(1 - ε) times the largest entry of a column of Qᵀ. Null where ε is not small.
    /// </summary>
    public static DoubleInterval[]? Inverse(double[] q, int n)
    {
        var most = 0.0;
        for (var i = 0; i < n; i++)
        {
            var row = Zero;
            for (var j = 0; j < n; j++)
            {
                var entry = DoubleInterval.FromExact(i == j ? 1 : 0);
                for (var k = 0; k < n; k++)
                {
                    entry -= DoubleInterval.FromExact(q[(k * n) + i]) * DoubleInterval.FromExact(q[(k * n) + j]);
                }

                row += DoubleInterval.Abs(entry);
            }

            most = Math.Max(most, row.UpperDouble);
        }

        if (!(most < 0.5))
        {
            return null;
        }

        var bound = DoubleInterval.FromExact(most);
        var factor = (bound / (DoubleInterval.FromExact(1) - bound)).UpperDouble;
        var around = DoubleInterval.FromBounds(-factor, factor);
        var inverse = new DoubleInterval[n * n];
        for (var j = 0; j < n; j++)
        {
            var largest = 0.0;
            for (var k = 0; k < n; k++)
            {
                largest = Math.Max(largest, Math.Abs(q[(j * n) + k]));
            }

            for (var i = 0; i < n; i++)
            {
                inverse[(i * n) + j] = DoubleInterval.FromExact(q[(j * n) + i]) + (around * DoubleInterval.FromExact(largest));
            }
        }

        return inverse;
    }

    private static double Length(double[] q, int column, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            sum += q[(i * n) + column] * q[(i * n) + column];
        }

        return Math.Sqrt(sum);
    }
}
