using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear;

/// <summary>Which way a smooth function of one number bends on the whole line.</summary>
internal static class Bend
{
    /// <summary>True for a convex function, false for a concave one: its second derivative, enclosed over the whole line, has one sign. Null where that does not show.</summary>
    /// <param name="argument">The number.</param>
    /// <param name="value">The value, a term in the number alone without kinks.</param>
    public static bool? Of(Symbol argument, Term value)
    {
        try
        {
            var variable = new Variable(Build.Ref(argument), []);
            var second = Differentiation.Partial(Differentiation.Partial(value, variable).Value, variable).Value;
            var bend = new Interpreter<Interval>(Interval.FromRational(Rational.One), Environment<Interval>.Empty).With(argument, new Value<Interval>.Real(Interval.Line())).EvaluateScalar(second);
            return Interval.Compare(Relation.GreaterOrEqual, bend, bend.Literal(Rational.Zero)) == Certainty.True ? true
                : Interval.Compare(Relation.LessOrEqual, bend, bend.Literal(Rational.Zero)) == Certainty.True ? false
                : null;
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException or Rewriting.NoClosedFormException)
        {
            return null;
        }
    }
}
