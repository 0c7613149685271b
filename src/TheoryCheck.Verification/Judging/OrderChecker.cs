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
/// Settles <c>e in O(g) as h -> a</c> at one instance by one-sided power series: the leading exponents of e and g decide. A limit at infinity is one at 0 from above
/// in 1/h. Where roots leave no series in h with rational coefficients, one in √h with radicals or enclosures may exist. What has no such series is inconclusive.
/// </summary>
internal sealed class OrderChecker : Checker
{
    private const int Terms = 12;
    private const int Precision = 128;

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
        var sides = Constant.InfiniteSign(limit.Point) is not 0 and var far ? [far] : limit.Approach switch
        {
            Approach.Above => new[] { 1 },
            Approach.Below => [-1],
            _ => [1, -1],
        };
        return Judgement.All([.. sides.Select(side => AtSide(claim, limit, side, instance))]);
    }

    /// <summary>Whether an order that mentions its variable alone holds, as far as series tell.</summary>
    internal static Certainty Holds(OrderClaim claim)
    {
        try
        {
            return claim is { InLog: false, Variable.Domain: LimitPoint { Point: Constant } limit } && AtSide(claim, limit, 1, Instance.Empty) is var judged
                ? judged.Kind switch { VerdictKind.Certified => Certainty.True, VerdictKind.Refuted => Certainty.False, _ => Certainty.Unknown }
                : Certainty.Unknown;
        }
        catch (Exception e) when (e is NoClosedFormException || ClosedEvaluation.IsNoAnswer(e))
        {
            return Certainty.Unknown;
        }
    }

    private static Judgement AtSide(OrderClaim claim, LimitPoint limit, int side, Instance instance)
    {
        Func<Judgement>[] readings =
        [
            () => AtSide(claim, limit, side, instance, Rational.One, 1),
            () => AtSide(claim, limit, side, instance, ExactReal.FromRational(Rational.One), 2),
            () => AtSide(claim, limit, side, instance, Interval.FromRational(Rational.One, Precision), 2),
        ];
        NotRepresentableException? none = null;
        Judgement? open = null;
        foreach (var reading in readings)
        {
            try
            {
                if (reading() is var judged && judged.Kind != VerdictKind.Inconclusive)
                {
                    return judged;
                }

                open ??= judged;
            }
            catch (NotRepresentableException limited)
            {
                none ??= limited;
            }
        }

        return open ?? throw none!;
    }

    // With the variable, or its distance from a point, as a power of h.
    private static Judgement AtSide<T>(OrderClaim claim, LimitPoint limit, int side, Instance instance, T one, int power)
        where T : IReal<T>
    {
        if (Reading(claim.Variable.Symbol, limit.Point, side, instance, one, power) is not { } environment)
        {
            return new Judgement(VerdictKind.Inconclusive, "the limit point is not a rational number here");
        }

        var subject = environment.EvaluateScalar(Written(claim.Subject, instance));
        var gauge = environment.EvaluateScalar(Written(claim.Gauge, instance));
        var holds = claim.Kind switch
        {
            OrderKind.BigO => subject.IsBigO(gauge),
            OrderKind.LittleO => subject.IsLittleO(gauge),
            OrderKind.Omega => subject.IsOmega(gauge),
            _ => subject.IsTheta(gauge),
        };
        var isExact = one is not Interval;
        var how = $"{(isExact ? "exact" : "enclosed")} one-sided power series{(power == 1 ? "" : $" in h^(1/{power})")}";
        var said = $"the expression is {subject} and the comparison function {gauge}{(power == 1 ? "" : $", with h for h^(1/{power})")}";
        if (holds != Certainty.False)
        {
            return new Judgement(holds == Certainty.True ? VerdictKind.Certified : VerdictKind.Inconclusive, $"by {how}: {said}") { Points = 1, Qualifier = isExact ? "" : "numerical" };
        }

        return new Judgement(VerdictKind.Refuted, $"by {how}: {said}")
        {
            Points = 1,
            Qualifier = isExact ? "" : "numerical",
            Counterexample = InequalityChecker.Failure(claim, instance, new Decided(Certainty.False, $"{(isExact ? "exact" : "enclosed")} power series{(power == 1 ? " with rational coefficients" : "")}"), new ClosedEvaluation()),
        };
    }

    /// <summary>The values of an instance, and a number near a point on one side of it or, where that is ∞, near side·∞, as a power series in h^(1/power); null where the point is not known to be rational.</summary>
    internal static Interpreter<PowerSeries<T>>? Reading<T>(Symbol symbol, Term point, int side, Instance instance, T one, int power)
        where T : IReal<T>
    {
        var root = PowerSeries<T>.Variable(one, Terms * power);
        var h = power == 1 ? root : root * root;
        PowerSeries<T> variable;
        if (Constant.InfiniteSign(point) != 0)
        {
            variable = h.Literal(side) / h;
        }
        else if (new ClosedEvaluation().TryRational(point, instance) is { } known)
        {
            variable = h.Literal(known) + (h.Literal(side) * h);
        }
        else
        {
            return null;
        }

        return Bound(new Interpreter<PowerSeries<T>>(h, Environment<PowerSeries<T>>.Empty), symbol, variable, instance);
    }

    /// <summary>The values of an instance in a reading, and a number that moves, which they may mention.</summary>
    internal static Interpreter<T> Bound<T>(Interpreter<T> closed, Symbol symbol, T number, Instance instance)
        where T : IReal<T>
    {
        var moving = closed.With(symbol, new Value<T>.Real(number));
        return instance.Values.Where(v => v.Key != symbol && !SequenceProposals.IsInfinite(v.Key)).Aggregate(moving, (reading, v) => reading.With(v.Key, moving.Evaluate(v.Value)));
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
