using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>The one point of a set that lists it; undefined for a set that certainly has none or several.</summary>
public sealed class TheEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "the";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        var set = interpreter.Value(term.Arguments[0]);
        if (set is Value<T>.SetByMembership { IsSingleton: Certainty.False })
        {
            throw new UndefinedException("'the' of a set that has not exactly one point");
        }

        var points = interpreter.Enumerate(set).Take(2).ToList();
        return points.Count == 1 ? points[0] : throw new UndefinedException("'the' of a set that has not exactly one point");
    }
}
