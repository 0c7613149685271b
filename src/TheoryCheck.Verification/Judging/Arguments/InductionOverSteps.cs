using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// Proves equations and inequalities about the states of a recursion at all steps, by induction: P(0), and P(k + 1) where P(k) holds of any states.
/// Where the states may be without a value, it is not proved.
/// </summary>
internal sealed class InductionOverSteps : GeneralArgument
{
    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        var body = BehindSteps(formula);
        if (body is not (Comparison or Connective { Kind: ConnectiveKind.And }) || StepStatement.Of(body) is not { } steps)
        {
            return null;
        }

        // What is assumed of a step or a state is not used.
        Term[] lasting = [.. hypotheses.Where(h => Unfold.Definitions(h).ReachedSymbols().All(s => s.Role is not (SymbolRole.State or SymbolRole.Clock)))];
        Term[] known = [.. lasting, .. Parts(steps.Now)];
        return steps.HasValues(Facts.Of(lasting), Facts.Of(known)) && ByInequalities.Shows(steps.AtStart, lasting)
            && ((Substituted(steps) is { } next && ByInequalities.Shows(next, lasting)) || Parts(steps.Next).SelectMany(BothWays).All(part => ByInequalities.Shows(part, known)))
            ? new Judgement(VerdictKind.Proved, $"by induction over the steps: it holds at {steps.Clock.Name} = 0, and at {steps.Clock.Name} + 1 where it holds at {steps.Clock.Name}")
            {
                Steps =
                [
                    new StepEvidence("first step", formula, steps.AtStart, $"at {steps.Clock.Name} = 0"),
                    new StepEvidence("induction over the steps", steps.Next, Constant.True, $"at {steps.Clock.Name} + 1, under {Typeset.TextOf(steps.Now)}"),
                ],
            }
            : null;
    }

    private static IEnumerable<Term> BothWays(Term part) => part is Comparison { Relations: [Relation.Equal], Children: [{ Type.IsScalar: true } left, var right] }
        ? [new Comparison(left, Relation.LessOrEqual, right), new Comparison(right, Relation.LessOrEqual, left)]
        : [part];

    // Where an equation says what a state is, that stands in the place of the state.
    private static Term? Substituted(StepStatement steps)
    {
        var values = new Dictionary<Symbol, Term>();
        foreach (var part in Parts(steps.Now))
        {
            if (part is not Comparison { Relations: [Relation.Equal], Children: [var left, var right] })
            {
                return null;
            }

            var (state, value) = left is Reference { Symbol: var one } && steps.States.ContainsKey(one) ? (one, right) : right is Reference { Symbol: var other } && steps.States.ContainsKey(other) ? (other, left) : (null, left);
            if (state is null || steps.States.Keys.Any(value.Mentions) || !values.TryAdd(state, value))
            {
                return null;
            }
        }

        return steps.Next.Replace(values);
    }
}
