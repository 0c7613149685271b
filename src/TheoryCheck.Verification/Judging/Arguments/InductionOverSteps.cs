using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// Proves equations and inequalities about the states of a recursion at all steps, by <see cref="StepInduction"/>. What is assumed at all steps, or is a premise of the statement,
/// is known at each of them.
/// </summary>
internal sealed class InductionOverSteps : GeneralArgument
{
    private const int LatestFirst = 4;

    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        var (conclusion, assumed) = (formula, hypotheses.ToList());
        while (conclusion is Connective { Kind: ConnectiveKind.Implies, Children: [var premise, var rest] })
        {
            assumed.AddRange(Parts(premise).SelectMany(part => Parts(part is ClaimReference { Formula: var lemma } ? Here(lemma, hypotheses) : part)));
            conclusion = rest;
        }

        Term[] lasting = [.. assumed.Where(static h => !Moves(h))];
        var facts = Facts.Of(lasting);
        var body = BehindSteps(conclusion);
        if (body is not (Comparison or Connective { Kind: ConnectiveKind.And }) || StepStatement.Of(body, facts) is not { } alone)
        {
            return null;
        }

        Term[] met = [.. assumed.Where(static h => Moves(h) && IsOfAllSteps(h)).Select(BehindSteps).SelectMany(Parts).Where(h => StepStatement.Of(h, facts)?.Clock == alone.Clock)];
        return (met.Length == 0 ? alone : StepStatement.Of(new Connective(ConnectiveKind.And, [body, .. met]), facts)) is not { } steps ? null
            : new StepInduction(steps, met.Length, FirstStep(conclusion, alone.Clock), lasting).Prove(conclusion);
    }

    // What a claim says of the data at hand, where they are among those that it speaks of.
    private static Term Here(Term lemma, IReadOnlyList<Term> hypotheses) =>
        lemma is Quantified { Kind: QuantifierKind.ForAll } all && all.Binders.All(b => b is { Symbol.Role: SymbolRole.Given, Domain: null } && Parts(b.Where).All(hypotheses.Contains)) ? Here(all.Body, hypotheses) : lemma;

    private static bool Moves(Term formula) => Unfold.Definitions(formula).ReachedSymbols().Any(static s => s.Role is SymbolRole.State or SymbolRole.Clock);

    // Of every clock that it quantifies over.
    private static bool IsOfAllSteps(Term formula) => formula is Quantified { Kind: QuantifierKind.ForAll } all
        && all.Binders.All(static b => b is { Symbol.Role: SymbolRole.Clock, Where: null, RangesOver: null or IndexRange { Lower: Number { Value.IsZero: true }, Upper: Constant } })
        && (ReferenceEquals(BehindSteps(all.Body), all.Body) || IsOfAllSteps(all.Body));

    // What is said of later steps only may be false before them.
    private static int FirstStep(Term formula, Symbol clock) => formula is not Quantified { Kind: QuantifierKind.ForAll } all ? 0
        : all.Binders.FirstOrDefault(b => b.Symbol == clock) is not { } binder ? FirstStep(all.Body, clock)
        : binder.RangesOver is IndexRange { Lower: Number { Value: { IsInteger: true, Sign: > 0 } lower } } && lower <= LatestFirst ? (int)lower.Numerator : 0;
}
