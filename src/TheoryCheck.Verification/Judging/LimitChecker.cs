using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging;

/// <summary>Settles a comparison with a limit along steps without chance at one instance, where a theorem gives the limit: no run reaches it.</summary>
internal sealed class LimitChecker : Checker
{
    private readonly InequalityChecker settled = new();

    /// <inheritdoc/>
    public override bool Accepts(Obligation obligation) => obligation.Formula is Comparison comparison && FormulaEvaluation.IsAboutLimit(comparison)
        && FormulaTraits.IsSeries(comparison) && !FormulaTraits.IsRandom(comparison, obligation.Scope.Instance);

    /// <inheritdoc/>
    public override Judgement Check(Obligation obligation, ClaimContext context) => settled.Check(obligation, context);
}
