using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Flows;

/// <summary>
/// Where solutions are that start in a set, over a step: x(t + τ) ∈ Σ mₖτᵏ + rτᵖ + (Σ Vₖτᵏ)·Q·e for 0 ≤ τ ≤ h, with the coefficients mₖ of the solution through the middle m, r a box around the coefficients of order
/// p all over the step, and V around the derivatives of the others by the start, all over the set: Taylor's theorem, and the mean value theorem for its polynomial.
/// </summary>
/// <param name="Start">The set m + Q·e.</param>
/// <param name="Length">h.</param>
/// <param name="Order">p.</param>
/// <param name="Coefficients">mₖ, shape (n, p), row-major.</param>
/// <param name="Remainder">r.</param>
/// <param name="Slopes">Vₖ, shape (n, n, p), row-major.</param>
[Cites("lohner1987enclosing", "Sections 2 and 3")]
internal sealed record FlowStep(FlowSet Start, double Length, int Order, DoubleInterval[] Coefficients, DoubleInterval[] Remainder, DoubleInterval[] Slopes)
{
    /// <summary>The time at which it ends.</summary>
    public Rational End => Start.Time + Rational.FromExact(Length);

    private int Dimension => Remainder.Length;

    /// <summary>The set after some time of the step.</summary>
    /// <param name="elapsed">τ.</param>
    /// <returns>Null where the matrices of the step are too wide to be told from singular ones.</returns>
    public FlowSet? After(Rational elapsed)
    {
        var n = Dimension;
        var time = DoubleInterval.FromRational(elapsed);
        var moved = Moved(time);
        var middle = new double[n];
        var shift = new DoubleInterval[n];
        for (var i = 0; i < n; i++)
        {
            var through = Through(i, time);
            middle[i] = Midpoint.Of(through);
            if (!double.IsFinite(middle[i]) || !through.IsBounded)
            {
                return null;
            }

            shift[i] = through - DoubleInterval.FromExact(middle[i]);
        }

        var lengths = new double[n];
        for (var j = 0; j < n; j++)
        {
            var width = Start.Spread[j].UpperDouble - Start.Spread[j].LowerDouble;
            for (var i = 0; i < n; i++)
            {
                lengths[j] = Math.Max(lengths[j], Math.Abs(Midpoint.Of(moved[(i * n) + j])) * width);
            }
        }

        var order = Enumerable.Range(0, n).OrderByDescending(j => lengths[j]).ToArray();
        var basis = OrthogonalBasis.Of([.. moved.Select(Midpoint.Of)], order, n);
        if (OrthogonalBasis.Inverse(basis, n) is not { } inverse)
        {
            return null;
        }

        var spread = new DoubleInterval[n];
        for (var i = 0; i < n; i++)
        {
            var sum = Zero;
            for (var j = 0; j < n; j++)
            {
                var turned = Zero;
                for (var k = 0; k < n; k++)
                {
                    turned += inverse[(i * n) + k] * moved[(k * n) + j];
                }

                sum += (inverse[(i * n) + j] * shift[j]) + (turned * Start.Spread[j]);
            }

            spread[i] = sum;
        }

        return Array.TrueForAll(spread, static s => s.IsBounded) ? new(Start.Time + elapsed, middle, basis, spread) : null;
    }

    /// <summary>A box around the states at some time of the step.</summary>
    /// <param name="elapsed">τ, within [0, h].</param>
    public DoubleInterval[] Around(DoubleInterval elapsed)
    {
        var n = Dimension;
        var moved = Moved(elapsed);
        var box = new DoubleInterval[n];
        for (var i = 0; i < n; i++)
        {
            box[i] = Through(i, elapsed);
            for (var j = 0; j < n; j++)
            {
                box[i] += moved[(i * n) + j] * Start.Spread[j];
            }
        }

        return box;
    }

    private static DoubleInterval Zero => DoubleInterval.FromExact(0);

    // Horner's scheme, from r on.
    private DoubleInterval Through(int state, DoubleInterval time)
    {
        var sum = Remainder[state];
        for (var k = Order - 1; k >= 0; k--)
        {
            sum = (sum * time) + Coefficients[(state * Order) + k];
        }

        return sum;
    }

    // (Σ Vₖτᵏ)·Q.
    private DoubleInterval[] Moved(DoubleInterval time)
    {
        var n = Dimension;
        var slopes = new DoubleInterval[n * n];
        for (var at = 0; at < slopes.Length; at++)
        {
            var sum = Zero;
            for (var k = Order - 1; k >= 0; k--)
            {
                sum = (sum * time) + Slopes[(at * Order) + k];
            }

            slopes[at] = sum;
        }

        var moved = new DoubleInterval[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = Zero;
                for (var k = 0; k < n; k++)
                {
                    sum += slopes[(i * n) + k] * DoubleInterval.FromExact(Start.Basis[(k * n) + j]);
                }

                moved[(i * n) + j] = sum;
            }
        }

        return moved;
    }
}
