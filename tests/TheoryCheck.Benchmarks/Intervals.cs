using TheoryCheck.Rigor;

namespace TheoryCheck.Benchmarks;

/// <summary>One interval operation at a time, on narrow intervals of ordinary size, beside mpmath's intervals at 53 bits; and one multiplication at 128 bits.</summary>
internal static class Intervals
{
    private const int Count = 4096;

    public static bool Compare()
    {
        var instance = new Instance(new(2, Count / 2, 24));
        var x = Array.ConvertAll(instance.W.AsSpan(0, Count).ToArray(), static v => Beside(Math.Abs(v) + 0.5));
        var y = Array.ConvertAll(instance.X, static v => Beside(v * 7));
        var operations = new (string Name, Func<DoubleInterval, DoubleInterval, DoubleInterval> Of)[]
        {
            ("add", static (a, b) => a + b),
            ("mul", static (a, b) => a * b),
            ("div", static (a, b) => b / a),
            ("sqrt", static (a, _) => DoubleInterval.Sqrt(a)),
            ("exp", static (_, b) => DoubleInterval.Exp(b)),
            ("log", static (a, _) => DoubleInterval.Log(a)),
            ("sin", static (_, b) => DoubleInterval.Sin(b)),
            ("cos", static (_, b) => DoubleInterval.Cos(b)),
            ("atan2", static (a, b) => DoubleInterval.Atan2(b, a)),
        };
        var agrees = true;
        foreach (var (name, of) in operations)
        {
            var sum = 0.0;
            var seconds = Timing.Best(() => sum = Sweep(x, y, of), 5, 0.1) / Count;
            agrees &= Table.Print($"interval {name} (per operation)", seconds, sum, PeerResult.Run("intervals.py", instance, name), 1e-12);
        }

        var (p, q) = (Array.ConvertAll(x, static v => v.ToInterval(128)), Array.ConvertAll(y, static v => v.ToInterval(128)));
        var wide = Timing.Best(() => Array.ForEach(Enumerable.Range(0, Count).ToArray(), i => _ = p[i] * q[i]), 3, 0.1) / Count;
        Console.WriteLine(FormattableString.Invariant($"the same multiplication at 128 bits: {wide * 1e9:F0} ns"));
        return agrees;
    }

    private static DoubleInterval Beside(double value) => DoubleInterval.FromBounds(value, double.BitIncrement(value));

    private static double Sweep(DoubleInterval[] x, DoubleInterval[] y, Func<DoubleInterval, DoubleInterval, DoubleInterval> of)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += of(x[i], y[i]).UpperDouble;
        }

        return sum;
    }
}

/// <summary>Interval operations and functions.</summary>
internal sealed class IntervalsComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "intervals";

    /// <inheritdoc/>
    public override bool Run() => Intervals.Compare();
}
