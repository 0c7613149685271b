using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>Symbols whose numbers, side by side, have one joint normal law.</summary>
/// <param name="Parts">The symbols with the shape of each.</param>
/// <param name="Mean">The mean of all numbers, a column.</param>
/// <param name="Covariance">Their covariance.</param>
internal sealed record NormalVariables<T>(Sequence<(Symbol Symbol, Sequence<int> Shape)> Parts, DenseMatrix<T> Mean, DenseMatrix<T> Covariance)
    where T : IReal<T>
{
    /// <summary>No symbols.</summary>
    public static NormalVariables<T> None { get; } = new([], new(0, 1, []), new(0, 0, []));

    /// <summary>How many numbers there are.</summary>
    public int Size => Mean.Rows;

    /// <summary>How many numbers a symbol stands for.</summary>
    public int Lengths(Symbol symbol) => Parts.Where(p => ReferenceEquals(p.Symbol, symbol)).Sum(p => Count(p.Shape));

    /// <summary>These and a further symbol, independent of them.</summary>
    public NormalVariables<T> With(Symbol symbol, Interpreter<T> interpreter, Value<T>.Normal law)
    {
        var (own, zero) = (law.Mean.Elements.Length, interpreter.Literal(Rational.Zero));
        var size = Size + own;
        return new(
            Parts.Append((symbol, law.Mean.Dimensions)),
            new(size, 1, [.. Mean.Elements, .. law.Mean.Elements.ToArray()]),
            DenseMatrix<T>.Of(size, size, (i, j) => i < Size && j < Size ? Covariance[i, j] : i >= Size && j >= Size ? law.Covariance.Span[((i - Size) * own) + j - Size] : zero));
    }

    /// <summary>The number of elements of a shape.</summary>
    public static int Count(Sequence<int> shape) => shape.Aggregate(1, static (product, length) => product * length);

    /// <summary>The law of linear forms in these numbers.</summary>
    public Value<T>.Normal Of(Sequence<int> shape, IReadOnlyList<QuadraticForm<T>> forms)
    {
        var map = new DenseMatrix<T>(forms.Count, Size, [.. forms.SelectMany(f => f.Polynomial(isLinear: true).LinearPart(Size))]);
        var mean = (map * Mean) + DenseMatrix<T>.Column([.. forms.Select(f => f.Constant)]);
        return new(new(shape, mean.Elements), (map * Covariance * map.Transposed()).Elements);
    }

    /// <summary>The mean of a polynomial of degree two in these numbers: c + b·m + tr(QS) + mᵀQm.</summary>
    public T MeanOf(QuadraticForm<T> form)
    {
        var (known, square) = (form.Polynomial(), form.SquarePart(Size));
        return known.Constant + DenseMatrix<T>.Column(known.LinearPart(Size)).Dot(Mean) + square.Dot(Covariance) + (square * Mean).Dot(Mean);
    }
}
