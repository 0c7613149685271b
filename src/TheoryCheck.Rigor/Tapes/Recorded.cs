using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Tapes;

/// <summary>A number in a reading that also writes down how it came about.</summary>
/// <remarks>
/// Cases are decided by the values and kept as guards of the tape; a case the reading cannot decide, and a step function,
/// throw <see cref="NotRepresentableException"/>: the derivative of a tape is that of one smooth piece.
/// </remarks>
/// <typeparam name="T">The reading.</typeparam>
public readonly struct Recorded<T> : IReal<Recorded<T>>, IErrorFunction<Recorded<T>>
    where T : IReal<T>
{
    private readonly TapeRecorder<T> recorder;

    internal Recorded(TapeRecorder<T> recorder, int step, T value)
    {
        this.recorder = recorder;
        Step = step;
        Value = value;
    }

    /// <summary>The value where it was recorded.</summary>
    public T Value { get; }

    internal int Step { get; }

    /// <inheritdoc/>
    Recorded<T> IErrorFunction<Recorded<T>>.Erf() => Make(TapeOperator.Erf, ErrorFunction.Of(Value));

    /// <summary>Sum.</summary>
    public static Recorded<T> operator +(Recorded<T> left, Recorded<T> right) =>
        left.IsLiteral(Rational.Zero) ? right
        : right.IsLiteral(Rational.Zero) ? left
        : Constants(left, right, out var a, out var b) ? left.Literal(a + b)
        : left.Make(TapeOperator.Add, right, left.Value + right.Value);

    /// <summary>Difference; what is one step minus itself is 0, not an enclosure of 0.</summary>
    public static Recorded<T> operator -(Recorded<T> left, Recorded<T> right) =>
        right.IsLiteral(Rational.Zero) ? left
        : left.Step == right.Step ? left.Literal(Rational.Zero)
        : Constants(left, right, out var a, out var b) ? left.Literal(a - b)
        : left.Make(TapeOperator.Subtract, right, left.Value - right.Value);

    /// <summary>Product.</summary>
    public static Recorded<T> operator *(Recorded<T> left, Recorded<T> right) =>
        left.IsLiteral(Rational.One) ? right
        : right.IsLiteral(Rational.One) ? left
        : left.IsLiteral(Rational.Zero) ? left
        : right.IsLiteral(Rational.Zero) ? right
        : Constants(left, right, out var a, out var b) ? left.Literal(a * b)
        : left.Step == right.Step ? Power(left, 2)
        : left.Make(TapeOperator.Multiply, right, left.Value * right.Value);

    /// <summary>Quotient.</summary>
    public static Recorded<T> operator /(Recorded<T> left, Recorded<T> right) =>
        right.IsLiteral(Rational.One) ? left : left.Make(TapeOperator.Divide, right, left.Value / right.Value);

    /// <summary>Negation.</summary>
    public static Recorded<T> operator -(Recorded<T> value) =>
        value.recorder.IsConstant(value.Step, out var constant) ? value.Literal(-constant) : value.Make(TapeOperator.Negate, -value.Value);

    /// <inheritdoc/>
    public static Recorded<T> Sqrt(Recorded<T> value) =>
        value.IsLiteral(Rational.Zero) ? value : value.Make(TapeOperator.Sqrt, T.Sqrt(value.Value));

    /// <inheritdoc/>
    public static Recorded<T> Exp(Recorded<T> value) => value.Make(TapeOperator.Exp, T.Exp(value.Value));

    /// <inheritdoc/>
    public static Recorded<T> Log(Recorded<T> value) => value.Make(TapeOperator.Log, T.Log(value.Value));

    /// <inheritdoc/>
    public static Recorded<T> Sin(Recorded<T> value) => value.Make(TapeOperator.Sin, T.Sin(value.Value));

    /// <inheritdoc/>
    public static Recorded<T> Cos(Recorded<T> value) => value.Make(TapeOperator.Cos, T.Cos(value.Value));

    /// <inheritdoc/>
    public static Recorded<T> Atan2(Recorded<T> y, Recorded<T> x) => y.Make(TapeOperator.Atan2, x, T.Atan2(y.Value, x.Value));

    /// <inheritdoc/>
    public static Recorded<T> Floor(Recorded<T> value) =>
        value.recorder.IsConstant(value.Step, out var constant)
            ? value.Literal(Rational.Floor(constant))
            : throw new NotRepresentableException("a step function has no smooth piece to record");

    /// <inheritdoc/>
    public static Recorded<T> Power(Recorded<T> value, int exponent) => exponent == 1
        ? value
        : new(value.recorder, value.recorder.Append(new TapeStep(TapeOperator.Power, value.Step, exponent)), T.Power(value.Value, exponent));

    /// <inheritdoc/>
    public static Recorded<T> Select(Relation relation, Recorded<T> left, Recorded<T> right, Recorded<T> then, Recorded<T> otherwise) =>
        Compare(relation, left, right) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => throw new NotRepresentableException("a case distinction is not decided over the whole box"),
        };

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, Recorded<T> left, Recorded<T> right)
    {
        var holds = T.Compare(relation, left.Value, right.Value);
        if (holds != Certainty.Unknown)
        {
            left.recorder.Guard(relation, left.Step, right.Step, holds == Certainty.True);
        }

        return holds;
    }

    /// <inheritdoc/>
    public static bool TryExact(Recorded<T> value, out Rational exact) => value.recorder.IsConstant(value.Step, out exact);

    /// <inheritdoc/>
    public Recorded<T> Literal(Rational value) => recorder.Constant(value, Value);

    /// <inheritdoc/>
    public Recorded<T> LiteralPi() => new(recorder, recorder.Append(new TapeStep(TapeOperator.Pi, 0, 0)), Value.LiteralPi());

    private static bool Constants(Recorded<T> left, Recorded<T> right, out Rational first, out Rational second)
    {
        second = Rational.Zero;
        return left.recorder.IsConstant(left.Step, out first) && right.recorder.IsConstant(right.Step, out second);
    }

    private bool IsLiteral(Rational value) => recorder.IsConstant(Step, out var constant) && constant == value;

    // Sums and products are written in one order, so that equal ones are one step.
    private Recorded<T> Make(TapeOperator operation, Recorded<T> right, T value)
    {
        var (first, second) = operation is TapeOperator.Add or TapeOperator.Multiply && right.Step < Step ? (right.Step, Step) : (Step, right.Step);
        return new(recorder, recorder.Append(new TapeStep(operation, first, second)), value);
    }

    private Recorded<T> Make(TapeOperator operation, T value) => new(recorder, recorder.Append(new TapeStep(operation, Step, 0)), value);
}
