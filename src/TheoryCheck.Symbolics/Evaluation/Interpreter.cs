using System.Numerics;
using System.Runtime.CompilerServices;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>
/// Evaluates deterministic closed terms in a reading of the reals: the plain twin of the array plans, and the exact and
/// interval re-check of what they find.
/// </summary>
/// <remarks>
/// Integers, and all that is computed from literals, are exact. Formulas follow Kleene's logic, left to right and only as far
/// as needed: a guard protects what follows it. What no finite evaluation can settle (infinite domains, draws, states, measures)
/// throws <see cref="NotRepresentableException"/> that names the construct; nothing is ever approximated or sampled.
/// </remarks>
/// <typeparam name="T">The reading.</typeparam>
public sealed partial class Interpreter<T> : TermFold<Value<T>>
    where T : IReal<T>
{
    private const int LargestTensor = 1 << 22;

    private readonly T one;

    /// <summary>An interpreter under given values.</summary>
    /// <param name="one">Any number in the reading and precision wanted.</param>
    /// <param name="environment">The values of the free symbols.</param>
    public Interpreter(T one, Environment<T> environment)
    {
        this.one = one;
        Environment = environment;
    }

    /// <summary>The values of symbols.</summary>
    public Environment<T> Environment { get; }

    /// <summary>The value of a term.</summary>
    /// <exception cref="UndefinedException">The term has no value here; the span says where.</exception>
    /// <exception cref="NotRepresentableException">No finite evaluation in this reading gives the value; the message names the construct.</exception>
    public Value<T> Evaluate(Term term)
    {
        try
        {
            return Value(term);
        }
        catch (UndecidedException undecided)
        {
            throw new NotRepresentableException(undecided.Message);
        }
    }

    /// <summary>The value of a scalar term in the reading.</summary>
    /// <inheritdoc cref="Evaluate(Term)" path="/exception"/>
    public T EvaluateScalar(Term term) => Evaluate(term) switch
    {
        Value<T>.Exact exact => one.Literal(exact.Number),
        Value<T>.Real real => real.Number,
        var other => throw new NotRepresentableException($"{Describe(other)} is no number"),
    };

    /// <summary>Whether a formula holds. Unknown when the reading cannot tell at its precision: a finer one may.</summary>
    /// <inheritdoc cref="Evaluate(Term)" path="/exception"/>
    public Certainty Decide(Term formula)
    {
        try
        {
            return TruthOf(formula);
        }
        catch (UndecidedException)
        {
            return Certainty.Unknown;
        }
    }

    /// <summary>An interpreter with one more value.</summary>
    public Interpreter<T> With(Symbol symbol, Value<T> value) => new(one, Environment.With(symbol, value));

    /// <summary>An interpreter in another reading under the same values; functions that are no closed terms and named sets among them are left out.</summary>
    /// <param name="read">Reads a number.</param>
    public Interpreter<TOther> Over<TOther>(Func<T, TOther> read)
        where TOther : IReal<TOther>
    {
        ArgumentNullException.ThrowIfNull(read);
        return new(read(one), Environment.Read(read, read(one)));
    }

    internal Value<T> Value(Term term)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new NotRepresentableException("the expression is nested too deeply to evaluate");
        }

        try
        {
            return term.Accept(this);
        }
        catch (UndefinedException undefined) when (undefined.Span.Source is null && term.Span.Source is not null)
        {
            throw new UndefinedException(undefined.Message) { Span = term.Span };
        }
    }

    /// <summary>An exact integer, such as an index or a size.</summary>
    internal BigInteger IntegerOf(Term term) => ExactOf(Value(term)) switch
    {
        { IsInteger: true } exact => exact.Numerator,
        null => throw new UndecidedException("an index or size is not decided"),
        _ => throw new UndefinedException("an index or size is not an integer"),
    };

    /// <summary>The value of a number where it is known exactly, else null.</summary>
    internal Rational? TryExact(Term term) => ExactOf(Value(term));

    internal int SizeOf(Term term)
    {
        if (term is Constant)
        {
            throw new NotRepresentableException("an axis is infinite");
        }

        var size = IntegerOf(term);
        return size.Sign < 0 ? throw new UndefinedException($"a size is {size}, but must not be negative")
            : size > LargestTensor ? throw new NotRepresentableException($"a size is {size}, more than {LargestTensor} elements")
            : (int)size;
    }

    /// <summary>A rational number in the reading.</summary>
    public T Literal(Rational value) => one.Literal(value);

    internal static NotRepresentableException NoChecker(string construct) => new($"no finite evaluation for {construct}");

    internal static string Describe(Value<T> value) => value switch
    {
        Value<T>.Exact or Value<T>.Real => "a number",
        Value<T>.Infinite => "infinity",
        Value<T>.Tensor => "a tensor",
        Value<T>.Truth => "a truth value",
        Value<T>.Function => "a function",
        Value<T>.Tuple => "a tuple",
        Value<T>.Measure => "a measure",
        Value<T>.UnlistedMeasure => "a measure whose points are not known",
        Value<T>.Normal => "a normal law",
        _ => "a set",
    };

    private static Rational? ExactOf(Value<T> value) => value switch
    {
        Value<T>.Exact exact => exact.Number,
        Value<T>.Real real when T.TryExact(real.Number, out var known) => known,
        _ => null,
    };
}
