using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>A claim about the probability of an event: <c>P(A) relation bound</c>.</summary>
/// <param name="Relation">How the probability is said to compare.</param>
/// <param name="Bound">The bound p.</param>
public sealed record FrequencyClaim(Relation Relation, Probability Bound)
{
    /// <summary>The bound is exceeded rarely: P(fail) ≤ δ, as <c>with probability >= 1 - delta</c> says it.</summary>
    public static FrequencyClaim FailsAtMost(Probability delta) => new(Relation.GreaterOrEqual, delta.Complement);

    /// <summary><c>P(A) >= p</c>.</summary>
    public static FrequencyClaim AtLeast(Probability bound) => new(Relation.GreaterOrEqual, bound);

    /// <summary><c>P(A) &lt;= p</c>.</summary>
    public static FrequencyClaim AtMost(Probability bound) => new(Relation.LessOrEqual, bound);

    /// <inheritdoc/>
    public override string ToString() => $"P(A) {Relation.Symbol()} {Bound}";
}
