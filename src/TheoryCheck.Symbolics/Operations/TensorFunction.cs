using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Operations;

/// <summary>
/// An operation on tensors: either an abbreviation that expands into index notation (<c>dot</c>, <c>trace</c>,
/// <c>quadratic</c>), or a numerical functional with an evaluation (<c>eigmin</c>, <c>det</c>, <c>opnorm</c>).
/// </summary>
public abstract class TensorFunction : Operation
{
    /// <summary>
    /// The application in index notation: for a scalar value a scalar term, for a tensor value a <c>matrix(..)</c> binding.
    /// Null when the function is not an abbreviation.
    /// </summary>
    public virtual Term? Expand(Sequence<Term> arguments) => null;

    /// <summary>
    /// The value in a generic reading; used by exact and interval evaluation. The default knows one reading: a scalar value in
    /// doubles, by the kernel.
    /// </summary>
    /// <exception cref="NotRepresentableException">This reading cannot express it.</exception>
    public virtual TensorValue<T> Evaluate<T>(ReadOnlySpan<TensorValue<T>> arguments)
        where T : IReal<T>
    {
        if (typeof(T) != typeof(DoubleReal) || !HasDoubleKernel || !HasScalarValue)
        {
            throw new NotRepresentableException($"'{Name}' has no value in this arithmetic");
        }

        var doubles = new TensorValue<double>[arguments.Length];
        for (var i = 0; i < doubles.Length; i++)
        {
            doubles[i] = new TensorValue<double>(arguments[i].Dimensions, arguments[i].Elements.ToArray().Select(e => ((DoubleReal)(object)e).Value).ToArray());
        }

        Span<double> result = stackalloc double[1];
        EvaluateDouble(doubles, result);
        return TensorValue<T>.Scalar((T)(object)new DoubleReal(result[0]));
    }

    /// <summary>Whether the value is a scalar whatever the arguments; most functionals of matrices are such.</summary>
    public virtual bool HasScalarValue => false;

    /// <summary>The value in doubles, by the fast kernel; the default is the generic reading.</summary>
    public virtual bool HasDoubleKernel => false;

    /// <summary>Evaluates in doubles into a buffer of the value's size; NaN where the value is undefined or the iteration failed. Only called when <see cref="HasDoubleKernel"/>.</summary>
    /// <param name="arguments">The arguments, row-major.</param>
    /// <param name="result">Receives the value, row-major.</param>
    public virtual void EvaluateDouble(ReadOnlySpan<TensorValue<double>> arguments, Span<double> result) =>
        throw new System.Diagnostics.UnreachableException($"'{Name}' has no kernel in doubles");
}

/// <summary>A tensor of numbers, row-major; a scalar has no dimensions and one element.</summary>
/// <typeparam name="T">The number type.</typeparam>
/// <param name="Dimensions">The lengths of the axes.</param>
/// <param name="Elements">The elements, last index fastest.</param>
public readonly record struct TensorValue<T>(Sequence<int> Dimensions, ReadOnlyMemory<T> Elements)
{
    /// <summary>A scalar.</summary>
    public static TensorValue<T> Scalar(T value) => new([], new[] { value });

    /// <summary>The element of a scalar, or the first element.</summary>
    public T First => Elements.Span[0];
}
