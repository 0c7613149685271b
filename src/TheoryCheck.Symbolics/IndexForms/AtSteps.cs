using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.IndexForms;

/// <summary>Puts a step on every state and step draw of a series: <c>e@k</c>.</summary>
internal static class AtSteps
{
    /// <summary>The term at a step (null for <c>@next</c>); parts that have a step keep theirs.</summary>
    public static Term Put(Term term, Term? step)
    {
        switch (term)
        {
            case Reference { Symbol: { Evolution: not null, Role: SymbolRole.Clock } }:
                return step ?? Build.Add(term, Number.One);
            case Reference { Symbol.Evolution: not null }:
                return new AtStep(term, step);
            case AtStep { Step: null } next when step is not null:
                return new AtStep(next.Series, Tidy.Add([step, Number.One]));
            case AtStep:
                return term;
            case Call { Operation: CalculusOperation } call:
                throw new NoClosedFormException($"'{call.Operation.Name}' of a series, where it has no closed form");
            default:
                if (term.Children.IsEmpty)
                {
                    return term;
                }

                var children = term.Children.Map(c => Put(c, step));
                return children == term.Children ? term : Substitution.Rebuild(term, children);
        }
    }
}
