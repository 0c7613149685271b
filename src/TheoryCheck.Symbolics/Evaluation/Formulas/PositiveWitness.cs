using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary>
/// <c>exists m &gt; 0, b &gt; 0: for all u in vector(d): A</c> with A between polynomials of degree two in u: constants are tried on a ladder of
/// powers of two. A witness shows it; where none is found nothing is said.
/// </summary>
internal sealed class PositiveWitness : FormulaEvaluation
{
    private const int MostConstants = 2;

    private static readonly int[] Exponents = [0, -2, 2, -4, 4, -8, 8, -12, 12, 20];
    private static readonly QuadraticInequality Inner = new();

    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Quantified { Kind: QuantifierKind.Exists, Binders: var binders, Body: Quantified { Kind: QuantifierKind.ForAll } all }
            || binders.Count > MostConstants || !binders.All(IsPositive))
        {
            return null;
        }

        foreach (var at in Choices(interpreter, binders, 0))
        {
            switch (Inner.Decide(at, all))
            {
                case null:
                    return null;
                case Certainty.True:
                    return Certainty.True;
            }
        }

        return Certainty.Unknown;
    }

    private static IEnumerable<Interpreter<T>> Choices<T>(Interpreter<T> interpreter, Sequence<Binder> binders, int position)
        where T : IReal<T> => position == binders.Count
        ? [interpreter]
        : Exponents.SelectMany(e => Choices(interpreter.With(binders[position].Symbol, new Value<T>.Exact(Rational.Power(2, e))), binders, position + 1));

    private static bool IsPositive(Binder binder) => binder is { Where: null, Symbol.Indices.IsEmpty: true }
        && binder.RangesOver is Call { Operation.Name: "positive" } or RealInterval { Lower: Number { Value.IsZero: true }, Upper: Terms.Constant };
}
