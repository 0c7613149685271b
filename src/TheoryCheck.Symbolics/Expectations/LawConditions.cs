using TheoryCheck.Rigor;
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
        foreach (var (value, isStrict) in Of(law))
        {
            var polynomial = normalizer.Parse(value);
            var excluded = isStrict ? Signs.Negative | Signs.Zero : Signs.Negative;
            if ((normalizer.SignOf(polynomial) & excluded) != Signs.None)
            {
                yield return new Comparison(normalizer.Write(polynomial), isStrict ? Relation.Greater : Relation.GreaterOrEqual, Number.Zero);
            }
        }
    }

    private static IEnumerable<(Term Value, bool IsStrict)> Of(Term law) => law switch
    {
        Call { Operation.Name: "normal", Arguments: [_, { Type.IsScalar: true } variance] } => [(variance, false)],
        Call { Operation.Name: "uniform", Arguments: [var low, var high] } => [(Build.Subtract(high, low), true)],
        Call { Operation.Name: "exponential" or "laplace" or "gumbel", Arguments: [var scale] } => [(scale, true)],
        Call { Operation.Name: "bernoulli", Arguments: [var p] } => [(p, false), (Build.Subtract(Number.One, p), false)],
        _ => [],
    };
}
