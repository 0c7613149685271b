using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The least index at which the formula holds. Over a range without end, found only if it comes early enough.</summary>
public sealed class FirstEvaluation : FormEvaluation
{
    private const int MostSteps = 1 << 16;

    // A step takes long in readings of more than a number, such as power series, in which most least indices are out of reach.
    private const int MostStepsOfSeries = 1 << 8;

    /// <inheritdoc/>
    public override string Form => "first";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        if (term.Binders is not [{ Domain: { } domain } binder] || interpreter.Value(domain) is not Value<T>.Range range)
        {
            throw Interpreter<T>.NoChecker("'first' over anything but integers");
        }

        var last = range.Lower + (typeof(T).IsGenericType ? MostStepsOfSeries : MostSteps);
        for (var k = range.Lower; k <= (range.Upper ?? last); k++)
        {
            if (k > last)
            {
                break;
            }

            var inner = interpreter.With(binder.Symbol, new Value<T>.Exact(k));
            var holds = binder.Where is null ? Certainty.True : inner.TruthOf(binder.Where);
            holds = holds == Certainty.False ? holds : holds.And(inner.TruthOf(term.Body));
            if (holds != Certainty.False)
            {
                return holds == Certainty.True ? new Value<T>.Exact(k) : throw new UndecidedException("it is not decided where a formula first holds");
            }
        }

        return range.Upper is { } upper && upper <= last
            ? new Value<T>.Infinite(1)
            : throw Interpreter<T>.NoChecker($"'first' beyond {last}");
    }
}
