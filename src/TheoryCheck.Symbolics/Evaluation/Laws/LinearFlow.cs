using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>
/// Mean and covariance along dX = (AX + b) dt + G dB: m(t) = e^{tA}m + ∫₀ᵗ e^{sA}b ds, S(t) = e^{tA}Se^{tAᵀ} + ∫₀ᵗ e^{sA}GGᵀe^{sAᵀ} ds.
/// </summary>
/// <remarks>
/// Over h = t/2ˢ with ‖A‖∞h ≤ 1/4 all three are Taylor series whose terms fall by at least a half, so that the tail after K of them is at most
/// 2·2⁻ᴷ/K! times h‖b‖ or h‖GGᵀ‖; then the step is doubled s times: E ← E², c ← c + Ec, Q ← Q + EQEᵀ. Enclosing readings enclose the tail.
/// <i>Cost:</i> O((K + s)·n³).
/// </remarks>
[Cites("molervanloan2003", "method 3, scaling and squaring")]
internal static class LinearFlow
{
    private const int MostHalvings = 40;

    /// <summary>The law at a time, in a reading that encloses, or in doubles.</summary>
    /// <param name="drift">A.</param>
    /// <param name="shift">b.</param>
    /// <param name="noise">GGᵀ.</param>
    /// <param name="start">Mean and covariance at time 0.</param>
    /// <param name="time">t, at least 0.</param>
    /// <exception cref="NotRepresentableException">The reading is exact and the law moves, or t is too long.</exception>
    public static (DenseMatrix<T> Mean, DenseMatrix<T> Covariance) At<T>(
        DenseMatrix<T> drift, DenseMatrix<T> shift, DenseMatrix<T> noise, (DenseMatrix<T> Mean, DenseMatrix<T> Covariance) start, T time)
        where T : IReal<T>
    {
        if ((T.TryExact(time, out var exact) && exact.IsZero) || IsStationary(drift, shift, noise, start))
        {
            return start;
        }

        var one = time.Literal(Rational.One);
        var (step, halvings) = Step(drift, time);
        var terms = Terms(time);
        var (e, c, q) = (DenseMatrix<T>.Identity(drift.Rows, one), shift * step, noise * step);
        var (eTerm, cTerm, qTerm, h) = (e, c, q, drift * step);
        for (var k = 1; k < terms; k++)
        {
            eTerm = h * eTerm * time.Literal(new Rational(1, k));
            cTerm = h * cTerm * time.Literal(new Rational(1, k + 1));
            var moved = h * qTerm;
            qTerm = (moved + moved.Transposed()) * time.Literal(new Rational(1, k + 1));
            (e, c, q) = (e + eTerm, c + cTerm, q + qTerm);
        }

        var tail = 2 * Rational.Power(2, -terms);
        for (var k = 2; k <= terms; k++)
        {
            tail /= k;
        }

        e = Widened(e, one, tail);
        c = Widened(c, (shift * step).Magnitude(), tail);
        q = Widened(q, (noise * step).Magnitude(), tail);
        for (var i = 0; i < halvings; i++)
        {
            (q, c, e) = (q + (e * q * e.Transposed()), c + (e * c), e * e);
        }

        return ((e * start.Mean) + c, (e * start.Covariance * e.Transposed()) + q);
    }

    private static bool IsStationary<T>(DenseMatrix<T> drift, DenseMatrix<T> shift, DenseMatrix<T> noise, (DenseMatrix<T> Mean, DenseMatrix<T> Covariance) start)
        where T : IReal<T>
    {
        var moved = drift * start.Covariance;
        return ((drift * start.Mean) + shift).IsZero() == Certainty.True && (moved + moved.Transposed() + noise).IsZero() == Certainty.True;
    }

    private static (T Step, int Halvings) Step<T>(DenseMatrix<T> drift, T time)
        where T : IReal<T>
    {
        var half = time.Literal(new Rational(1, 2));
        var norm = Enumerable.Range(0, drift.Rows)
            .Select(i => Enumerable.Range(0, drift.Columns).Select(j => T.Abs(drift[i, j])).Aggregate(static (a, b) => a + b))
            .Aggregate(T.Max);
        var step = time;
        for (var halvings = 0; halvings <= MostHalvings; halvings++, step *= half)
        {
            if (T.Compare(Relation.LessOrEqual, norm * step, time.Literal(new Rational(1, 4))) == Certainty.True)
            {
                return (step, halvings);
            }
        }

        throw new NotRepresentableException("a linear flow over so long a time");
    }

    // Enough terms that the tail is below the rounding of the reading.
    private static int Terms<T>(T sample)
    {
        var bits = (sample is Interval interval ? interval.Precision : DoubleInterval.Precision) + 8;
        var (terms, gained) = (1, 0.0);
        while (gained < bits)
        {
            gained += 1 + Math.Log2(++terms);
        }

        return terms;
    }

    private static DenseMatrix<T> Widened<T>(DenseMatrix<T> matrix, T magnitude, Rational tail)
        where T : IReal<T>
    {
        if (magnitude is DoubleReal)
        {
            return matrix;
        }

        var bound = magnitude * magnitude.Literal(tail);
        var around = T.Either(-bound, bound);
        return matrix.Map(x => x + around);
    }
}
