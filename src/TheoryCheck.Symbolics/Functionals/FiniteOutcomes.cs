using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>Two laws on the same finitely many numbers.</summary>
/// <param name="Probabilities">The probabilities of each number under both laws.</param>
/// <param name="Requirements">What both need to be laws.</param>
internal sealed record FiniteOutcomes(IReadOnlyList<(Term First, Term Second)> Probabilities, Sequence<Comparison> Requirements)
{
    /// <summary>The two laws that terms stand for; null where they are not written on the same numbers.</summary>
    public static FiniteOutcomes? Both(Call first, Call second)
    {
        if (Of(first) is not { } own || Of(second) is not { } other || own.Count != other.Count || !own.Keys.All(other.ContainsKey))
        {
            return null;
        }

        Call[] laws = [first, second];
        return new([.. own.OrderBy(o => o.Key).Select(o => (o.Value, other[o.Key]))], laws.SelectMany(l => ((ISampledLaw)l.Operation).Requirements(l.Arguments)).ToSequence());
    }

    private static Dictionary<Rigor.Rational, Term>? Of(Call law)
    {
        var outcomes = (law.Operation as ISampledLaw)?.Outcomes(law.Arguments, static known => (known as Number)?.Value);
        return outcomes is not null && outcomes.All(o => o.Point is Number) ? outcomes.ToDictionary(o => ((Number)o.Point).Value, o => o.Probability) : null;
    }
}
