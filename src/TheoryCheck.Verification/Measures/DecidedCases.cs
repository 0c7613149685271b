using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>Case distinctions by what is known, such as the entry of a list that an index picks, replaced by the case that holds.</summary>
internal static class DecidedCases
{
    /// <summary>The term without them.</summary>
    /// <param name="term">A term.</param>
    /// <param name="at">The values of the symbols.</param>
    /// <param name="isKnown">Whether a condition depends on these only.</param>
    public static Term Of(Term term, Interpreter<Rational> at, Func<Term, bool> isKnown)
    {
        switch (term)
        {
            case Conditional choice when isKnown(choice.Condition) && at.Decide(choice.Condition) is var holds and not Certainty.Unknown:
                return Of(holds == Certainty.True ? choice.Then : choice.Otherwise, at, isKnown);
            case Binding or Quantified:
                return term;
            default:
                var children = term.Children.Map(c => Of(c, at, isKnown));
                return children == term.Children ? term : term.With(children);
        }
    }
}
