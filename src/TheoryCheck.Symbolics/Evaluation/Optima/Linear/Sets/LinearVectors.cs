using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear.Sets;

/// <summary>The vectors of R^d: their coordinates, no conditions.</summary>
internal sealed class LinearVectors : LinearSet
{
    /// <inheritdoc/>
    public override string Set => "vector";

    /// <inheritdoc/>
    public override Value<T> Point<T>(Interpreter<T> interpreter, Sequence<Term> arguments, Func<T> next) => Tensor(interpreter, arguments, next);

    /// <summary>A tensor with axes of given lengths.</summary>
    internal static Value<T>.Tensor Tensor<T>(Interpreter<T> interpreter, Sequence<Term> lengths, Func<T> next)
        where T : IReal<T>
    {
        var dimensions = lengths.Map(interpreter.SizeOf);
        return new(new(dimensions, Enumerable.Range(0, dimensions.Aggregate(1, static (a, b) => a * b)).Select(_ => next()).ToArray()));
    }
}
