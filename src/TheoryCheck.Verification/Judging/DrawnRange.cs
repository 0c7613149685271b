using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>Between which numbers a random value lies whatever is drawn: the value in interval arithmetic, its draws replaced by what their laws can give.</summary>
internal static class DrawnRange
{
    private const int Precision = 64;

    /// <summary>An enclosure of all values, or null when interval arithmetic finds no finite one.</summary>
    /// <param name="value">A scalar.</param>
    /// <param name="draws">What is drawn in it.</param>
    /// <param name="instance">What is bound.</param>
    /// <param name="evaluation">Evaluates shapes and the arguments of laws.</param>
    public static (Rational Low, Rational High)? Of(Term value, IEnumerable<Symbol> draws, Instance instance, ClosedEvaluation evaluation)
    {
        try
        {
            var one = Interval.FromRational(Rational.One, Precision);
            var plain = new Interpreter<Interval>(one, Environment<Interval>.Empty);
            var reading = instance.Values.Aggregate(plain, (at, bound) => at.With(bound.Key, plain.Evaluate(bound.Value)));
            foreach (var draw in draws)
            {
                if (draw.Type is not TensorType type || draw.Domain is null
                    || (draw.Domain is Call { Operation: ISampledLaw law } call && law.Requirements(call.Arguments).Any(r => evaluation.TryDecide(r, instance) == Certainty.False)))
                {
                    return null;
                }

                var lengths = type.Axes.Select(a => evaluation.TryRational(a.Length, instance) is { IsInteger: true, Sign: > 0 } n && n <= 1 << 20 ? (int)n.Numerator : -1).ToArray();
                if (lengths.Contains(-1) || lengths.Aggregate(1L, (a, b) => a * b) > 1 << 20)
                {
                    return null;
                }

                var coordinate = Coordinate(draw, reading);
                reading = reading.With(draw, lengths.Length == 0
                    ? new Value<Interval>.Real(coordinate)
                    : new Value<Interval>.Tensor(new TensorValue<Interval>(Sequence.Create<int>(lengths), Enumerable.Repeat(coordinate, lengths.Aggregate(1, (a, b) => a * b)).ToArray())));
            }

            if (Enclosed(value, reading) is { } range)
            {
                return range;
            }

            // Where the arguments of a bounded function are not, it is any of the numbers in its image.
            var images = new List<(Symbol Symbol, Interval Values)>();
            var freed = Freed(Unfold.Definitions(value), images);
            return Enclosed(freed, images.Aggregate(reading, (at, image) => at.With(image.Symbol, new Value<Interval>.Real(image.Values))));
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e) || e is OverflowException)
        {
            return null;
        }
    }

    private static (Rational Low, Rational High)? Enclosed(Term value, Interpreter<Interval> reading)
    {
        try
        {
            var range = reading.EvaluateScalar(value);
            return range is { IsBounded: true, IsUndecided: false } ? (range.Lower, range.Upper) : null;
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
        }
    }

    private static Term Freed(Term term, List<(Symbol Symbol, Interval Values)> images)
    {
        if (term is Call { Operation: ScalarFunction { Image: var (low, high) } })
        {
            var symbol = new Symbol($"image{images.Count}", SymbolRole.Bound, default) { Type = term.Type };
            images.Add((symbol, Interval.FromBounds(low, high, Precision)));
            return Build.Ref(symbol);
        }

        return term.Children.IsEmpty ? term : term.With(term.Children.Map(child => Freed(child, images)));
    }

    // The hull of what one coordinate can be; the whole line where the law says nothing.
    private static Interval Coordinate(Symbol draw, Interpreter<Interval> reading)
    {
        var line = Interval.Line(Precision);
        if (!SampledLaw.TryResolve(Unfold.Definitions(draw.Domain!), out var law, out var arguments) || law.Extent(arguments) is not { IsEmpty: false } extent)
        {
            return line;
        }

        Interval? hull = null;
        foreach (var end in extent)
        {
            Interval next;
            switch (reading.Evaluate(end))
            {
                case Value<Interval>.Infinite { Sign: > 0 }:
                    next = hull is { IsBounded: true } from ? Interval.AtLeast(from.Lower, Precision) : line;
                    break;
                case Value<Interval>.Exact exact:
                    next = Interval.FromRational(exact.Number, Precision);
                    break;
                case Value<Interval>.Real real:
                    next = real.Number;
                    break;
                default:
                    return line;
            }

            hull = hull is { } so ? Interval.Hull(so, next) : next;
        }

        return hull ?? line;
    }
}
