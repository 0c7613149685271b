using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>A probability as the expectation of the event's indicator, where few numbers are drawn: what is known of such means concerns one of them or one linear form.</summary>
public sealed class ProbabilityEvaluation : FormEvaluation
{
    private const int MostNumbers = 64;

    /// <inheritdoc/>
    public override string Form => "prob";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        if (term.Binders.Sum(b => interpreter.ShapeOf(b.Symbol.Type).Aggregate(1L, static (count, length) => Math.Min(count * length, MostNumbers + 1L))) > MostNumbers)
        {
            throw Interpreter<T>.NoChecker($"a probability over more than {MostNumbers} numbers");
        }

        return interpreter.Value(new Binding(OperationCatalogue.Get<Expect>(), term.Type, [], term.Binders, [new Conditional(term.Body, Number.One, Number.Zero)], term.Given));
    }
}
