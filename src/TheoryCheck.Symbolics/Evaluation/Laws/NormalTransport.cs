using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>Transport between normal laws: W₂² = |m - n|² + tr(S + R - 2(S^½RS^½)^½).</summary>
/// <remarks>
/// The trace of the root has a closed form where S and R are diagonal, Σ√(sᵢrᵢ), and in the plane, where the root has the trace
/// (tr SR + 2(det S det R)^½)^½; equal covariances cost nothing. Others go to <see cref="TransportRoot"/>. <i>Accuracy:</i> that of the reading.
/// </remarks>
[Cites("givensshortt1984", "the distance of normal laws")]
public static class NormalTransport
{
    /// <summary>The distance of order 2, or null when one of the laws is not normal.</summary>
    /// <param name="interpreter">Evaluates the laws.</param>
    /// <param name="first">The first law.</param>
    /// <param name="second">The second law.</param>
    /// <exception cref="NotRepresentableException">No closed form of the root is known.</exception>
    /// <exception cref="UndefinedException">The laws have points of different shapes.</exception>
    public static Value<T>? Distance<T>(Interpreter<T> interpreter, Term first, Term second)
        where T : IReal<T>
    {
        if (interpreter.Evaluate(first) is not Value<T>.Normal one || interpreter.Evaluate(second) is not Value<T>.Normal other)
        {
            return null;
        }

        var pair = NormalPair<T>.Of(one, other);
        var zero = interpreter.Literal(Rational.Zero);
        return new Value<T>.Real(T.Sqrt(T.Max(zero, pair.Shift.Dot(pair.Shift) + T.Max(zero, Spread(pair.FirstCovariance, pair.SecondCovariance)))));
    }

    private static T Spread<T>(DenseMatrix<T> first, DenseMatrix<T> second)
        where T : IReal<T>
    {
        var zero = first[0, 0].Literal(Rational.Zero);
        if ((first - second).IsZero() == Certainty.True)
        {
            return zero;
        }

        if (IsDiagonal(first) && IsDiagonal(second))
        {
            return Enumerable.Range(0, first.Rows)
                .Select(i => T.Sqrt(T.Max(zero, first[i, i])) - T.Sqrt(T.Max(zero, second[i, i])))
                .Select(static gap => T.Power(gap, 2))
                .Aggregate(static (a, b) => a + b);
        }

        var root = first.Rows == 2 ? PlaneRoot(first, second) : TransportRoot.Trace(first, second);
        return first.Trace() + second.Trace() - root - root;
    }

    private static T PlaneRoot<T>(DenseMatrix<T> first, DenseMatrix<T> second)
        where T : IReal<T>
    {
        var zero = first[0, 0].Literal(Rational.Zero);
        var determinants = T.Sqrt(T.Max(zero, Determinant(first) * Determinant(second)));
        return T.Sqrt(T.Max(zero, (first * second).Trace() + determinants + determinants));
    }

    private static bool IsDiagonal<T>(DenseMatrix<T> matrix)
        where T : IReal<T> => DenseMatrix<T>.Of(matrix.Rows, matrix.Columns, (i, j) => i == j ? matrix[i, j].Literal(Rational.Zero) : matrix[i, j]).IsZero() == Certainty.True;

    private static T Determinant<T>(DenseMatrix<T> matrix)
        where T : IReal<T> => (matrix[0, 0] * matrix[1, 1]) - (matrix[0, 1] * matrix[1, 0]);
}
