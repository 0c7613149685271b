using TheoryCheck.Core;

namespace TheoryCheck.Statistics;

/// <summary>The standard test of <c>with probability</c>: <see cref="FrequencyTest"/>.</summary>
[Cites("robbins1970", "Section 1")]
[Cites("ville1939", "Chapter V")]
public sealed class FrequencyMixtureTest : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "mixture e-process";

    /// <inheritdoc/>
    public override string Decides => "P(A) >= p, P(A) <= p (both sides), P(A) == p (refutation only), P(A) != p (support only)";

    /// <inheritdoc/>
    public override string Guarantee =>
        "a false statement of either side has probability at most its alpha, for independent trials looked at in index order, with any stopping rule and any cap";

    /// <summary>Starts a test that spends half of the level on support and half on refutation.</summary>
    public static FrequencyTest Start(FrequencyClaim claim, Alpha alpha) => new(claim, alpha);
}
