using TheoryCheck.Checker.Enclosures;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// The solution of a linear program is the only one: by complementary slackness every solution vanishes where the reduced cost is
/// positive and is tight where the dual is, and these equations have full column rank; body as for <c>lp_optimum</c>.
/// </summary>
internal sealed class UniqueLinearProgramOptimum : CertificateKind
{
    /// <inheritdoc/>
    public override string Name => "unique_lp_optimum";

    /// <inheritdoc/>
    public override Finding Check(Case @case, StrictJson body)
    {
        var optimum = LinearProgram.Read(@case, body);
        var free = Enumerable.Range(0, optimum.Primal.Length).Where(j => optimum.ReducedCosts[j].IsZero).ToArray();
        var tight = optimum.Rows.Where((_, i) => optimum.Dual[i].Sign > 0).Select(r => free.Select(j => r[j]).ToArray());
        StrictJson.Require(Matrices.Rank(tight) == free.Length, "the columns without reduced cost are dependent, so the solution may not be the only one");
        return new(Effect.Fact, $"the linear program has exactly one solution, of value {StrictJson.Text(optimum.Value)}");
    }
}
