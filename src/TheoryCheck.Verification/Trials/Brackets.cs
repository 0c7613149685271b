using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// Optima over spaces that no trial changes, such as the least value of an objective: each becomes a symbol with a lower and an upper
/// bound, and a comparison that mentions it is decided only where both bounds agree.
/// </summary>
internal sealed class Brackets(Instance instance, ClosedEvaluation evaluation)
{
    private readonly Dictionary<Term, (Symbol Symbol, Rational Low, Rational High)> known = [];

    /// <summary>The term with symbols in place of such optima.</summary>
    public Term Take(Term term)
    {
        if (term is Binding { Form: Infimum or Supremum } optimum && optimum.Binders.Any(b => b.RangesOver is Call { Operation: SetConstructor })
            && !FormulaTraits.IsSeries(optimum) && optimum.FreeSymbols().All(s => s.Role != SymbolRole.Bound || instance.Values.ContainsKey(s)))
        {
            if (FormulaTraits.IsRandom(optimum, instance))
            {
                throw new NotRepresentableException("an optimum over a space at data that each trial draws, which events are compared with and means are not");
            }

            if (!known.TryGetValue(optimum, out var bracket))
            {
                var (low, high) = evaluation.TryEnclose(optimum, instance) ?? throw new NotRepresentableException("an optimum over a space that no solver bounds at the values listed");
                bracket = (new Symbol($"optimum{known.Count}", SymbolRole.Bound, default) { Type = TermType.Real }, low, high);
                known.Add(optimum, bracket);
            }

            return bracket.Low == bracket.High ? new Number(bracket.Low) : Build.Ref(bracket.Symbol);
        }

        var children = term.Children.Map(Take);
        return children == term.Children ? term : term.With(children);
    }

    /// <summary>Whether a term mentions a bracketed number.</summary>
    public bool IsMentioned(Term term) => known.Values.Any(b => term.Mentions(b.Symbol));

    /// <summary>The first bracketed number that a comparison mentions, with its bounds; null when it mentions none.</summary>
    /// <exception cref="NotRepresentableException">The difference of the sides is not affine in it, so that its bounds do not settle what lies between them.</exception>
    public (Symbol Number, Number Low, Number High)? First(Term left, Term right)
    {
        foreach (var (symbol, low, high) in known.Values)
        {
            if (!left.Mentions(symbol) && !right.Mentions(symbol))
            {
                continue;
            }

            var variable = new Variable(Build.Ref(symbol), []);
            var slope = Differentiation.Partial(IndexForm.Of(Build.Subtract(left, right)), variable);
            return slope.Kinks.IsEmpty && !Canonical.Normalize(slope.Value, Facts.None).Mentions(symbol)
                ? (symbol, new Number(low), new Number(high))
                : throw new NotRepresentableException("a comparison that is not affine in an optimum known from two sides");
        }

        return null;
    }
}
