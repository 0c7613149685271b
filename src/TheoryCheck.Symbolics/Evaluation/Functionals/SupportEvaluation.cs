using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>The different points that carry mass.</summary>
public sealed class SupportEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "support";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term) =>
        new Value<T>.FiniteSet(MergedMeasure<T>.Of(interpreter, interpreter.MeasureOf(term.Arguments[0])).Decided(interpreter).Atoms.Map(a => a.Point));
}
