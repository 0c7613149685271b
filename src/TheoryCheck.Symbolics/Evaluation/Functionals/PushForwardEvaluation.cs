using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>The atoms moved by the function, their weights kept.</summary>
public sealed class PushForwardEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "push";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        var function = interpreter.Value(term.Arguments[0]) as Value<T>.Function ?? throw Interpreter<T>.NoChecker("an image measure under something that is no function");
        return new Value<T>.Measure(interpreter.MeasureOf(term.Arguments[1]).Atoms
            .Where(a => !Interpreter<T>.IsZero(a.Weight))
            .Select(a => a with { Point = function.Apply([a.Point]) })
            .ToSequence());
    }
}
