using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary>
/// <c>compact(S)</c> of finite sets, spheres, balls, simplices, intervals, and supports of laws: that of a uniform law is the closure of a bounded set,
/// that of a normal law an affine space, compact only where it is a point.
/// </summary>
internal sealed class Compactness : FormulaEvaluation
{
    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Call { Operation: Compact, Arguments: [var set] })
        {
            return null;
        }

        if (set is not Call { Operation: Support, Arguments: [var law] })
        {
            return OfSet(interpreter, set);
        }

        return law is Call { Operation.Name: "sphere" or "ball" or "simplex" or "uniform" } ? Certainty.True : interpreter.Value(law) switch
        {
            Value<T>.Measure => Certainty.True,
            Value<T>.Normal normal => OfNormal(interpreter, normal),
            _ => null,
        };
    }

    private static Certainty? OfSet<T>(Interpreter<T> interpreter, Term set)
        where T : IReal<T> => set is Call { Operation.Name: "sphere" or "ball" or "simplex" } ? Certainty.True : interpreter.Value(set) switch
        {
            Value<T>.FiniteSet or Value<T>.Range { Upper: not null } => Certainty.True,
            Value<T>.Range => Certainty.False,
            Value<T>.IntervalSet { LowerOpen: false, UpperOpen: false } closed => interpreter.IsFinite(closed.Lower).And(interpreter.IsFinite(closed.Upper)) == Certainty.True ? Certainty.True : null,
            Value<T>.IntervalSet open => interpreter.Compare(Relation.Less, open.Lower, open.Upper) == Certainty.True ? Certainty.False : null,
            _ => null,
        };

    private static Certainty OfNormal<T>(Interpreter<T> interpreter, Value<T>.Normal normal)
        where T : IReal<T>
    {
        var size = normal.Mean.Elements.Length;
        var isPoint = Certainty.True;
        for (var i = 0; i < size; i++)
        {
            isPoint = isPoint.And(T.Compare(Relation.Greater, normal.Covariance.Span[(i * size) + i], interpreter.Literal(Rational.Zero)).Not());
        }

        return isPoint;
    }
}
