using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// Proves by induction over the steps that two states of a recursion are equal at all of them, <c>for all k: p@k == q@k</c>, or unless a symbol differs from a number: <c>p@k == q@k or b != 0</c>.
/// Where the states may be without a value, it is not proved.
/// </summary>
internal sealed class EqualAlongRecursion : GeneralArgument
{
    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        var body = BehindSteps(formula);
        var parts = body is Connective { Kind: ConnectiveKind.Or } or ? [.. or.Children] : new List<Term> { body };
        var values = parts.Select(Exception).OfType<(Symbol Symbol, Term Value)>().DistinctBy(v => v.Symbol).ToDictionary(v => v.Symbol, v => v.Value);
        if (parts.Select(States).FirstOrDefault(s => s is not null) is not var (one, other) || one.Evolution is not { IsFlow: false } evolution)
        {
            return null;
        }

        try
        {
            var equal = EqualStates.Of(evolution, values, Facts.Of(hypotheses));
            const string Induction = "by induction over the steps: both start alike, and their updates have one canonical form where the states that are equal are";
            var proved = new Judgement(equal.IsDefined ? VerdictKind.Proved : VerdictKind.Unrefuted, equal.IsDefined ? Induction : $"derived where all states have values, which is not known of every step: {Induction}")
            {
                Steps = [new StepEvidence("induction over the steps", formula, Constant.True, $"equal at all steps: {string.Join("; ", equal.Parts.Where(p => p.Count > 1).Select(p => string.Join(", ", p.Select(s => s.Name))))}")],
            };
            return equal.Parts.Any(p => p.Contains(one) && p.Contains(other)) ? equal.Nonzero.Aggregate(proved, static (j, t) => j.Noting($"holds where {Symbolics.Typesetting.Typeset.TextOf(t)} is not 0")) : null;
        }
        catch (NoClosedFormException)
        {
            return null;
        }
    }

    // p@k == q@k for scalar states of one recursion.
    private static (Symbol One, Symbol Other)? States(Term part) =>
        part is Comparison { Relations: [Relation.Equal], Children: [AtStep { Series: Reference { Symbol: { Role: SymbolRole.State } one }, Step: Reference { Symbol.Role: SymbolRole.Clock } step }, AtStep { Series: Reference { Symbol: { Role: SymbolRole.State } other } } second] }
        && step.Equals(second.Step) && one.Evolution == other.Evolution ? (one, other) : null;

    // b != c: elsewhere b is c.
    private static (Symbol Symbol, Term Value)? Exception(Term part) =>
        part is Comparison { Relations: [Relation.NotEqual], Children: [Reference { Symbol: { Type.IsScalar: true, Role: SymbolRole.Given } symbol }, Number number] } ? (symbol, number) : null;
}
