using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivatives;

/// <summary>Partial derivatives of functions that were only named when they were taken, carried out once the functions are known.</summary>
public static class KnownDerivatives
{
    /// <summary>The term with the functions in place, and their partial derivatives carried out.</summary>
    /// <param name="term">A term in index form.</param>
    /// <param name="functions">Anonymous functions by symbol.</param>
    /// <exception cref="NoClosedFormException">A derivative has no closed form.</exception>
    public static Term CarryOut(Term term, IReadOnlyDictionary<Symbol, Term> functions) =>
        functions.Count > 0 && Concern(term) ? Visit(Unfold.Definitions(term, functions)) : term;

    /// <summary>Whether a term has such derivatives.</summary>
    public static bool Concern(Term term) => term is Call { Operation: PartialDerivative } || term.Children.Any(Concern);

    private static Term Visit(Term term)
    {
        var children = term.Children.Map(Visit);
        var inner = children == term.Children ? term : Substitution.Rebuild(term, children);
        return inner is Call { Operation: PartialDerivative partial, Arguments: [Lambda lambda, ..] } call ? Of(partial, call, lambda) : inner;
    }

    private static Term Of(PartialDerivative partial, Call call, Lambda lambda)
    {
        var at = call.Arguments.Skip(1).Take(partial.Arity);
        var body = partial.ValueIndices == 0 ? IndexForm.Of(lambda.Body) : IndexForm.Element(lambda.Body, [.. call.Arguments.Skip(1 + partial.Arity).Take(partial.ValueIndices)]);
        foreach (var (position, indices) in partial.Entries(call))
        {
            body = Differentiation.Partial(body, new Variable(Build.Ref(lambda.Binders[position].Symbol), indices)).Value;
        }

        return body.Replace(lambda.Binders.Zip(at).ToDictionary(p => p.First.Symbol, p => p.Second));
    }
}
