using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>Sets of optimal measures of which bounds of the value are known.</summary>
internal static class OptimalMeasures
{
    /// <summary>Whether a measure is optimal: not if its value is beyond the bounds, and certainly if it attains the safe bound.</summary>
    public static Certainty Contains<T>(Interpreter<T> interpreter, Binding term, Value<T> value, Rational? lower, Rational? upper, bool isMaximum)
        where T : IReal<T>
    {
        if (value is not Value<T>.Measure || lower is not { } low || upper is not { } high)
        {
            return value is Value<T>.Measure ? Certainty.Unknown : Certainty.False;
        }

        var inner = interpreter.With(term.Binders[0].Symbol, value);
        var admitted = inner.Decide(new Membership(Build.Ref(term.Binders[0].Symbol), term.Binders[0].RangesOver!, isSubset: false))
            .And(term.Binders[0].Where is { } where ? inner.Decide(where) : Certainty.True);
        var (worse, best) = isMaximum ? (Relation.Less, high) : (Relation.Greater, low);
        var beyond = new Comparison(term.Body, worse, new Number(isMaximum ? low : high));
        var attains = new Comparison(term.Body, isMaximum ? Relation.GreaterOrEqual : Relation.LessOrEqual, new Number(best));
        return admitted == Certainty.False || inner.Decide(beyond) == Certainty.True ? Certainty.False : admitted.And(inner.Decide(attains) == Certainty.True ? Certainty.True : Certainty.Unknown);
    }
}
