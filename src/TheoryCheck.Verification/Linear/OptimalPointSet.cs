using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Linear;

/// <summary>The optimal points of a form with a known optimal value, known by the question whether a point is one.</summary>
internal static class OptimalPointSet
{
    /// <summary>The set.</summary>
    /// <param name="interpreter">The values of the other symbols.</param>
    /// <param name="term">The form.</param>
    /// <param name="value">The optimal value.</param>
    /// <param name="isSingleton">Whether the set has exactly one point, as far as it is known.</param>
    public static Value<T>.SetByMembership Of<T>(Interpreter<T> interpreter, Binding term, Rational value, Certainty isSingleton)
        where T : IReal<T> => new("the optimal points", point => Contains(interpreter, term, value, point)) { IsSingleton = isSingleton };

    /// <summary>The set of a point that is the only optimal one where conditions with their bounds are taken: that point, or none where it does not satisfy the conditions as they are.</summary>
    /// <exception cref="NotRepresentableException">It is not decided whether the point satisfies them.</exception>
    public static Value<T> Only<T>(Interpreter<T> interpreter, Binding term, Rational value, Value<T> point, bool isStrict)
        where T : IReal<T> => (isStrict ? Contains(interpreter, term, value, point) : Certainty.True) switch
        {
            Certainty.True => new Value<T>.FiniteSet([point]),
            Certainty.False => new Value<T>.FiniteSet([]),
            _ => throw new NotRepresentableException("an optimal point on the edge of strict conditions"),
        };

    // A point that satisfies the conditions and attains the value.
    private static Certainty Contains<T>(Interpreter<T> interpreter, Binding term, Rational optimum, Value<T> point)
        where T : IReal<T>
    {
        var values = term.Binders.Count == 1 ? [point] : ((Value<T>.Tuple)point).Items;
        var at = term.Binders.Zip(values).Aggregate(interpreter, static (inner, p) => inner.With(p.First.Symbol, p.Second));
        var isFeasible = term.Binders.Aggregate(Certainty.True, (all, b) => all
            .And(b.Symbol.Indices.IsEmpty ? at.Decide(new Membership(Build.Ref(b.Symbol), b.RangesOver!, isSubset: false)) : Certainty.Unknown)
            .And(b.Where is null ? Certainty.True : at.Decide(b.Where)));
        return isFeasible == Certainty.False ? isFeasible : isFeasible.And(at.Decide(new Comparison([Relation.Equal], [term.Body, new Number(optimum)])));
    }
}
