using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>The law of a linear function of normal draws, and of the states of one linear flow or recursion with normal noise at one step or time.</summary>
public sealed class LawOfEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "law";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        var random = RandomTerm<T>.Of(interpreter, term.Arguments[0]);
        var (shape, forms) = random.Forms(interpreter);
        return random.Variables.Of(shape, forms);
    }
}
