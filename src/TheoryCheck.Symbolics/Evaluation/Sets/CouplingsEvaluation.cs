using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>The couplings of two measures: those with weights of at least 0 whose two marginals are the measures.</summary>
public sealed class CouplingsEvaluation : SetEvaluation
{
    /// <inheritdoc/>
    public override string Set => "couplings";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value)
    {
        if (value is not Value<T>.Measure joint)
        {
            return Certainty.False;
        }

        Certainty HasMarginal(int side) => interpreter.Compare(
            Relation.Equal,
            new Value<T>.Measure(joint.Atoms.Map(a => a with { Point = ((Value<T>.Tuple)a.Point).Items[side] })),
            arguments[side]);
        var isNonnegative = MergedMeasure<T>.Of(interpreter, joint).Decided(interpreter).Atoms.Aggregate(
            Certainty.True, (all, a) => all.And(interpreter.Compare(Relation.GreaterOrEqual, a.Weight, new Value<T>.Exact(Rational.Zero))));
        return isNonnegative == Certainty.False ? isNonnegative : isNonnegative.And(HasMarginal(0)).And(HasMarginal(1));
    }
}
