using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Whether a value that a <c>check</c> block names lies in the domain that the claim quantifies over: outside of it, it is
/// neither a witness nor a counterexample.
/// </summary>
internal static class DomainMembership
{
    /// <summary>Whether a symbol's value, or every member of its family, lies in a domain; unknown where no reading tells.</summary>
    public static Certainty Holds(Symbol symbol, Term? domain, Term value, Instance instance, ClosedEvaluation evaluation)
    {
        if (domain is null || symbol.Type is FunctionType or SetType || (symbol.Type is MeasureType && (!AtomicLaws.Concern(domain) || WeightedAtoms.Of(value) is null)))
        {
            // A restriction by properties is judged with the body; the type was checked when the spec was bound.
            return Certainty.True;
        }

        var member = symbol.Indices.IsEmpty
            ? (Term)Build.Ref(symbol)
            : Build.At(Build.Ref(symbol), [.. symbol.Indices.Select(b => (Term)Build.Ref(b.Symbol))]);
        if (domain is Call { Operation: SetConstructor { Name: "vector" or "matrix" or "reals" } })
        {
            return Certainty.True;
        }

        Term membership = new Membership(member, domain, isSubset: false);
        if (!symbol.Indices.IsEmpty)
        {
            membership = new Quantified(QuantifierKind.ForAll, symbol.Indices, membership);
        }

        return evaluation.TryDecide(membership, instance.With(symbol, value));
    }
}
