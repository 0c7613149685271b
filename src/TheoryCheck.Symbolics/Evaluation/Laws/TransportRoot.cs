using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>tr (S^½RS^½)^½ for positive definite S and R of any size, enclosed.</summary>
/// <remarks>
/// The root is tr ST for the one positive T with TST = R, the limit of T ← (T + U⁻¹)/2, U ← (U + T⁻¹)/2 from T = R, U = S, which doubles
/// approach. For the T found, R' = TST has the root tr ST exactly, and roots are monotone in R: where (1-ε)R' ≤ R ≤ (1+ε)R' as forms,
/// which the reading decides, the root of R lies between (1-ε)^½ tr ST and (1+ε)^½ tr ST.
/// </remarks>
[Cites("bhatia2007", "chapter 4, on the geometric mean")]
internal static class TransportRoot
{
    private const int MostIterations = 60;

    private static readonly Rational[] Tolerances = [Rational.Power(2, -44), Rational.Power(2, -36), Rational.Power(2, -24)];

    /// <summary>The trace of the root.</summary>
    /// <exception cref="NotRepresentableException">No candidate is close enough, or the reading has no enclosures.</exception>
    public static T Trace<T>(DenseMatrix<T> first, DenseMatrix<T> second)
        where T : IReal<T>
    {
        var one = first[0, 0].Literal(Rational.One);
        var candidate = new DenseMatrix<T>(first.Rows, first.Rows, [.. Candidate(first, second).Select(one.Literal)]);
        var image = candidate * first * candidate;
        var trace = first.Dot(candidate);
        if (trace is DoubleReal)
        {
            return trace;
        }

        foreach (var tolerance in Tolerances)
        {
            var (low, high) = (one.Literal(Rational.One - tolerance), one.Literal(Rational.One + tolerance));
            if (PositiveMatrix<T>.IsSemidefinite(second - (image * low)) == Certainty.True && PositiveMatrix<T>.IsSemidefinite((image * high) - second) == Certainty.True)
            {
                return T.Either(trace * T.Sqrt(low), trace * T.Sqrt(high));
            }
        }

        throw new NotRepresentableException("the transport between two normal laws, for which no map was found that is close enough");
    }

    private static Rational[] Candidate<T>(DenseMatrix<T> first, DenseMatrix<T> second)
        where T : IReal<T>
    {
        var (map, inverse) = (Near(second), Near(first));
        try
        {
            for (var i = 0; i < MostIterations; i++)
            {
                var (next, back) = (PositiveMatrix<DoubleReal>.Of(inverse).Inverse(), PositiveMatrix<DoubleReal>.Of(map).Inverse());
                (map, inverse) = (Halved(map + next), Halved(inverse + back));
            }
        }
        catch (UndefinedException)
        {
            throw new NotRepresentableException("the transport between two normal laws of which one is nearly degenerate");
        }

        return [.. map.Elements.Select((_, k) => Rational.FromExact(map[Math.Max(k / map.Rows, k % map.Rows), Math.Min(k / map.Rows, k % map.Rows)].Value))];
    }

    private static DenseMatrix<DoubleReal> Halved(DenseMatrix<DoubleReal> matrix) => matrix * new DoubleReal(0.5);

    private static DenseMatrix<DoubleReal> Near<T>(DenseMatrix<T> matrix)
        where T : IReal<T>
    {
        var near = matrix.Elements.Select(x => Midpoint.Of(x)).ToArray();
        return Array.TrueForAll(near, double.IsFinite)
            ? new(matrix.Rows, matrix.Columns, [.. near.Select(x => new DoubleReal(x))])
            : throw new NotRepresentableException("the transport between two normal laws in this arithmetic");
    }
}
