using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>The finite signed measures on a set: those whose mass lies on its points.</summary>
public sealed class MeasuresEvaluation : SetEvaluation
{
    /// <inheritdoc/>
    public override string Set => "measures";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value)
    {
        if (value is not Value<T>.Measure measure)
        {
            return value is Value<T>.Normal ? Certainty.Unknown : Certainty.False;
        }

        // Every atom in the set suffices; an atom outside tells only if its mass does not cancel.
        var all = measure.Atoms.Aggregate(Certainty.True, (held, atom) => held == Certainty.False ? held : held.And(interpreter.Contains(arguments[0], measure, atom.Point)));
        return all != Certainty.False ? all
            : MergedMeasure<T>.Of(interpreter, measure).Decided(interpreter).Atoms
                .Aggregate(Certainty.True, (held, atom) => held == Certainty.False ? held : held.And(interpreter.Contains(arguments[0], measure, atom.Point)));
    }
}
