using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Flows;
using TheoryCheck.Rigor.Tapes;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>
/// The states of a <c>flow</c> block without chance: known as they are at the start, and enclosed at each later time in readings that enclose. A time that is itself enclosed gives the states at all times that it may be.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
internal sealed class FlowTrajectory<T> : IFlowRates
    where T : IReal<T>
{
    private const int MostNumbers = 40;

    // Solutions are enclosed in doubles; beyond what formulas about them are shown with, more digits of the rest decide nothing.
    private const int MostPrecision = 128;

    private readonly Interpreter<T> start;
    private readonly Evolution evolution;
    private readonly Trajectory<T>.Rule[] rules;
    private readonly Value<T>[] starts;
    private readonly Interpreter<DoubleInterval>? enclosing;
    private readonly EnclosedFlow? flow;
    private readonly int numbers;

    /// <summary>The flow under the values of an interpreter.</summary>
    /// <exception cref="NotRepresentableException">Its states are drawn or moved by noise.</exception>
    public FlowTrajectory(Interpreter<T> start, Evolution evolution)
    {
        if (!evolution.StepDraws.IsEmpty || evolution.Rules.Any(static r => r.StartIsLaw || r.Noise is not null))
        {
            throw Interpreter<T>.NoChecker("a value along a flow with chance");
        }

        (this.start, this.evolution) = (start, evolution);
        rules = [.. evolution.Rules.Select(Trajectory<T>.Rule.Of)];
        var first = start.With(evolution.Clock, new Value<T>.Exact(Rational.Zero));
        starts = [.. evolution.Rules.Select((r, i) => Trajectory<T>.Family(first, r.State, rules[i].Start, r.State.Indices.Map(static b => b.Symbol)))];
        enclosing = start switch
        {
            Interpreter<DoubleInterval> doubles => doubles,
            Interpreter<Interval> wide when wide.Literal(Rational.One).Precision <= MostPrecision => wide.Over(DoubleInterval.From),
            _ => null,
        };
        numbers = starts.Sum(s => start.TensorOf(s).Elements.Length);
        flow = enclosing is null || numbers is 0 or > MostNumbers ? null : new EnclosedFlow(this, [.. starts.SelectMany(s => start.TensorOf(s).Elements.ToArray()).Select(Doubles)]);
    }

    /// <summary>An interpreter that knows the states at a time.</summary>
    /// <exception cref="NotRepresentableException">The states at that time are out of reach in this reading.</exception>
    public Interpreter<T> At(Interpreter<T> interpreter, Value<T> time)
    {
        var (from, to) = time switch
        {
            Value<T>.Exact exact => (exact.Number, exact.Number),
            Value<T>.Real real when Doubles(real.Number) is { IsBounded: true } range => (range.Lower, range.Upper),
            _ => throw Interpreter<T>.NoChecker("a time of a flow that is no number"),
        };
        if (to.Sign < 0)
        {
            throw new UndefinedException("a flow has no time below 0");
        }

        var bound = interpreter.With(evolution.Clock, time);
        return from.IsZero && to.IsZero ? evolution.Rules.Zip(starts).Aggregate(bound, static (at, p) => at.With(p.First.State, p.Second))
            : flow is null ? throw (numbers is 0 or > MostNumbers ? Interpreter<T>.NoChecker(numbers == 0 ? "a flow without states" : $"a flow of more than {MostNumbers} numbers") : new NotRepresentableException("the enclosure of the solution, which has the digits of doubles, does not tell"))
            : flow.Around(from, to) is { } box ? States(bound, box, Encloses)
            : throw new NotRepresentableException(string.Create(CultureInfo.InvariantCulture, $"the solution is enclosed up to time {flow.Until.ToDouble():G6} only, as {flow.Stopped}"));
    }

    /// <summary>The end of the step of the enclosure in which a time lies, which is where it is best divided; null where the solution is not enclosed there.</summary>
    public Rational? EndOfStep(Rational time) => flow?.EndOfStep(time);

    /// <inheritdoc/>
    VectorField? IFlowRates.Piece(DoubleInterval[] states, DoubleInterval time)
    {
        try
        {
            return VectorField.Record(states, time, (inputs, clock, read) => Rates(enclosing!.Over(read), inputs, new Value<Recorded<DoubleInterval>>.Real(clock)));
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    DoubleInterval[]? IFlowRates.Enclose(DoubleInterval[] states, DoubleInterval time)
    {
        try
        {
            var all = Rates(enclosing!, states, new Value<DoubleInterval>.Real(time));
            return Array.TrueForAll(all, static r => r.IsBounded) ? all : null;
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            return null;
        }
    }

    private static DoubleInterval Doubles(T number) => number switch
    {
        DoubleInterval known => known,
        Interval wide => DoubleInterval.From(wide),
        _ => DoubleInterval.Line,
    };

    private T Encloses(DoubleInterval number) => start.Literal(Rational.One) is Interval one ? (T)(object)number.ToInterval(one.Precision) : (T)(object)number;

    private TNumber[] Rates<TNumber>(Interpreter<TNumber> at, TNumber[] states, Value<TNumber> time)
        where TNumber : IReal<TNumber>
    {
        var now = States(at.With(evolution.Clock, time), states, static x => x);
        var rates = new List<TNumber>();
        for (var i = 0; i < rules.Length; i++)
        {
            var (rule, count) = (evolution.Rules[i], start.TensorOf(starts[i]).Elements.Length);
            TNumber[] own = rules[i].Update is { } update
                ? now.TensorOf(Trajectory<TNumber>.Family(now, rule.State, update, rule.UpdateIndices)).Elements.ToArray()
                : [.. Enumerable.Repeat(at.Literal(Rational.Zero), count)];
            rates.AddRange(own.Length == count ? own : throw Interpreter<T>.NoChecker("a rate whose shape is not that of its state"));
        }

        return [.. rates];
    }

    private Interpreter<TNumber> States<TNumber, TFrom>(Interpreter<TNumber> at, TFrom[] numbers, Func<TFrom, TNumber> read)
        where TNumber : IReal<TNumber>
    {
        var place = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            var shape = start.TensorOf(starts[i]);
            TNumber[] own = [.. numbers.Skip(place).Take(shape.Elements.Length).Select(read)];
            place += own.Length;
            at = at.With(evolution.Rules[i].State, shape.Dimensions.IsEmpty ? new Value<TNumber>.Real(own[0]) : new Value<TNumber>.Tensor(new(shape.Dimensions, own)));
        }

        return at;
    }
}
