using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>Membership in the set and the condition; over finite domains the points themselves.</summary>
public sealed class ComprehensionEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "{}";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        if (term.Binders is [{ Domain: { } domain } binder] && interpreter.Value(domain) is not (Value<T>.FiniteSet or Value<T>.Range { Upper: not null }) and var set)
        {
            return new Value<T>.SetByMembership("{..}", value => Holds(interpreter, binder, set, value))
            {
                Space = Unfold.Definitions(domain),
                ContainsOfSpace = value => binder.Where is null ? Certainty.True : interpreter.With(binder.Symbol, value).TruthOf(binder.Where),
            };
        }

        var symbols = term.Binders.Map(b => b.Symbol);
        return new Value<T>.FiniteSet(interpreter.CertainPoints(term.Binders)
            .Select(inner => symbols.Count == 1 ? inner.Environment.Find(symbols[0])! : new Value<T>.Tuple(symbols.Map(s => inner.Environment.Find(s)!)))
            .ToSequence());
    }

    private static Certainty Holds<T>(Interpreter<T> interpreter, Binder binder, Value<T> set, Value<T> value)
        where T : IReal<T>
    {
        var isPoint = interpreter.Contains(set, value);
        return isPoint == Certainty.False || binder.Where is null ? isPoint : isPoint.And(interpreter.With(binder.Symbol, value).TruthOf(binder.Where));
    }
}
