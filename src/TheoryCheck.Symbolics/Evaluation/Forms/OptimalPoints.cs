using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The points of a finite domain whose value no other beats.</summary>
internal static class OptimalPoints
{
    internal static Value<T> Of<T>(Interpreter<T> interpreter, Binding term, Relation best)
        where T : IReal<T>
    {
        var symbols = term.Binders.Map(b => b.Symbol);
        var points = interpreter.CertainPoints(term.Binders).Select(inner => (Inner: inner, Value: inner.Value(term.Body))).ToList();
        var optimal = points.Where(p => points.Aggregate(Certainty.True, (all, other) => all.And(interpreter.Compare(best, p.Value, other.Value))) switch
        {
            Certainty.True => true,
            Certainty.False => false,
            _ => throw new UndecidedException("it is not decided which points are optimal"),
        });
        return new Value<T>.FiniteSet(optimal
            .Select(p => symbols.Count == 1 ? p.Inner.Environment.Find(symbols[0])! : new Value<T>.Tuple(symbols.Map(s => p.Inner.Environment.Find(s)!)))
            .ToSequence());
    }
}
