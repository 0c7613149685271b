using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>The measures on a set with weights of at least 0 that add up to 1.</summary>
public sealed class ProbabilitiesEvaluation : SetEvaluation
{
    private static readonly MeasuresEvaluation Measures = new();

    /// <inheritdoc/>
    public override string Set => "probabilities";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value)
    {
        var onSet = Measures.Contains(interpreter, arguments, value);
        if (onSet == Certainty.False || value is not Value<T>.Measure measure)
        {
            return onSet;
        }

        var atoms = MergedMeasure<T>.Of(interpreter, measure).Decided(interpreter).Atoms;
        var zero = (Value<T>)new Value<T>.Exact(Rational.Zero);
        var mass = atoms.Select(a => a.Weight).Aggregate(zero, interpreter.Add);
        return atoms.Aggregate(onSet, (held, atom) => held.And(interpreter.Compare(Relation.GreaterOrEqual, atom.Weight, zero)))
            .And(interpreter.Compare(Relation.Equal, mass, new Value<T>.Exact(Rational.One)));
    }
}
