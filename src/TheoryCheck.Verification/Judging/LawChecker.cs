using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Settles statements about laws as values at one instance, in the arithmetic of <see cref="InequalityChecker"/>. A quantifier over all
/// steps or times in front is looked at in some of them: one where the statement is false refutes it.
/// </summary>
internal sealed class LawChecker : Checker
{
    private static readonly int[] Steps = [0, 1, 2, 3, 5, 8, 16, 32];

    // Early, middling and late times, the start last: there decays are equalities, which enclosures cannot tell.
    private static readonly Rational[] Times = [new(1, 8), new(1, 2), 1, 3, 0];

    private readonly InequalityChecker settled = new();

    /// <inheritdoc/>
    public override bool Accepts(Obligation obligation) =>
        obligation.Formula is Comparison or Connective or Quantified { Kind: QuantifierKind.ForAll } or Membership
        && LawStatement.Is(obligation.Formula, obligation.Scope.Instance);

    /// <inheritdoc/>
    public override Judgement Check(Obligation obligation, ClaimContext context)
    {
        if (obligation.Formula is not Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Symbol: { Role: SymbolRole.Clock, Evolution: var evolution } clock } binder] } all)
        {
            return settled.Check(obligation, context);
        }

        var evaluation = context.Evaluation;
        var instance = obligation.Scope.Instance;
        IEnumerable<Rational> moments = evolution is { IsFlow: false } ? Steps.Select(k => (Rational)k) : Times;
        var parts = new List<(string At, Judgement Found)>();
        foreach (var moment in moments)
        {
            var at = instance.With(clock, new Number(moment));
            if (!Includes(binder, at, evaluation))
            {
                continue;
            }

            var found = settled.Check(obligation with { Formula = all.Body, Scope = obligation.Scope with { Instance = at } }, context);
            if (found.Kind is VerdictKind.Refuted or VerdictKind.Broken)
            {
                return found with { Reason = $"at {clock.Name} = {moment} it is {found.Reason}", Points = parts.Count + 1 };
            }

            parts.Add(($"{clock.Name} = {moment}", found));
        }

        var held = parts.Where(p => p.Found.IsPositive).ToList();
        if (held.Count == 0)
        {
            return parts.Count > 0 ? parts[0].Found : new Judgement(VerdictKind.Inconclusive, $"no time among those looked at is in the range of '{clock.Name}'");
        }

        var open = parts.Count == held.Count ? "" : $"; not decided at {string.Join(", ", parts.Where(p => !p.Found.IsPositive).Select(p => p.At))}";
        return new Judgement(VerdictKind.Unrefuted, $"it held at {string.Join(", ", held.Select(p => p.At))}, {held[^1].Found.Reason}{open}")
        {
            Points = parts.Count,
            IsPartial = true,
            Cases = held[^1].Found.Cases,
        };
    }

    // A time outside of the quantifier's range shows nothing.
    private static bool Includes(Binder binder, Instances.Instance at, ClosedEvaluation evaluation) => StepRanges.Condition(binder) is not { } condition || evaluation.Decide(condition, at).Truth == Certainty.True;
}
