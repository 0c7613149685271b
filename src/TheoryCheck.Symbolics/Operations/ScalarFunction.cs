using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Operations;

/// <summary>
/// A real function of one or more real scalars. Written once: <see cref="Evaluate{T}"/> gives its value in every reading
/// (doubles, rationals, intervals, dual numbers, series, and the recorded trace from which array kernels are emitted).
/// </summary>
public abstract class ScalarFunction : Operation
{
    /// <summary>The fewest arguments.</summary>
    public virtual int MinimumArity => 1;

    /// <summary>The most arguments; <see cref="int.MaxValue"/> for a variadic function.</summary>
    public virtual int MaximumArity => MinimumArity;

    /// <summary>Whether all arguments and the value are integers (<c>div</c>, <c>mod</c>); <c>floor</c> and <c>ceil</c> say <see cref="HasIntegerValue"/> only.</summary>
    public virtual bool TakesIntegers => false;

    /// <summary>Whether the value is an integer.</summary>
    public virtual bool HasIntegerValue => TakesIntegers;

    /// <summary>Whether the value is an integer where all arguments are (<c>max</c>, <c>abs</c>).</summary>
    public virtual bool KeepsIntegers => false;

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named(Name, $"\\operatorname{{{Name.Replace("_", "\\_", StringComparison.Ordinal)}}}");

    /// <summary>The value, with the language's convention at kinks (step(0) = 1, sign(0) = 0).</summary>
    /// <exception cref="UndefinedException">An argument lies outside the domain.</exception>
    /// <exception cref="NotRepresentableException">The reading cannot express the value.</exception>
    public abstract T Evaluate<T>(ReadOnlySpan<T> arguments)
        where T : IReal<T>;

    /// <summary>The partial derivative in argument <paramref name="position"/> as a term, with the language's value at kinks.</summary>
    public abstract Term Derivative(Sequence<Term> arguments, int position);

    /// <summary>A scalar term that vanishes exactly where the function is not differentiable, or null when it is smooth.</summary>
    public virtual Term? Kink(Sequence<Term> arguments) => null;

    /// <summary>The one-sided slopes of a function of one argument below and above its kink; equal, and never used, when smooth.</summary>
    public virtual (Rational Below, Rational Above) KinkSlopes => (0, 0);

    /// <summary>Whether the value depends continuously on the arguments wherever it is defined.</summary>
    public virtual bool IsContinuous => !HasIntegerValue;

    /// <summary>The value as a polynomial in the last argument, or null when it is none for such arguments.</summary>
    public virtual Term? Expand(Sequence<Term> arguments) => null;

    /// <summary>Numbers between which all values lie, or null where none are known for all arguments.</summary>
    public virtual (Rational Low, Rational High)? Image => null;

    /// <summary>Comparisons that the value satisfies wherever it is defined, of use where only its sign is known otherwise: tangents.</summary>
    public virtual IEnumerable<Comparison> Bounds(Sequence<Term> arguments) => [];

    /// <summary>Whether a function of one argument does not fall anywhere on its domain, which is an interval.</summary>
    public virtual bool IsIncreasing => false;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments)
    {
        if (arguments.Count < MinimumArity || arguments.Count > MaximumArity)
        {
            var expected = MaximumArity == MinimumArity ? $"{MinimumArity}" : MaximumArity == int.MaxValue ? $"at least {MinimumArity}" : $"{MinimumArity} to {MaximumArity}";
            return Typing.Wrong($"'{Name}' has {arguments.Count} argument(s), but takes {expected}");
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Type is ErrorType)
            {
                return arguments[i].Type;
            }

            if (!arguments[i].Type.IsScalar)
            {
                return Typing.Wrong($"'{Name}' takes a scalar here, not {TypeText.Describe(arguments[i].Type)}", i);
            }

            if (TakesIntegers && arguments[i].Type is TensorType { Kind: NumberKind.Real })
            {
                return Typing.Wrong($"'{Name}' takes integers, but this is a real number", i);
            }
        }

        return HasIntegerValue || (KeepsIntegers && arguments.All(a => a.Type == TermType.Integer)) ? TermType.Integer : TermType.Real;
    }
}
