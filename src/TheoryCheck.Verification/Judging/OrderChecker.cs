using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Settles <c>e in O(g) as h -> a</c> at one instance by one-sided power series with exact rational coefficients: the leading
/// exponents of e and g decide. A limit at infinity is one at 0 from above in 1/h. What has no such series is inconclusive.
/// </summary>
internal sealed class OrderChecker : Checker
{
    private const int Terms = 12;

    /// <inheritdoc/>
    public override bool Accepts(Obligation obligation) =>
        obligation.Formula is OrderClaim && !FormulaTraits.IsRandom(obligation.Formula, obligation.Scope.Instance) && !FormulaTraits.IsSeries(obligation.Formula);

    /// <inheritdoc/>
    public override Judgement Check(Obligation obligation, ClaimContext context)
    {
        var claim = (OrderClaim)obligation.Formula;
        if (claim.InLog || claim.Variable.Domain is not LimitPoint limit)
        {
            return new Judgement(VerdictKind.Inconclusive, "no checker for orders of logarithms");
        }

        var instance = obligation.Scope.Instance;
        var sides = limit.Point is Constant ? [1] : limit.Approach switch
        {
            Approach.Above => new[] { 1 },
            Approach.Below => [-1],
            _ => [1, -1],
        };
        var parts = sides.Select(side => AtSide(claim, limit, side, instance)).ToList();
        return Judgement.All(parts);
    }

    private static Judgement AtSide(OrderClaim claim, LimitPoint limit, int side, Instance instance)
    {
        var evaluation = new ClosedEvaluation();
        var h = PowerSeries<Rational>.Variable(Rational.One, Terms);
        PowerSeries<Rational> variable;
        if (limit.Point is Constant)
        {
            variable = h.Literal(Rational.One) / h;
        }
        else if (evaluation.TryRational(limit.Point, instance) is { } point)
        {
            variable = h.Literal(point) + (h.Literal(side) * h);
        }
        else
        {
            return new Judgement(VerdictKind.Inconclusive, "the limit point is not a rational number here");
        }

        var environment = new Interpreter<PowerSeries<Rational>>(h, Environment<PowerSeries<Rational>>.Empty);
        foreach (var (symbol, value) in instance.Values)
        {
            environment = environment.With(symbol, new Interpreter<PowerSeries<Rational>>(h, Environment<PowerSeries<Rational>>.Empty).Evaluate(value));
        }

        environment = environment.With(claim.Variable.Symbol, new Value<PowerSeries<Rational>>.Real(variable));
        var subject = environment.EvaluateScalar(Written(claim.Subject, instance));
        var gauge = environment.EvaluateScalar(Written(claim.Gauge, instance));
        var holds = claim.Kind switch
        {
            OrderKind.BigO => subject.IsBigO(gauge),
            OrderKind.LittleO => subject.IsLittleO(gauge),
            OrderKind.Omega => subject.IsOmega(gauge),
            _ => subject.IsTheta(gauge),
        };
        var said = $"the expression is {subject} and the comparison function {gauge}";
        if (holds != Certainty.False)
        {
            return new Judgement(holds == Certainty.True ? VerdictKind.Certified : VerdictKind.Inconclusive, $"by exact one-sided power series: {said}") { Points = 1 };
        }

        return new Judgement(VerdictKind.Refuted, $"by exact one-sided power series: {said}")
        {
            Points = 1,
            Counterexample = InequalityChecker.Failure(claim, instance, new Decided(Certainty.False, "exact power series with rational coefficients"), evaluation),
        };
    }

    // Known functions put in their place, and derivatives carried out where they stand: what is around them, an optimum say, need have no index form.
    private static Term Written(Term term, Instance instance)
    {
        return Differentiated(Unfold.Definitions(term, instance.Functions));

        static Term Differentiated(Term part) => !IndexForm.HasCalculus(part) ? part
            : part is Call { Operation: CalculusOperation } or Binding { Form: Symbolics.Forms.Derivative } ? IndexForm.Of(part)
            : part.With(part.Children.Map(Differentiated));
    }
}
