using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// The solution of a linear program is the only one: by complementary slackness every solution vanishes where the reduced cost is
/// positive and is tight where the dual is, and these equations have full column rank (their Gram matrix is definite); body as for <c>lp_optimum</c>.
/// </summary>
internal sealed class UniqueLinearProgramOptimum() : LinearProgram("unique_lp_optimum")
{
    /// <inheritdoc/>
    protected override string Conclusion(Rational[][] rows, Rational[] dual, Rational[] reducedCosts)
    {
        var free = Enumerable.Range(0, reducedCosts.Length).Where(j => reducedCosts[j].IsZero).ToArray();
        var columns = free.Select(j => rows.Where((_, i) => dual[i].Sign > 0).Select(r => r[j]).ToArray()).ToArray();
        var gram = Matrices.Of(free.Length, (i, j) => SphereSupremum.Dot(columns[i], columns[j]));
        var hasFullRank = Matrices.IsSemidefinite(new Reals(256), gram, 0, isDefinite: true) == Certainty.True;
        Require(hasFullRank, "the columns without reduced cost are dependent, so the solution may not be the only one");
        return "the linear program has exactly one solution, of value ";
    }
}
