using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary><c>normal(d)</c>, the standard normal law on ℝᵈ, and <c>normal(mean, covariance)</c>, with the variance for scalars.</summary>
public sealed class NormalEvaluation : LawEvaluation
{
    /// <inheritdoc/>
    public override string Law => "normal";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        if (term.Arguments is [var dimension])
        {
            var size = interpreter.SizeOf(dimension);
            var one = interpreter.Literal(Rational.One);
            return size == 0 ? throw Interpreter<T>.NoChecker("a law on a space of dimension 0")
                : new Value<T>.Normal(new([size], DenseMatrix<T>.Zero(size, 1, one).Elements), DenseMatrix<T>.Identity(size, one).Elements);
        }

        var (mean, covariance) = (interpreter.TensorOf(interpreter.Value(term.Arguments[0])), interpreter.TensorOf(interpreter.Value(term.Arguments[1])));
        var n = mean.Elements.Length;
        var matrix = covariance.Elements.Length == n * n && n > 0
            ? new DenseMatrix<T>(n, n, covariance.Elements.ToArray())
            : throw new UndefinedException("a covariance whose size is not that of the mean");
        return IsCovariance(interpreter, term, matrix) switch
        {
            Certainty.True => new Value<T>.Normal(mean, matrix.Elements),
            Certainty.False => throw new UndefinedException("a covariance that is not symmetric and positive semidefinite"),
            _ => throw new UndecidedException("it is not decided whether a covariance is positive semidefinite"),
        };
    }

    // Enclosures cannot tell that two elements are equal; the data that they enclose can.
    private static Certainty IsCovariance<T>(Interpreter<T> interpreter, Call term, DenseMatrix<T> matrix)
        where T : IReal<T>
    {
        if (typeof(T) != typeof(Rational))
        {
            try
            {
                interpreter.Exactly().NormalOf(term);
                return Certainty.True;
            }
            catch (NotRepresentableException)
            {
                // Irrational: the reading itself decides.
            }
        }

        return IsSymmetric(matrix).And(PositiveMatrix<T>.IsSemidefinite(matrix));
    }

    // Beside the diagonal, where an enclosure of an irrational number would not be known to equal itself.
    private static Certainty IsSymmetric<T>(DenseMatrix<T> matrix)
        where T : IReal<T> =>
        Enumerable.Range(0, matrix.Rows).SelectMany(i => Enumerable.Range(0, i).Select(j => T.Compare(Relation.Equal, matrix[i, j], matrix[j, i]))).Aggregate(Certainty.True, CertaintyLogic.And);
}
