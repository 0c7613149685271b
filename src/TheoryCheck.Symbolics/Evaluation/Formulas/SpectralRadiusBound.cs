using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Recurrences;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary>
/// A comparison of <c>spectral_radius(A)</c> with c &gt; 0, both rational: ρ(A) &lt; c exactly when all roots of det(czI - A) have modulus below 1. So a radius of c itself is told from
/// one below, which no rounding does; from one above it is not.
/// </summary>
internal sealed class SpectralRadiusBound : FormulaEvaluation
{
    private const int MostRows = 24;

    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Comparison { Relations: [var relation], Children: [var left, var right] })
        {
            return null;
        }

        return IsRadius(left) ? Decide(interpreter.Exactly(), (Call)left, relation, right) : IsRadius(right) ? Decide(interpreter.Exactly(), (Call)right, relation.Turned(), left) : null;
    }

    internal static bool IsRadius(Term term) => term is Call { Operation.Name: "spectral_radius" };

    private static Certainty? Decide(Interpreter<Rational> exact, Call radius, Relation relation, Term bound)
    {
        try
        {
            var (matrix, limit) = (exact.TensorOf(exact.Value(radius.Arguments[0])), exact.ScalarOf(exact.Value(bound)));
            if (matrix.Dimensions is not [> 0 and <= MostRows and var size, var columns] || columns != size || limit.Sign <= 0)
            {
                return null;
            }

            var scaled = StablePolynomial.Characteristic(size, matrix.Elements.ToArray()).Select((a, i) => a * Rational.Power(limit, i)).ToArray();
            var isBelow = StablePolynomial.Is(scaled);
            return (relation, isBelow) switch
            {
                (Relation.Less or Relation.LessOrEqual or Relation.NotEqual, true) or (Relation.GreaterOrEqual, false) => Certainty.True,
                (Relation.Greater or Relation.GreaterOrEqual or Relation.Equal, true) or (Relation.Less, false) => Certainty.False,
                _ => null,
            };
        }
        catch (Exception e) when (e is NotRepresentableException or UndecidedException)
        {
            // Not rational: what the reading makes of it.
            return null;
        }
    }
}
