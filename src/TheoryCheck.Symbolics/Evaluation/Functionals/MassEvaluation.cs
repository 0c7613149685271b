using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>The sum of the weights.</summary>
public sealed class MassEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "mass";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term) =>
        interpreter.MeasureOf(term.Arguments[0]).Atoms.Select(a => a.Weight).Aggregate((Value<T>)new Value<T>.Exact(Rational.Zero), interpreter.Add);
}
