using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary>A quantifier over a set that is not empty whose body does not mention what it binds once derivatives are carried out: the body alone.</summary>
internal sealed class IdleQuantifier : FormulaEvaluation
{
    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Quantified { Kind: QuantifierKind.ForAll or QuantifierKind.Exists, Binders: var binders } quantified || !binders.All(IsInhabited))
        {
            return null;
        }

        var body = interpreter.Written(quantified.Body);
        var free = body.FreeSymbols();
        return binders.Any(b => free.Contains(b.Symbol)) ? null : interpreter.TruthOf(body);
    }

    private static bool IsInhabited(Binder binder) => binder is { Where: null, Symbol.Restriction: null }
        && binder.RangesOver is Call { Operation.Name: "reals" or "positive" or "vector" or "matrix" or "ball" };
}
