using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// What holds of a number for all values near enough to an end of its domain, a point from one side or ±∞: formulas in power series in its distance from there, or in 1/|x|.
/// An integer on its way to ∞ is among the numbers on theirs.
/// </summary>
/// <param name="symbol">The number.</param>
/// <param name="point">The end, or ∞.</param>
/// <param name="side">1 where it is reached from above, or is ∞ itself; -1 where it is reached from below, or is -∞.</param>
internal sealed class NearEnd(Symbol symbol, Term point, int side)
{
    private const int Precision = 128;
    private const string Exactly = "exact one-sided power series";
    private const string Enclosed = "enclosed one-sided power series";
    private const string Scaled = "enclosed powers and logarithms towards infinity";

    /// <summary>Whether the end is ∞.</summary>
    public bool IsInfinity => point is Constant && side > 0;

    /// <summary>The end in words.</summary>
    public string Words => $"{symbol.Name} -> {(point is Constant ? side > 0 ? "infinity" : "-infinity" : $"{Symbolics.Typesetting.Typeset.TextOf(point)} from {(side > 0 ? "above" : "below")}")}";

    /// <summary>The ends of the domain of a scalar, and 0 from both sides among the reals; none of other symbols.</summary>
    public static IEnumerable<NearEnd> Of(Symbol symbol, Term? domain)
    {
        if (symbol is not { Indices.IsEmpty: true, Type: TensorType { Axes.IsEmpty: true } })
        {
            return [];
        }

        (Term Point, int Side)[] ends = domain switch
        {
            IndexRange { Upper: Constant } or Call { Operation: SetConstructor { Name: "naturals" } } => [(Constant.Infinity, 1)],
            Call { Operation: SetConstructor { Name: "positive" } } => [(Constant.Infinity, 1), (Number.Zero, 1)],
            Call { Operation: SetConstructor { Name: "reals" } } => [(Constant.Infinity, 1), (Constant.Infinity, -1), (Number.Zero, 1), (Number.Zero, -1)],
            RealInterval interval => [IsEndless(interval.Lower) ? (Constant.Infinity, -1) : (interval.Lower, 1), IsEndless(interval.Upper) ? (Constant.Infinity, 1) : (interval.Upper, -1)],
            _ => [],
        };
        return ends.Select(end => new NearEnd(symbol, end.Point, end.Side));

        static bool IsEndless(Term term) => term is Constant or Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Constant] };
    }

    /// <summary>Whether a formula holds at all values near enough, and in which arithmetic; unknown where there are no such series.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="instance">The values of its other symbols.</param>
    public Decided Decide(Term formula, Instance instance)
    {
        return First(() => At(Rational.One, Ask, instance), () => At(Interval.FromRational(Rational.One, Precision), Ask, instance), () => Towards(reading => reading.Decide(Written(formula, instance)), instance));

        Certainty Ask<T>(Interpreter<PowerSeries<T>> reading)
            where T : IReal<T> => reading.Decide(Written(formula, instance));
    }

    /// <summary>Whether one number is positive near enough to the end and another vanishes against it: then no multiple of the other reaches it.</summary>
    /// <param name="great">The number.</param>
    /// <param name="small">What vanishes against it.</param>
    /// <param name="instance">The values of other symbols.</param>
    public Decided Outgrows(Term great, Term small, Instance instance)
    {
        return First(() => At(Rational.One, Ask, instance), () => At(Interval.FromRational(Rational.One, Precision), Ask, instance), () => Towards(Scales, instance));

        Certainty Ask<T>(Interpreter<PowerSeries<T>> reading)
            where T : IReal<T>
        {
            var (more, less) = (reading.EvaluateScalar(Written(great, instance)), reading.EvaluateScalar(Written(small, instance)));
            return CertaintyLogic.Of(more.Sign() == 1).And(less.IsLittleO(more));
        }

        // c·x^p + q·ln x with c in a bounded enclosure for all x from some on; q is 0 unless p is.
        Certainty Scales(Interpreter<PowerScale<Interval>> reading)
        {
            var (more, less) = (reading.EvaluateScalar(Written(great, instance)), reading.EvaluateScalar(Written(small, instance)));
            var isPositive = more.Factor.IsBounded && (more.Log.IsZero ? more.Factor.CertainSign == 1 : more.Log.Sign > 0);
            var vanishes = less.Factor.IsBounded && (more.Log.IsZero ? less.Power < more.Power : less.Power.Sign <= 0 && less.Log.IsZero);
            return isPositive && vanishes ? Certainty.True : Certainty.Unknown;
        }
    }

    private static Decided First(Func<Certainty> exact, Func<Certainty> enclosed, Func<Certainty> scaled)
    {
        foreach (var (ask, arithmetic) in new[] { (exact, Exactly), (enclosed, Enclosed), (scaled, Scaled) })
        {
            if (ask() is var truth and not Certainty.Unknown)
            {
                return new Decided(truth, arithmetic);
            }
        }

        return new Decided(Certainty.Unknown, Enclosed);
    }

    // For all values from one of a few starts on.
    private Certainty Towards(Func<Interpreter<PowerScale<Interval>>, Certainty> ask, Instance instance)
    {
        foreach (var bits in IsInfinity ? SeriesTruth.Starts : [])
        {
            try
            {
                if (ask(SeriesTruth.Reading(symbol, instance, Rational.Power(2, bits))) is var truth and not Certainty.Unknown)
                {
                    return truth;
                }
            }
            catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e) || e is NoClosedFormException)
            {
                // Perhaps from a later start on.
            }
        }

        return Certainty.Unknown;
    }

    /// <summary>Whether such a reading is exact.</summary>
    public static bool IsExact(Decided decided) => decided.Arithmetic == Exactly;

    private Certainty At<T>(T one, Func<Interpreter<PowerSeries<T>>, Certainty> ask, Instance instance)
        where T : IReal<T>
    {
        try
        {
            return OrderChecker.Reading(symbol, point, side, instance, one, 1) is { } reading ? ask(reading) : Certainty.Unknown;
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e) || e is NoClosedFormException)
        {
            return Certainty.Unknown;
        }
    }

    private static Term Written(Term formula, Instance instance) => InequalityChecker.Evaluable(formula, instance);
}
