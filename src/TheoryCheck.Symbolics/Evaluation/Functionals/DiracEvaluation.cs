using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>One atom of weight 1.</summary>
public sealed class DiracEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "dirac";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term) =>
        new Value<T>.Measure([new(new Value<T>.Exact(Rational.One), interpreter.Value(term.Arguments[0]))]);
}
