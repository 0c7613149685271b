using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Flows;

/// <summary>The solution of x' = f(x, t), t ≥ 0, from a start that is enclosed, as far as it is followed: each time that is asked for is followed to.</summary>
/// <remarks><i>Accuracy:</i> encloses every solution from every start in the box. <i>Cost:</i> some n²·p² operations a step for each step of f; their number is bounded, and no clock is read.</remarks>
public sealed class EnclosedFlow
{
    private const int DefaultOrder = 18;
    private const int MostSteps = 20_000;
    private const int MostKept = 1 << 22;
    private const long DefaultWork = 1L << 28;

    private readonly FlowStepper stepper;
    private readonly FlowSet start;
    private readonly List<FlowStep> steps = [];
    private readonly int kept;

    /// <summary>The flow from a start.</summary>
    /// <param name="rates">f.</param>
    /// <param name="start">The states at time 0.</param>
    /// <param name="order">The order of the Taylor polynomials, p.</param>
    /// <param name="work">How many operations are made at most.</param>
    public EnclosedFlow(IFlowRates rates, ReadOnlySpan<DoubleInterval> start, int order = DefaultOrder, long work = DefaultWork)
    {
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 2);
        stepper = new(rates, order, work);
        this.start = FlowSet.Of(Rational.Zero, start);
        kept = Math.Min(MostSteps, MostKept / Math.Max(1, start.Length * start.Length * order));
    }

    /// <summary>The time up to which the solution is enclosed so far.</summary>
    public Rational Until => steps.Count == 0 ? Rational.Zero : steps[^1].End;

    /// <summary>Why it is not followed beyond; null where nothing stopped it yet.</summary>
    public string? Stopped { get; private set; }

    /// <summary>A box around the states at all times of a range.</summary>
    /// <param name="from">Its beginning, at least 0.</param>
    /// <param name="to">Its end.</param>
    /// <returns>Null where the solution cannot be followed to the end.</returns>
    public DoubleInterval[]? Around(Rational from, Rational to)
    {
        if (from.Sign < 0 || !Follow(to))
        {
            return null;
        }

        DoubleInterval[]? all = null;
        for (var at = IndexOf(from); at < steps.Count && steps[at].Start.Time <= to; at++)
        {
            var step = steps[at];
            var (first, second) = (Rational.Max(from, step.Start.Time) - step.Start.Time, Rational.Min(to, step.End) - step.Start.Time);
            var box = step.Around(DoubleInterval.Hull(DoubleInterval.FromRational(first), DoubleInterval.FromRational(second)));
            all = all is null ? box : [.. all.Zip(box, DoubleInterval.Hull)];
        }

        return all is not null && Array.TrueForAll(all, static x => x.IsBounded) ? all : null;
    }

    /// <summary>The end of the step of the enclosure in which a time lies; null where the solution cannot be followed to it.</summary>
    /// <param name="time">The time, at least 0.</param>
    public Rational? EndOfStep(Rational time) => time.Sign >= 0 && Follow(time) ? steps[IndexOf(time)].End : null;

    // The last step that begins at or before a time.
    private int IndexOf(Rational time)
    {
        var (low, high) = (0, steps.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = steps[middle].Start.Time <= time ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    // Beyond a time by a step: where one ends the next one says more.
    private bool Follow(Rational time)
    {
        while (Stopped is null && Until <= time)
        {
            var set = steps.Count == 0 ? start : steps[^1].After(steps[^1].End - steps[^1].Start.Time);
            if (steps.Count == kept)
            {
                Stopped = $"it takes more than {kept} steps";
            }
            else if (set is null || stepper.From(set) is not { } step)
            {
                Stopped = set is null ? "the enclosure grows too wide" : stepper.Reason;
            }
            else
            {
                steps.Add(step);
            }
        }

        return steps.Count > 0 && time <= Until;
    }
}
