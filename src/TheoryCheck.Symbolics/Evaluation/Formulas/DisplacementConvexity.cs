using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary>
/// <c>displacement_convex(F, c)</c> for F on the laws of ℝⁿ, denied by a segment: the only geodesic between δ(a) and δ(b) is δ((1 - t)·a + t·b), so that
/// F(δ((a + b)/2)) &gt; F(δ(a))/2 + F(δ(b))/2 - c·|a - b|²/8 for some a and b denies it. Where no such segment is found nothing is known.
/// </summary>
[Cites("mccann1997", "section 1")]
internal sealed class DisplacementConvexity : FormulaEvaluation
{
    private const int MostDimensions = 16;

    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Call { Operation: DisplacementConvex, Arguments: [Reference { Symbol.Parameters: [var law] } function, ..] arguments }
            || law.RangesOver is not Call { Operation: Probabilities or TheoryCheck.Symbolics.Sets.Laws, Arguments: [var space] }
            || Dimension(interpreter, space) is not { } dimension)
        {
            return null;
        }

        if (dimension > MostDimensions || interpreter.Value(function) is not Value<T>.Function objective)
        {
            throw new NotRepresentableException($"displacement convexity of this function of laws in {dimension} dimensions");
        }

        var modulus = arguments.Count > 1 ? interpreter.Divide(interpreter.Value(arguments[1]), new Value<T>.Exact(8)) : new Value<T>.Exact(Rational.Zero);
        var denied = Certainty.False;
        foreach (var (from, to) in StraightSegments.Of(dimension))
        {
            var middle = from.Zip(to, static (a, b) => (a + b) / 2).ToArray();
            var square = from.Zip(to, static (a, b) => (a - b) * (a - b)).Aggregate(static (sum, s) => sum + s);
            var chord = interpreter.Divide(interpreter.Add(At(interpreter, objective, space, from), At(interpreter, objective, space, to)), new Value<T>.Exact(2));
            var bound = interpreter.Add(chord, interpreter.Negate(interpreter.Multiply(modulus, new Value<T>.Exact(square))));
            denied = denied.Or(interpreter.Compare(Relation.Greater, At(interpreter, objective, space, middle), bound));
            if (denied == Certainty.True)
            {
                return Certainty.False;
            }
        }

        return denied == Certainty.Unknown ? denied : throw new NotRepresentableException("displacement convexity that no segment between two points denies");
    }

    /// <summary>n of ℝⁿ; null for another space.</summary>
    private static int? Dimension<T>(Interpreter<T> interpreter, Term space)
        where T : IReal<T> => space switch
        {
            Call { Operation: Reals } => 1,
            Call { Operation: VectorSpace, Arguments: [var size] } => interpreter.SizeOf(size),
            _ => null,
        };

    private static Value<T> At<T>(Interpreter<T> interpreter, Value<T>.Function objective, Term space, Rational[] point)
        where T : IReal<T>
    {
        Value<T> at = space is Call { Operation: Reals }
            ? new Value<T>.Exact(point[0])
            : new Value<T>.Tensor(new([point.Length], point.Select(interpreter.Literal).ToArray()));
        return objective.Apply([new Value<T>.Measure([new(new Value<T>.Exact(Rational.One), at)])]);
    }
}
