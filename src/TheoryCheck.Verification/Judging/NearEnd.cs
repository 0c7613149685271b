using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tails;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// What holds of a number for all values near enough to an end of its domain, a point from one side or ±∞: formulas in power series in its distance from there, or in 1/|x|, or in the root of that;
/// with exponentials and logarithms as sums of functions of known growth. An integer on its way to ∞ is among the numbers on theirs. Values of other symbols may mention the number.
/// </summary>
/// <param name="symbol">The number.</param>
/// <param name="point">The end, or ∞.</param>
/// <param name="side">1 where it is reached from above, or is ∞ itself; -1 where it is reached from below, or is -∞.</param>
internal sealed class NearEnd(Symbol symbol, Term point, int side)
{
    private const int Precision = 128;
    private const string Exactly = "exact one-sided power series";
    private const string Enclosed = "enclosed one-sided power series";
    private const string Grown = "enclosed powers, logarithms and exponentials near the end";

    // From where on sums of functions of known growth are tried.
    private static readonly Rational[] Starts = [2, Rational.Power(2, 10), Rational.Power(2, 40)];

    /// <summary>Whether the end is ∞.</summary>
    public bool IsInfinity => Constant.InfiniteSign(point) != 0 && side > 0;

    /// <summary>The end in words.</summary>
    public string Words => $"{symbol.Name} -> {(Constant.InfiniteSign(point) != 0 ? side > 0 ? "infinity" : "-infinity" : $"{Symbolics.Typesetting.Typeset.TextOf(point)} from {(side > 0 ? "above" : "below")}")}";

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
            RealInterval interval => [Constant.InfiniteSign(interval.Lower) == -1 ? (Constant.Infinity, -1) : (interval.Lower, 1), Constant.InfiniteSign(interval.Upper) == 1 ? (Constant.Infinity, 1) : (interval.Upper, -1)],
            _ => [],
        };
        return ends.Select(end => new NearEnd(symbol, end.Point, end.Side));

    }

    /// <summary>Whether a formula holds at all values near enough, and in which arithmetic; unknown where there are no such series.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="instance">The values of its other symbols.</param>
    public Decided Decide(Term formula, Instance instance)
    {
        return First(instance, Ask, Ask, Ask, reading => reading.Decide(Written(formula, instance)));

        Certainty Ask<T>(Interpreter<PowerSeries<T>> reading)
            where T : IReal<T> => reading.Decide(Written(formula, instance));
    }

    /// <summary>Whether one number is positive near enough to the end and another vanishes against it: then no multiple of the other reaches it.</summary>
    /// <param name="great">The number.</param>
    /// <param name="small">What vanishes against it.</param>
    /// <param name="instance">The values of other symbols.</param>
    public Decided Outgrows(Term great, Term small, Instance instance)
    {
        return First(instance, Ask, Ask, Ask, Grows);

        Certainty Ask<T>(Interpreter<PowerSeries<T>> reading)
            where T : IReal<T>
        {
            var (more, less) = (reading.EvaluateScalar(Written(great, instance)), reading.EvaluateScalar(Written(small, instance)));
            return CertaintyLogic.Of(more.Sign() == 1).And(less.IsLittleO(more));
        }

        Certainty Grows(Interpreter<TailReal> reading)
        {
            var (more, less) = (reading.EvaluateScalar(Written(great, instance)), reading.EvaluateScalar(Written(small, instance)));
            return TailReal.Compare(Relation.Greater, more, more.Literal(Rational.Zero)) == Certainty.True && (less / more).Vanishes ? Certainty.True : Certainty.Unknown;
        }
    }

    private Decided First(
        Instance instance,
        Func<Interpreter<PowerSeries<Rational>>, Certainty> exact,
        Func<Interpreter<PowerSeries<ExactReal>>, Certainty> radical,
        Func<Interpreter<PowerSeries<Interval>>, Certainty> enclosed,
        Func<Interpreter<TailReal>, Certainty> grown)
    {
        (Func<Certainty> Ask, string Arithmetic)[] readings =
        [
            (() => At(Rational.One, 1, exact, instance), Exactly),
            (() => At(ExactReal.FromRational(Rational.One), 2, radical, instance), Exactly),
            (() => At(Interval.FromRational(Rational.One, Precision), 2, enclosed, instance), Enclosed),
            (() => Far(grown, instance), Grown),
        ];
        foreach (var (ask, arithmetic) in readings)
        {
            if (ask() is var truth and not Certainty.Unknown)
            {
                return new Decided(truth, arithmetic);
            }
        }

        return new Decided(Certainty.Unknown, Enclosed);
    }

    /// <summary>Whether such a reading is exact.</summary>
    public static bool IsExact(Decided decided) => decided.Arithmetic == Exactly;

    private Certainty At<T>(T one, int power, Func<Interpreter<PowerSeries<T>>, Certainty> ask, Instance instance)
        where T : IReal<T> => Answered(() => OrderChecker.Reading(symbol, point, side, instance, one, power) is { } reading ? ask(reading) : Certainty.Unknown);

    // For all values from one of a few starts on.
    private Certainty Far(Func<Interpreter<TailReal>, Certainty> ask, Instance instance)
    {
        foreach (var start in Starts)
        {
            if (Answered(() => ask(Reading(TailReal.Variable(start), instance))) is var truth and not Certainty.Unknown)
            {
                return truth;
            }
        }

        return Certainty.Unknown;
    }

    private Interpreter<TailReal> Reading(TailReal far, Instance instance)
    {
        var closed = new Interpreter<TailReal>(far, Environment<TailReal>.Empty);
        var inward = far.Literal(side);
        return OrderChecker.Bound(closed, symbol, Constant.InfiniteSign(point) != 0 ? inward * far : closed.EvaluateScalar(point) + (inward / far), instance);
    }

    private static Certainty Answered(Func<Certainty> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e) || e is NoClosedFormException)
        {
            return Certainty.Unknown;
        }
    }

    private static Term Written(Term formula, Instance instance) => InequalityChecker.Evaluable(formula, instance);
}
