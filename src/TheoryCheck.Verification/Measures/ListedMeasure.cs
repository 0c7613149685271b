using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>Optimal measures as values of the language.</summary>
internal static class ListedMeasure
{
    /// <summary>The measure with enclosed atoms, each enclosure widened by slack·(1 + its size); in doubles their midpoints.</summary>
    /// <param name="interpreter">The reading.</param>
    /// <param name="atoms">The atoms.</param>
    /// <param name="slack">At least 0.</param>
    /// <param name="space">The set of points, a term; null for none known.</param>
    public static Value<T>.Measure Of<T>(Interpreter<T> interpreter, ImmutableArray<EnclosedAtom> atoms, Rational slack, Term? space)
        where T : IReal<T>
    {
        T In(Interval enclosure) => Enclosed(interpreter, enclosure, slack);
        return new(atoms.Select(a => Point(In(a.Weight), [.. a.Direction.Select(In)])).ToSequence()) { Space = space is null ? null : Unfold.Definitions(space) };
    }

    /// <summary>An enclosed number widened by slack·(1 + its size); in doubles its midpoint.</summary>
    public static T Enclosed<T>(Interpreter<T> interpreter, Interval enclosure, Rational slack)
        where T : IReal<T>
    {
        T Literal(Rational value) => interpreter.EvaluateScalar(new Number(value));
        var (low, high) = (enclosure.Lower, enclosure.Upper);
        var width = slack * (Rational.One + (low.Sign < 0 ? -low : low) + (high.Sign < 0 ? -high : high));
        return typeof(T) == typeof(DoubleReal) ? Literal((low + high) / 2) : T.Either(Literal(low - width), Literal(high + width));
    }

    /// <summary>The measure of exact atoms, in a reading that has their square roots.</summary>
    /// <exception cref="NotRepresentableException">The reading has not.</exception>
    public static Value<T>.Measure Of<T>(Interpreter<T> interpreter, Sequence<Atom> atoms, Term? space)
        where T : IReal<T>
    {
        T Literal(Rational value) => interpreter.EvaluateScalar(new Number(value));
        return new(atoms.Select(a =>
        {
            var norm = T.Sqrt(Literal(a.SquaredNorm));
            return Point(Literal(a.Sign) * norm, [.. a.Moment.Select(m => Literal(m) / norm)]);
        }).ToSequence()) { Space = space is null ? null : Unfold.Definitions(space) };
    }

    /// <summary>The set on which the measures of an optimisation live: S of its domain <c>measures(S)</c> or <c>probabilities(S)</c>.</summary>
    public static Term? Space(Binding optimum) =>
        optimum.Binders is [var binder] && binder.RangesOver is Call { Operation: Symbolics.Sets.Measures or Symbolics.Sets.Probabilities, Arguments: [var space] } ? space : null;

    private static Value<T>.WeightedPoint Point<T>(T weight, T[] direction)
        where T : IReal<T> => new(new Value<T>.Real(weight), new Value<T>.Tensor(new([direction.Length], direction)));
}
