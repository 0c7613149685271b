using System.Globalization;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// A formula along an exact recursion from listed values: kept at every step up to the last one stated, or broken there; body:
/// <c>steps</c>, <c>last</c>, <c>outcome</c>.
/// </summary>
internal sealed class Trajectory : CertificateKind
{
    /// <inheritdoc/>
    public override string Name => "trajectory";

    /// <inheritdoc/>
    public override Finding Check(Case @case, StrictJson body)
    {
        var fields = body.Object("steps", "last", "outcome");
        var (script, statement, scope, formula) = (new Script(fields[0]), @case.Statement, new Scope(), @case.Statement.Claim.Closed);
        Binder? clock = null;
        while (clock is null && formula is Quantified { Kind: QuantifierKind.ForAll } all)
        {
            clock = all.Binders[^1] is { Symbol.Role: SymbolRole.Clock } last ? last : null;
            var bound = clock is null ? all.Binders : all.Binders.Take(all.Binders.Count - 1).ToSequence();
            scope = bound.Aggregate(scope, (s, b) => statement.Bound(b, s, script));
            StrictJson.Require(statement.IsAllowed(bound, scope), "a restriction is not known to hold");
            formula = all.Body;
        }

        StrictJson.Require(clock is not null && script.IsSpent && statement.Assumed(scope) == Certainty.True, "this is no claim about all steps at the values listed");
        var (final, evaluator) = (fields[1].Integer(0, 1 << 14), @case.Evaluator);
        Certainty At(int k)
        {
            var inner = scope.With(clock!.Symbol, new Value.Number(k));
            var admitted = Domains.Conditions(clock).Select(c => evaluator.Holds(c, inner))
                .Append((clock.Domain ?? clock.Symbol.Domain) is { } domain ? Domains.Contains(evaluator, domain, new Value.Number((Enclosure)k), scope) : Certainty.True).Aggregate(Certainty.True, CertaintyLogic.And);
            return admitted == Certainty.False ? Certainty.Unknown : admitted == Certainty.True ? evaluator.Holds(formula, inner) : throw new NotShownException("it is not decided which steps are meant");
        }

        var words = string.Create(CultureInfo.InvariantCulture, $"along the recursion from the values listed, in rational enclosures, up to step {final}");
        if (fields[2].Word("kept", "violated") == "violated")
        {
            StrictJson.Require(At(final) == Certainty.False, "the formula is not shown to be false at the last step");
            return new(Effect.Fails, "false " + words);
        }

        StrictJson.Require(Enumerable.Range(0, final + 1).All(k => At(k) == Certainty.True), "the formula is not shown to be true at every step");
        return new(Effect.Fact, "kept " + words + "; later steps are not decided");
    }
}
