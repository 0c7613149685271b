using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>The sum of the weights, or of those whose points a set has; a point that it perhaps has may or may not count.</summary>
public sealed class MassEvaluation : FunctionalEvaluation
{
    private static class Zero<T>
        where T : IReal<T>
    {
        public static Value<T> Value { get; } = new Value<T>.Exact(Rational.Zero);
    }

    /// <inheritdoc/>
    public override string Functional => "mass";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        if (term.Arguments.Count == 1 && interpreter.Value(term.Arguments[0]) is Value<T>.UnlistedMeasure unlisted)
        {
            return unlisted.Mass ?? throw Interpreter<T>.NoChecker("the mass of measures of which nothing bounds it");
        }

        var measure = interpreter.MeasureOf(term.Arguments[0]);
        var set = term.Arguments.Count > 1 ? interpreter.Value(term.Arguments[1]) : null;
        return measure.Atoms.Select(a => set is null ? a.Weight : Within(interpreter, set, measure, a)).Aggregate(Zero<T>.Value, interpreter.Add);
    }

    private static Value<T> Within<T>(Interpreter<T> interpreter, Value<T> set, Value<T>.Measure measure, Value<T>.WeightedPoint atom)
        where T : IReal<T> => interpreter.Contains(set, measure, atom.Point) switch
        {
            Certainty.True => atom.Weight,
            Certainty.False => Zero<T>.Value,
            _ => new Value<T>.Real(T.Either(interpreter.Literal(Rational.Zero), interpreter.ScalarOf(atom.Weight))),
        };
}
