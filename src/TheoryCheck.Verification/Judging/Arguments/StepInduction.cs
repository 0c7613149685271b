using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// The proof of P(k) at all steps k from a first one on: P of any states, or P at the first step and P(k + 1) where P(k) holds of any states. Where the states may be without a value, there is none.
/// </summary>
internal sealed class StepInduction
{
    private const int MostPower = 2;

    private readonly StepStatement steps;
    private readonly int first;
    private readonly Term start;
    private readonly Symbol step;
    private readonly Term now;
    private readonly Term[] lasting;
    private readonly Term[] known;

    /// <summary>A proof to be found.</summary>
    /// <param name="steps">P(k), or the conjunction of it and of what is known at each step.</param>
    /// <param name="met">How many formulas are known at each step.</param>
    /// <param name="first">The first step that P is claimed of.</param>
    /// <param name="lasting">What holds of the data.</param>
    public StepInduction(StepStatement steps, int met, int first, Term[] lasting)
    {
        (this.steps, this.first, this.lasting) = (steps, first, lasting);
        step = new Symbol(steps.Clock.Name, SymbolRole.Bound, default) { Type = TermType.Integer, Domain = new IndexRange(Build.Num(first), Constant.Infinity) };
        var parts = met == 0 ? [steps.Now] : steps.Now.Children;
        start = parts[0].Replace(steps.At(first));
        now = Placed(parts[0]);
        known = [.. lasting, .. parts.Skip(1).Select(Placed)];
    }

    /// <summary>The judgement on a formula that says P of all these steps, or null.</summary>
    /// <param name="formula">What is shown, for the report.</param>
    public Judgement? Prove(Term formula)
    {
        Term[] induced = [.. known, .. GeneralArgument.Parts(now)];
        if (!steps.HasValues(first, Facts.Of(lasting), Facts.Of(induced)))
        {
            return null;
        }

        if (ByInequalities.Shows(now, known))
        {
            return new Judgement(VerdictKind.Proved, "it holds for any states, whatever they come from") { Steps = [new StepEvidence("any states", formula, Constant.True, $"{Typeset.TextOf(now)} for any states")] };
        }

        var clock = steps.Clock.Name;
        return ByInequalities.Shows(start, lasting) && (IsSubstituted() || GeneralArgument.Parts(now).All(IsContraction) || GeneralArgument.Parts(Next(now)).SelectMany(BothWays).All(part => ByInequalities.Shows(part, induced)))
            ? new Judgement(VerdictKind.Proved, $"by induction over the steps: it holds at {clock} = {first}, and at {clock} + 1 where it holds at {clock}")
            {
                Steps =
                [
                    new StepEvidence("first step", formula, start, $"at {clock} = {first}"),
                    new StepEvidence("induction over the steps", Next(now), Constant.True, $"at {clock} + 1, under {Typeset.TextOf(now)}"),
                ],
            }
            : null;
    }

    private Term Placed(Term formula) => formula.Replace(steps.Clock, Build.Ref(step));

    private Term Next(Term formula) => formula.Replace(new Dictionary<Symbol, Term>(steps.States.Select(s => KeyValuePair.Create(s.Key, Placed(s.Value)))) { [step] = Build.Add(Build.Ref(step), Number.One) });

    private static IEnumerable<Term> BothWays(Term part) => part is Comparison { Relations: [Relation.Equal], Children: [{ Type.IsScalar: true } left, var right] }
        ? [new Comparison(left, Relation.LessOrEqual, right), new Comparison(right, Relation.LessOrEqual, left)]
        : [part];

    // X ≤ R, where R is multiplied by ρ ≥ 0 in a step, or stays as it is, and X is multiplied by at most as much, from any states.
    private bool IsContraction(Term part)
    {
        if (part is not Comparison { Relations: [(Relation.LessOrEqual or Relation.GreaterOrEqual) and var relation], Children: [var left, var right] })
        {
            return false;
        }

        var (lesser, greater) = relation == Relation.LessOrEqual ? (left, right) : (right, left);
        IEnumerable<Term> ratios = greater.FreeSymbols().Where(steps.Ratios.ContainsKey).ToList() switch
        {
            [] => [Number.One],
            [var power] => Enumerable.Range(1, MostPower).Select(exponent => Build.Power(steps.Ratios[power], new Number((Rational)exponent))),
            _ => [],
        };
        return ratios.Any(ratio =>
            ByInequalities.Shows(new Comparison(Build.Multiply(ratio, greater), Relation.LessOrEqual, Next(greater)), known)
            && ByInequalities.Shows(new Comparison(Number.Zero, Relation.LessOrEqual, ratio), known)
            && ByInequalities.Shows(new Comparison(Next(lesser), Relation.LessOrEqual, Build.Multiply(ratio, lesser)), known));
    }

    // Where an equation says what a state is, that stands in the place of the state.
    private bool IsSubstituted()
    {
        var values = new Dictionary<Symbol, Term>();
        foreach (var part in GeneralArgument.Parts(now))
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

        return ByInequalities.Shows(Next(now).Replace(values), lasting);
    }
}
