using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>Two laws on the same finitely many numbers.</summary>
internal static class FiniteOutcomes
{
    /// <summary>The probabilities of each number under both laws; null where they are not written on the same numbers.</summary>
    public static IReadOnlyList<(Term First, Term Second)>? Both(Call first, Call second)
    {
        if (Of(first) is not { } own || Of(second) is not { } other || own.Count != other.Count || !own.Keys.All(other.ContainsKey))
        {
            return null;
        }

        return [.. own.OrderBy(o => o.Key).Select(o => (o.Value, other[o.Key]))];
    }

    private static Dictionary<Rigor.Rational, Term>? Of(Call law)
    {
        var outcomes = (law.Operation as ISampledLaw)?.Outcomes(law.Arguments, static known => (known as Number)?.Value);
        return outcomes is not null && outcomes.All(o => o.Point is Number) ? outcomes.ToDictionary(o => ((Number)o.Point).Value, o => o.Probability) : null;
    }
}
