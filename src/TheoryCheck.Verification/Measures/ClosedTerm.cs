using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>Functions of one scalar symbol with exact numbers in place of everything else.</summary>
internal static class ClosedTerm
{
    /// <summary>The term with every part that does not mention the symbol evaluated; null when a construct is in the way.</summary>
    /// <param name="term">The term.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="at">The values of the others.</param>
    /// <param name="keepsConstants">Whether irrational parts that mention nothing, such as √2, stay as they are written.</param>
    /// <param name="irrational">What stands in the place of irrational parts; null where there may be none.</param>
    /// <exception cref="NotRepresentableException">A part is irrational.</exception>
    public static Term? Of(Term term, Symbol symbol, Interpreter<Rational> at, bool keepsConstants = false, Func<Term, Term>? irrational = null)
    {
        if (!term.Mentions(symbol))
        {
            return term.Type is TruthType
                ? at.Decide(term) switch { Certainty.True => Constant.True, Certainty.False => Constant.False, _ => null }
                : term.Type.IsScalar ? Scalar() : null;
        }

        switch (term)
        {
            case Reference:
                return term;
            case Conditional { Condition: var condition } choice when !condition.Mentions(symbol):
                return at.Decide(condition) switch
                {
                    Certainty.True => Of(choice.Then, symbol, at, keepsConstants, irrational),
                    Certainty.False => Of(choice.Otherwise, symbol, at, keepsConstants, irrational),
                    _ => null,
                };
            case Arithmetic or Conditional or Comparison or Connective or Call { Operation: ScalarFunction }:
                var children = term.Children.Map(c => Of(c, symbol, at, keepsConstants, irrational));
                return children.Any(c => c is null) ? null : term.With(children.Map(c => c!));
            default:
                return null;
        }

        Term Scalar()
        {
            try
            {
                return new Number(at.EvaluateScalar(term));
            }
            catch (NotRepresentableException) when (keepsConstants && !term.FreeSymbols().Any())
            {
                return term;
            }
            catch (NotRepresentableException) when (irrational is not null)
            {
                return irrational(term);
            }
        }
    }
}
