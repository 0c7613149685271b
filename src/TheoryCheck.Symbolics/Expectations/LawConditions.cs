using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Expectations;

/// <summary>
/// What the parameters of a law must satisfy for there to be such a law. A formula for its moments may be a number where the law is none
/// (a normal law of variance -1): what is not known to hold is a restriction of the result.
/// </summary>
/// <param name="normalizer">Knows signs.</param>
internal sealed class LawConditions(Normalizer normalizer)
{
    /// <summary>The conditions of a law that are not known to hold.</summary>
    public IEnumerable<Comparison> Open(Term law)
    {
        if (law is not Call { Operation: ISampledLaw sampled, Arguments: var arguments })
        {
            yield break;
        }

        foreach (var requirement in sampled.Requirements(arguments).Where(r => !normalizer.IsKnown(r)))
        {
            yield return new Comparison(normalizer.Write(normalizer.Difference(requirement)), requirement.Relations[0], Number.Zero);
        }
    }
}
