using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <content>The exact data behind enclosures.</content>
public sealed partial class Interpreter<T>
{
    /// <summary>
    /// An interpreter in exact rationals under the same values. What is not known exactly has no value there.
    /// </summary>
    public Interpreter<Rational> Exactly()
    {
        if (this is Interpreter<Rational> exact)
        {
            return exact;
        }

        var twin = Environment.Origin ?? new Interpreter<Rational>(Rational.One, Environment<Rational>.Empty);
        foreach (var (symbol, value) in Environment.Recent)
        {
            twin = Converted(value) is { } known ? twin.With(symbol, known) : twin.With(symbol, new Value<Rational>.Tuple([]));
        }

        return twin;
    }

    /// <summary>The interpreters at all points of binders over finite domains.</summary>
    /// <exception cref="NotRepresentableException">A domain is not finite, or it is not decided whether a point belongs to it.</exception>
    public IReadOnlyList<Interpreter<T>> PointsOf(Sequence<Binder> binders)
    {
        try
        {
            return [.. CertainPoints(binders)];
        }
        catch (UndecidedException undecided)
        {
            throw new NotRepresentableException(undecided.Message);
        }
    }

    private static Value<Rational>? Converted(Value<T> value)
    {
        switch (value)
        {
            case Value<T>.Exact exact:
                return new Value<Rational>.Exact(exact.Number);
            case Value<T>.Real { Number: var number }:
                return T.TryExact(number, out var known) ? new Value<Rational>.Exact(known) : null;
            case Value<T>.Tensor { Elements: var tensor }:
                var elements = new Rational[tensor.Elements.Length];
                for (var i = 0; i < elements.Length; i++)
                {
                    if (!T.TryExact(tensor.Elements.Span[i], out elements[i]))
                    {
                        return null;
                    }
                }

                return new Value<Rational>.Tensor(new(tensor.Dimensions, elements));
            case Value<T>.Tuple tuple:
                var items = tuple.Items.Map(Converted);
                return items.Any(i => i is null) ? null : new Value<Rational>.Tuple(items.Map(i => i!));
            case Value<T>.Function { Source: { } source }:
                return new Interpreter<Rational>(Rational.One, Environment<Rational>.Empty).Value(source);
            case Value<T>.FiniteSet set:
                var points = set.Points.Map(Converted);
                return points.Any(p => p is null) ? null : new Value<Rational>.FiniteSet(points.Map(p => p!));
            default:
                return null;
        }
    }
}
