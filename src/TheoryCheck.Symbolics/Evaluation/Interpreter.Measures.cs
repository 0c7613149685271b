using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <content>Measures on finitely many points.</content>
public sealed partial class Interpreter<T>
{
    /// <summary>The value of a term as a measure on finitely many points.</summary>
    /// <inheritdoc cref="Evaluate(Term)" path="/exception"/>
    public Value<T>.Measure EvaluateMeasure(Term term)
    {
        try
        {
            return MeasureOf(term);
        }
        catch (UndecidedException undecided)
        {
            throw new NotRepresentableException(undecided.Message);
        }
    }

    /// <summary>The atoms of a measure with equal points merged and weights of 0 left out, each point once.</summary>
    /// <exception cref="NotRepresentableException">The reading cannot tell which points are equal, or whether a weight is 0.</exception>
    public Value<T>.Measure Merged(Value<T>.Measure measure)
    {
        try
        {
            return MergedMeasure<T>.Of(this, measure).Decided(this);
        }
        catch (UndecidedException undecided)
        {
            throw new NotRepresentableException(undecided.Message);
        }
    }

    internal Value<T>.Measure MeasureOf(Term term) => Value(term) as Value<T>.Measure ?? throw NoChecker("a measure that is not one on finitely many points");

    /// <summary>The integral of a function: Σ weight·value over the atoms; weights that are 0 count nothing, whatever the function does there.</summary>
    internal Value<T>? Integral(Value<T>.Measure measure, Func<Value<T>, Value<T>> function)
    {
        Value<T>? sum = null;
        foreach (var (weight, point) in measure.Atoms)
        {
            if (IsZero(weight))
            {
                continue;
            }

            var next = Multiply(weight, At(function, weight, point));
            sum = sum is null ? next : Add(sum, next);
        }

        return sum;
    }

    /// <summary>Whether a set has a point of a measure. Of an enclosed point only the measure may know that it lies on a sphere.</summary>
    internal Certainty Contains(Value<T> set, Value<T>.Measure measure, Value<T> point) =>
        set is Value<T>.SetByMembership { Space: { } space, ContainsOfSpace: { } contains } && measure.Space is { } own && own.Equals(space) ? contains(point) : Contains(set, point);

    /// <summary>Whether all mass lies in a set. A point outside of it tells only if it certainly carries mass and is no other point of the measure.</summary>
    private Certainty IsWithin(Value<T>.Measure measure, Value<T> set)
    {
        var inside = measure.Atoms.Map(a => IsZero(a.Weight) ? Certainty.True : Contains(set, measure, a.Point));
        if (inside.All(c => c == Certainty.True))
        {
            return Certainty.True;
        }

        if (inside.All(c => c == Certainty.False) && measure.Variation is { } total && Compare(Relation.Greater, total, new Value<T>.Exact(Rational.Zero)) == Certainty.True)
        {
            return Certainty.False;
        }

        for (var i = 0; i < inside.Count; i++)
        {
            var (weight, point) = measure.Atoms[i];
            if (inside[i] == Certainty.False && Compare(Relation.Equal, weight, new Value<T>.Exact(Rational.Zero)) == Certainty.False
                && measure.Atoms.Items.Where((_, j) => j != i).All(a => Compare(Relation.Equal, a.Point, point) == Certainty.False))
            {
                return Certainty.False;
            }
        }

        return Merge();

        Certainty Merge()
        {
            var merged = MergedMeasure<T>.Of(this, measure);
            try
            {
                return merged.Decided(this).Atoms.Aggregate(Certainty.True, (all, a) => all.And(Contains(set, measure, a.Point)));
            }
            catch (UndecidedException)
            {
                return Certainty.Unknown;
            }
        }
    }

    internal static bool IsZero(Value<T> weight) => ExactOf(weight) is { IsZero: true };

    private Value<T> At(Func<Value<T>, Value<T>> function, Value<T> weight, Value<T> point)
    {
        try
        {
            return function(point);
        }
        catch (UndefinedException) when (Compare(Relation.Equal, weight, new Value<T>.Exact(Rational.Zero)) != Certainty.False)
        {
            throw new UndecidedException("an integrand is undefined at a point that may carry no mass");
        }
    }

    private static Value<T>.Measure Reweighted(Value<T>.Measure measure, Func<Value<T>, Value<T>> weight) =>
        new(measure.Atoms.Map(atom => atom with { Weight = weight(atom.Weight) is var next and not Value<T>.Infinite ? next : throw new UndefinedException("a measure with infinite mass") }));
}
