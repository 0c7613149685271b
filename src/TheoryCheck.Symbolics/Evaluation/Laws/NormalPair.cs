using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>Two normal laws on one space.</summary>
/// <param name="Shift">The difference of the means.</param>
/// <param name="FirstCovariance">The covariance of the first law.</param>
/// <param name="SecondCovariance">The covariance of the second law.</param>
internal sealed record NormalPair<T>(DenseMatrix<T> Shift, DenseMatrix<T> FirstCovariance, DenseMatrix<T> SecondCovariance)
    where T : IReal<T>
{
    /// <summary>How many numbers a point has.</summary>
    public int Size => Shift.Rows;

    /// <summary>The two laws that terms stand for.</summary>
    /// <exception cref="UndefinedException">Their points differ in shape.</exception>
    /// <exception cref="NotRepresentableException">One is not normal.</exception>
    public static NormalPair<T> Of(Interpreter<T> interpreter, Term first, Term second) => Of(interpreter.NormalOf(first), interpreter.NormalOf(second));

    /// <summary>Two laws.</summary>
    /// <exception cref="UndefinedException">Their points differ in shape.</exception>
    public static NormalPair<T> Of(Value<T>.Normal first, Value<T>.Normal second)
    {
        var size = first.Mean.Elements.Length;
        return first.Mean.Dimensions != second.Mean.Dimensions
            ? throw new UndefinedException("two laws whose points differ in shape")
            : new(
                DenseMatrix<T>.Column(first.Mean.Elements.ToArray()) - DenseMatrix<T>.Column(second.Mean.Elements.ToArray()),
                new(size, size, first.Covariance.ToArray()),
                new(size, size, second.Covariance.ToArray()));
    }
}
