using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Flows;

/// <summary>The states that a solution may have at a time: m + Q·e with a point m, a nearly orthogonal matrix Q and a box e, so that what was a turned box does not become a wider one.</summary>
/// <param name="Time">The time.</param>
/// <param name="Middle">m.</param>
/// <param name="Basis">Q, shape (n, n), row-major.</param>
/// <param name="Spread">e.</param>
internal sealed record FlowSet(Rational Time, double[] Middle, double[] Basis, DoubleInterval[] Spread)
{
    /// <summary>A set that is a box.</summary>
    public static FlowSet Of(Rational time, ReadOnlySpan<DoubleInterval> box)
    {
        var middle = new double[box.Length];
        var spread = new DoubleInterval[box.Length];
        for (var i = 0; i < middle.Length; i++)
        {
            middle[i] = Midpoint.Of(box[i]);
            spread[i] = box[i] - DoubleInterval.FromExact(middle[i]);
        }

        return new(time, middle, OrthogonalBasis.Identity(middle.Length), spread);
    }

    /// <summary>The least box around it, up to rounding.</summary>
    public DoubleInterval[] Hull()
    {
        var n = Middle.Length;
        var box = new DoubleInterval[n];
        for (var i = 0; i < n; i++)
        {
            box[i] = DoubleInterval.FromExact(Middle[i]);
            for (var j = 0; j < n; j++)
            {
                box[i] += DoubleInterval.FromExact(Basis[(i * n) + j]) * Spread[j];
            }
        }

        return box;
    }
}
