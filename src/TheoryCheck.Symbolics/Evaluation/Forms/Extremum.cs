using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The greatest (sign 1) or least (sign -1) value over the points of a binding form.</summary>
internal static class Extremum
{
    internal static Value<T>? Over<T>(Interpreter<T> interpreter, Binding term, int sign)
        where T : IReal<T>
    {
        if (interpreter.Enclosed(term.Binders) is { } all)
        {
            // Some point satisfies the condition for sure only if all do.
            return term.Binders[0].Where is not { } where || all.TruthOf(where) == Certainty.True
                ? all.Value(term.Body)
                : throw new UndecidedException("it is not decided which points of a set satisfy a condition");
        }

        Value<T>? best = null;
        foreach (var inner in interpreter.CertainPoints(term.Binders))
        {
            var next = inner.Value(term.Body);
            best = best is null ? next : Better(inner, best, next, sign);
        }

        return best;
    }

    private static Value<T> Better<T>(Interpreter<T> interpreter, Value<T> left, Value<T> right, int sign)
        where T : IReal<T> => Compared(interpreter, sign > 0 ? Relation.GreaterOrEqual : Relation.LessOrEqual, left, right) switch
        {
            Certainty.True => left,
            Certainty.False => right,
            _ when left is Value<T>.Infinite || right is Value<T>.Infinite => throw new UndecidedException("a number beside infinity is not known to be finite"),
            _ => new Value<T>.Real(sign > 0
                ? T.Max(interpreter.ScalarOf(left), interpreter.ScalarOf(right))
                : T.Min(interpreter.ScalarOf(left), interpreter.ScalarOf(right))),
        };

    // Forms in unknown numbers have a greater one of their own, but are not compared.
    private static Certainty Compared<T>(Interpreter<T> interpreter, Relation relation, Value<T> left, Value<T> right)
        where T : IReal<T>
    {
        try
        {
            return interpreter.Compare(relation, left, right);
        }
        catch (NotRepresentableException) when (left is not Value<T>.Infinite && right is not Value<T>.Infinite)
        {
            return Certainty.Unknown;
        }
    }
}
