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
    private const int MostPower = 2;

    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        // What is assumed of a step or a state is not used.
        Term[] lasting = [.. hypotheses.Where(h => Unfold.Definitions(h).ReachedSymbols().All(s => s.Role is not (SymbolRole.State or SymbolRole.Clock)))];
        var body = BehindSteps(formula);
        if (body is not (Comparison or Connective { Kind: ConnectiveKind.And }) || StepStatement.Of(body, Facts.Of(lasting)) is not { } steps)
        {
            return null;
        }

        Term[] known = [.. lasting, .. Parts(steps.Now)];
        if (!steps.HasValues(Facts.Of(lasting), Facts.Of(known)))
        {
            return null;
        }

        if (ByInequalities.Shows(steps.Now, lasting))
        {
            return new Judgement(VerdictKind.Proved, "it holds for any states, whatever they come from") { Steps = [new StepEvidence("any states", formula, Constant.True, $"{Typeset.TextOf(steps.Now)} for any states")] };
        }

        return ByInequalities.Shows(steps.AtStart, lasting) && (IsSubstituted(steps, lasting) || Parts(steps.Now).All(part => IsContraction(part, steps, lasting)) || Parts(steps.Next).SelectMany(BothWays).All(part => ByInequalities.Shows(part, known)))
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

    // X ≤ R, where R is multiplied by ρ ≥ 0 in a step, or stays as it is, and X is multiplied by at most as much, from any states.
    private static bool IsContraction(Term part, StepStatement steps, Term[] lasting)
    {
        if (part is not Comparison { Relations: [(Relation.LessOrEqual or Relation.GreaterOrEqual) and var relation], Children: [var left, var right] })
        {
            return false;
        }

        var (lesser, greater) = relation == Relation.LessOrEqual ? (left, right) : (right, left);
        Term Next(Term side) => side.Replace(new Dictionary<Symbol, Term>(steps.States) { [steps.Clock] = Build.Add(Build.Ref(steps.Clock), Number.One) });
        IEnumerable<Term> ratios = greater.FreeSymbols().Where(steps.Ratios.ContainsKey).ToList() switch
        {
            [] => [Number.One],
            [var power] => Enumerable.Range(1, MostPower).Select(exponent => Build.Power(steps.Ratios[power], new Number((Rational)exponent))),
            _ => [],
        };
        return ratios.Any(ratio =>
            ByInequalities.Shows(new Comparison(Build.Multiply(ratio, greater), Relation.LessOrEqual, Next(greater)), lasting)
            && ByInequalities.Shows(new Comparison(Number.Zero, Relation.LessOrEqual, ratio), lasting)
            && ByInequalities.Shows(new Comparison(Next(lesser), Relation.LessOrEqual, Build.Multiply(ratio, lesser)), lasting));
    }

    // Where an equation says what a state is, that stands in the place of the state.
    private static bool IsSubstituted(StepStatement steps, Term[] lasting)
    {
        var values = new Dictionary<Symbol, Term>();
        foreach (var part in Parts(steps.Now))
        {
            if (part is not Comparison { Relations: [Relation.Equal], Children: [var left, var right] })
            {
                return false;
            }

            var (state, value) = left is Reference { Symbol: var one } && steps.States.ContainsKey(one) ? (one, right) : right is Reference { Symbol: var other } && steps.States.ContainsKey(other) ? (other, left) : (null, left);
            if (state is null || steps.States.Keys.Any(value.Mentions) || !values.TryAdd(state, value))
            {
                return false;
            }
        }

        return ByInequalities.Shows(steps.Next.Replace(values), lasting);
    }
}
