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
        var measure = interpreter.MeasureOf(term.Arguments[1]);
        var atoms = measure.Atoms.Where(a => !Interpreter<T>.IsZero(a.Weight)).Select(a => a with { Point = function.Apply([a.Point]) }).ToSequence();

        // Points that stay apart keep the total variation.
        return new Value<T>.Measure(atoms) { Variation = measure.Variation is { } total && AreApart(interpreter, atoms) ? total : null };
    }

    private static bool AreApart<T>(Interpreter<T> interpreter, Sequence<Value<T>.WeightedPoint> atoms)
        where T : IReal<T> => Enumerable.Range(0, atoms.Count).All(j => Enumerable.Range(0, j).All(k => interpreter.Compare(Relation.Equal, atoms[j].Point, atoms[k].Point) == Certainty.False));
}
