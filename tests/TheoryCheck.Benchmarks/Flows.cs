using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Flows;

namespace TheoryCheck.Benchmarks;

/// <summary>Enclosed solutions of the Lorenz system and of van der Pol's oscillator, per unit of time, beside SciPy's of the same tolerance in doubles, which enclose nothing.</summary>
internal static class Flows
{
    public static bool Compare()
    {
        var agrees = true;
        foreach (var (name, field, time) in new (string, FlowField, int)[] { ("lorenz", new Lorenz(), 10), ("vanderpol", new VanDerPol(), 20) })
        {
            DoubleInterval[] box = [];
            var seconds = Timing.Best(() => box = new EnclosedFlow(field, field.Start).Around(time, time) ?? throw new InvalidOperationException($"{name} is not enclosed"), 3, 0.1) / time;
            var value = (box[0].LowerDouble + box[0].UpperDouble) / 2;
            agrees &= Table.Print($"enclosed flow {name} (per unit of time)", seconds, value, PeerResult.Run("flows.py", new Instance(new(1, 1, 8)), name, $"{time}"), 1e-5);
            Console.WriteLine(FormattableString.Invariant($"  width at time {time}: {box[0].Width:E1}"));
        }

        return agrees;
    }

    private abstract class FlowField : IFlowRates
    {
        public abstract DoubleInterval[] Start { get; }

        public VectorField Piece(DoubleInterval[] states, DoubleInterval time) => VectorField.Record(states, time, (x, _, _) => Of(x));

        public DoubleInterval[] Enclose(DoubleInterval[] states, DoubleInterval time) => Of(states);

        protected abstract T[] Of<T>(T[] x)
            where T : IReal<T>;
    }

    private sealed class Lorenz : FlowField
    {
        public override DoubleInterval[] Start { get; } = [DoubleInterval.FromExact(1), DoubleInterval.FromExact(1), DoubleInterval.FromExact(1)];

        protected override T[] Of<T>(T[] x) => [x[0].Literal(10) * (x[1] - x[0]), (x[0] * (x[0].Literal(28) - x[2])) - x[1], (x[0] * x[1]) - (x[0].Literal(new Rational(8, 3)) * x[2])];
    }

    private sealed class VanDerPol : FlowField
    {
        public override DoubleInterval[] Start { get; } = [DoubleInterval.FromExact(2), DoubleInterval.FromExact(0)];

        protected override T[] Of<T>(T[] x) => [x[1], ((x[0].Literal(1) - (x[0] * x[0])) * x[1]) - x[0]];
    }
}

/// <summary>Enclosed flows.</summary>
internal sealed class FlowsComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "flows";

    /// <inheritdoc/>
    public override bool Run() => Flows.Compare();
}
