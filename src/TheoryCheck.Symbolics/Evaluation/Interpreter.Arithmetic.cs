using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <content>Numbers, extended by ±∞, and the whole-tensor operations.</content>
public sealed partial class Interpreter<T>
{
    // Beyond this many bits an exact number goes on in the reading's own precision.
    private const long LargestExactBits = 1 << 15;

    private static readonly Rational Huge = Rational.Power(2, 1100);

    /// <inheritdoc/>
    public override Value<T> Number(Number term) => new Value<T>.Exact(term.Value);

    /// <inheritdoc/>
    public override Value<T> Constant(Constant term) =>
        ReferenceEquals(term, Terms.Constant.Pi) ? new Value<T>.Real(one.LiteralPi())
        : ReferenceEquals(term, Terms.Constant.Infinity) ? new Value<T>.Infinite(1)
        : new Value<T>.Truth(CertaintyLogic.Of(ReferenceEquals(term, Terms.Constant.True)));

    /// <inheritdoc/>
    public override Value<T> Arithmetic(Arithmetic term)
    {
        if (SquareOfNorm(term) is { } square)
        {
            return square;
        }

        var value = Value(term.Children[0]);
        if (term.Operator == ArithmeticOperator.Negate)
        {
            return Negate(value);
        }

        for (var i = 1; i < term.Children.Count; i++)
        {
            var next = Value(term.Children[i]);
            value = term.Operator switch
            {
                ArithmeticOperator.Add => Add(value, next),
                ArithmeticOperator.Multiply => Multiply(value, next),
                ArithmeticOperator.Divide => Divide(value, next),
                _ => Power(value, next),
            };
        }

        return value;
    }

    // An even power of a norm is one of the sum of squares: it takes no root, which would leave the rationals.
    private Value<T>? SquareOfNorm(Arithmetic term)
    {
        if (term is not { Operator: ArithmeticOperator.Power, Children: [Call { Operation: Norm, Arguments: [{ Type: TensorType shape } of] }, Number { Value: { IsInteger: true, Sign: > 0 } power }] }
            || !power.Numerator.IsEven || shape.Axes.Any(static a => ReferenceEquals(a.Length, Terms.Constant.Infinity)))
        {
            return null;
        }

        var sum = Literal(Rational.Zero);
        foreach (var entry in TensorOf(Value(of)).Elements.Span)
        {
            sum += T.Power(entry, 2);
        }

        return Power(new Value<T>.Real(sum), new Value<T>.Exact(power / 2));
    }

    internal Value<T> Add(Value<T> left, Value<T> right)
    {
        switch (left, right)
        {
            case (Value<T>.Exact a, Value<T>.Exact b):
                return Bounded(a.Number + b.Number);
            case (Value<T>.Tensor a, Value<T>.Tensor b):
                return Zip(a, b, static (x, y) => x + y);
            case (Value<T>.Measure a, Value<T>.Measure b):
                return new Value<T>.Measure(a.Atoms.Concat(b.Atoms));
            case (Value<T>.Infinite a, Value<T>.Infinite b):
                return a.Sign == b.Sign ? a : throw new UndefinedException("infinity - infinity");
            case (Value<T>.Infinite a, _):
                RequireFinite(right);
                return a;
            case (_, Value<T>.Infinite b):
                RequireFinite(left);
                return b;
            default:
                return new Value<T>.Real(ScalarOf(left) + ScalarOf(right));
        }
    }

    internal Value<T> Negate(Value<T> value) => value switch
    {
        Value<T>.Exact exact => new Value<T>.Exact(-exact.Number),
        Value<T>.Infinite infinite => new Value<T>.Infinite(-infinite.Sign),
        Value<T>.Tensor tensor => Map(tensor, static x => -x),
        Value<T>.Measure measure => Reweighted(measure, Negate),
        _ => new Value<T>.Real(-ScalarOf(value)),
    };

    internal Value<T> Multiply(Value<T> left, Value<T> right)
    {
        switch (left, right)
        {
            case (Value<T>.Exact a, Value<T>.Exact b):
                return Bounded(a.Number * b.Number);
            case (Value<T>.Tensor a, _):
                var factor = ScalarOf(right);
                return Map(a, x => x * factor);
            case (_, Value<T>.Tensor b):
                var scale = ScalarOf(left);
                return Map(b, x => scale * x);
            case (Value<T>.Measure a, _):
                return Reweighted(a, weight => Multiply(weight, right));
            case (_, Value<T>.Measure b):
                return Reweighted(b, weight => Multiply(left, weight));
            case (Value<T>.Infinite a, _):
                return new Value<T>.Infinite(a.Sign * NonzeroSign(right, "0*infinity"));
            case (_, Value<T>.Infinite b):
                return new Value<T>.Infinite(b.Sign * NonzeroSign(left, "0*infinity"));
            default:
                return new Value<T>.Real(ScalarOf(left) * ScalarOf(right));
        }
    }

    internal Value<T> Divide(Value<T> left, Value<T> right)
    {
        switch (left, right)
        {
            case (_, Value<T>.Exact { Number.IsZero: true }):
                throw new UndefinedException("division by zero");
            case (Value<T>.Exact a, Value<T>.Exact b):
                return Bounded(a.Number / b.Number);
            case (Value<T>.Tensor a, _):
                var divisor = ScalarOf(right);
                return Map(a, x => x / divisor);
            case (Value<T>.Measure a, _):
                return Reweighted(a, weight => Divide(weight, right));
            case (Value<T>.Infinite, Value<T>.Infinite):
                throw new UndefinedException("infinity/infinity");
            case (Value<T>.Infinite a, _):
                return new Value<T>.Infinite(a.Sign * NonzeroSign(right, "infinity/0"));
            case (_, Value<T>.Infinite):
                RequireFinite(left);
                return new Value<T>.Exact(Rational.Zero);
            default:
                return new Value<T>.Real(ScalarOf(left) / ScalarOf(right));
        }
    }

    /// <summary>Powers: exact for integer exponents (0⁰ = 1); other exponents need a positive base, or 0 if they are positive.</summary>
    internal Value<T> Power(Value<T> @base, Value<T> exponent)
    {
        var known = ExactOf(exponent);
        if (@base is Value<T>.Infinite infinite)
        {
            return known is not { Sign: not 0 } || (infinite.Sign < 0 && !known.Value.IsInteger) ? throw NoChecker("this power of infinity")
                : known.Value.Sign < 0 ? new Value<T>.Exact(Rational.Zero)
                : new Value<T>.Infinite(infinite.Sign < 0 && !known.Value.Numerator.IsEven ? -1 : 1);
        }

        if (exponent is Value<T>.Infinite)
        {
            throw NoChecker("an infinite exponent");
        }

        if (known is { IsInteger: true } power)
        {
            return IntegerPower(@base, power);
        }

        if (known is { Sign: > 0 } && ExactOf(@base) is { IsZero: true })
        {
            return new Value<T>.Exact(Rational.Zero);
        }

        var number = ScalarOf(@base);
        if (T.Compare(Relation.LessOrEqual, number, Literal(Rational.Zero)) == Certainty.True)
        {
            throw new UndefinedException("a non-integer power of a non-positive number");
        }

        var isRoot = known is { } half && half.Denominator == 2 && half.Numerator.GetBitLength() < 31;
        return isRoot && T.Compare(Relation.Greater, number, Literal(Rational.Zero)) == Certainty.True
            ? new Value<T>.Real(T.Power(T.Sqrt(number), (int)known!.Value.Numerator))
            : new Value<T>.Real(T.Exp(ScalarOf(exponent) * T.Log(number)));
    }

    internal T ScalarOf(Value<T> value) => value switch
    {
        Value<T>.Exact exact => one.Literal(exact.Number),
        Value<T>.Real real => real.Number,
        _ => throw NoChecker($"arithmetic with {Describe(value)}"),
    };

    private static Value<T>.Tensor Map(Value<T>.Tensor tensor, Func<T, T> function) =>
        new(tensor.Elements with { Elements = tensor.Elements.Elements.ToArray().Select(function).ToArray() });

    private static Value<T>.Tensor Zip(Value<T>.Tensor left, Value<T>.Tensor right, Func<T, T, T> function) =>
        left.Elements.Dimensions != right.Elements.Dimensions
            ? throw new UndefinedException($"tensors of shapes {left.Elements.Dimensions} and {right.Elements.Dimensions} cannot be added")
            : new(left.Elements with { Elements = left.Elements.Elements.ToArray().Zip(right.Elements.Elements.ToArray(), function).ToArray() });

    private Value<T> Bounded(Rational value) =>
        value.Numerator.GetBitLength() + value.Denominator.GetBitLength() <= LargestExactBits ? new Value<T>.Exact(value) : new Value<T>.Real(one.Literal(value));

    private Value<T> IntegerPower(Value<T> @base, Rational power)
    {
        if (power.Numerator.GetBitLength() > 30)
        {
            throw NoChecker("a power with so large an exponent");
        }

        var exponent = (int)power.Numerator;
        if (@base is not Value<T>.Exact exact)
        {
            return new Value<T>.Real(T.Power(ScalarOf(@base), exponent));
        }

        var bits = (exact.Number.Numerator.GetBitLength() + exact.Number.Denominator.GetBitLength()) * Math.Abs((long)exponent);
        return exact.Number.IsZero && exponent < 0 ? throw new UndefinedException("division by zero")
            : bits <= LargestExactBits ? new Value<T>.Exact(Rational.Power(exact.Number, exponent))
            : new Value<T>.Real(T.Power(ScalarOf(@base), exponent));
    }

    /// <summary>Refuses to take a number for finite that may be the result of an overflow or of something undefined.</summary>
    private void RequireFinite(Value<T> value)
    {
        if (CompareToInfinity(value) != Certainty.True)
        {
            throw new UndecidedException("a number beside infinity is not known to be finite");
        }
    }

    /// <summary>True when a number is certainly finite.</summary>
    private Certainty CompareToInfinity(Value<T> value) => value is Value<T>.Exact ? Certainty.True
        : T.Compare(Relation.Less, ScalarOf(value), Literal(Huge)).And(T.Compare(Relation.Greater, ScalarOf(value), Literal(-Huge))) == Certainty.True
            ? Certainty.True
            : Certainty.Unknown;

    private int NonzeroSign(Value<T> value, string undefined)
    {
        var zero = new Value<T>.Exact(Rational.Zero);
        return Compare(Relation.Greater, value, zero) == Certainty.True ? 1
            : Compare(Relation.Less, value, zero) == Certainty.True ? -1
            : Compare(Relation.Equal, value, zero) == Certainty.True ? throw new UndefinedException(undefined)
            : throw new UndecidedException("a sign is not decided");
    }
}
