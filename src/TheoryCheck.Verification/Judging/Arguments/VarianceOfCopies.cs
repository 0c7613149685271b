using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// The variance of a mean of M independent copies is v/M, that of their sum v·M, v the variance of one. So a positive power of it is of the order that the same power of 1/M or of M has wherever 0 &lt; v &lt; ∞, and of
/// at most that order wherever v &lt; ∞; this follows from the growth of what is averaged and a moment that is known to be finite.
/// </summary>
internal sealed class VarianceOfCopies : GeneralArgument
{
    /// <summary>What is said where an order is settled so.</summary>
    public const string Remark = "the variance of a mean of independent copies is that of one over their number";

    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        if (formula is not OrderClaim { Kind: OrderKind.BigO or OrderKind.LittleO } order || Of(order) is not var (reduced, copies) || copies.Points is not [var (point, law)]
            || reduced.Gauge.ReachedSymbols().Any(s => !ReferenceEquals(s, order.Variable.Symbol)))
        {
            return null;
        }

        var known = new Dependence(hypotheses);
        return known.Growth(copies.Body, point) is { } growth && known.HasMoment(law, 2 * growth) && OrderChecker.Holds(reduced) == Certainty.True
            ? new Judgement(VerdictKind.Proved, $"{Remark}, which is finite")
            {
                Steps = [new StepEvidence("variance of independent copies", order, reduced, "the copies are independent with one law, and the square of what is averaged grows no faster than a power with a finite moment")],
            }
            : null;
    }

    /// <summary>The order with 1/M or M in the place of the variance, and what is averaged; null for orders of something else.</summary>
    public static (OrderClaim Reduced, IndependentCopies Copies)? Of(OrderClaim order)
    {
        return order is { InLog: false, Variable: { Domain: LimitPoint { Point: Constant }, Symbol: var count } }
            && Base(Unfold.Definitions(order.Subject)) is var (variance, around) && variance is { Given: null, Body: Binding average } && variance.Binders.All(static b => b.Where is null)
            && IndependentCopies.Of(average, [.. variance.Binders.Select(static b => b.Symbol)], count) is { } copies
            ? (new OrderClaim(order.Kind, order.InLog, order.Variable, around(average.Form is Sum ? Build.Ref(count) : Build.Divide(Number.One, Build.Ref(count))), order.Gauge), copies)
            : null;
    }

    // The variance of which a term is a multiple of a positive power, and what stands around it.
    private static (Binding Variance, Func<Term, Term> Around)? Base(Term term)
    {
        return term switch
        {
            Binding { Form: Variance } variance => (variance, static t => t),
            Call { Operation: Sqrt or Root } => Within(0),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [_, Number { Value.Sign: > 0 }] } => Within(0),
            Arithmetic { Operator: ArithmeticOperator.Divide, Children: [_, Number { Value.IsZero: false }] } => Within(0),
            Arithmetic { Operator: ArithmeticOperator.Multiply, Children: [Number { Value.IsZero: false }, _] } => Within(1),
            _ => null,
        };

        (Binding, Func<Term, Term>)? Within(int place) =>
            Base(term.Children[place]) is var (variance, around) ? (variance, t => term.With(term.Children.Map((c, i) => i == place ? around(t) : c))) : null;
    }
}
