namespace TheoryCheck.Reporting.Plots;

/// <summary>Maps values to positions on paper, linearly or by their logarithm.</summary>
internal sealed class Scale
{
    private readonly double from;
    private readonly double to;
    private readonly double start;
    private readonly double end;

    private Scale(double from, double to, double start, double end, bool isLogarithmic) =>
        (this.from, this.to, this.start, this.end, IsLogarithmic) = (from, to, start, end, isLogarithmic);

    /// <summary>Whether equal distances are equal ratios.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>A scale that shows all usable values, with a little air.</summary>
    /// <param name="values">The values to be shown; NaN, infinities and, on a logarithmic scale, values that are not positive are ignored.</param>
    /// <param name="start">Where the least value goes.</param>
    /// <param name="end">Where the greatest value goes.</param>
    /// <param name="isLogarithmic">Whether to map logarithms.</param>
    /// <param name="air">The share of the range added at both ends.</param>
    public static Scale Of(IEnumerable<double> values, double start, double end, bool isLogarithmic, double air = 0.05)
    {
        var usable = values.Where(v => IsUsable(v, isLogarithmic)).Select(v => isLogarithmic ? Math.Log10(v) : v).ToList();
        var (low, high) = usable.Count == 0 ? (0.0, 1.0) : (usable.Min(), usable.Max());
        var width = high - low;
        if (!double.IsFinite(width) || width <= 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high)))
        {
            var half = isLogarithmic ? 0.5 : Math.Max(Math.Abs(low) / 2, 0.5);
            (low, high, width) = (low - half, high + half, 2 * half);
            return double.IsFinite(width) ? new Scale(low, high, start, end, isLogarithmic) : new Scale(0, 1, start, end, isLogarithmic);
        }

        return new Scale(low - (air * width), high + (air * width), start, end, isLogarithmic);
    }

    /// <summary>The position of a value, at the edge for one beyond it, or null when it cannot be shown.</summary>
    public double? At(double value)
    {
        if (!IsUsable(value, IsLogarithmic))
        {
            return null;
        }

        var share = ((IsLogarithmic ? Math.Log10(value) : value) - from) / (to - from);
        return double.IsFinite(share) ? start + (Math.Clamp(share, 0, 1) * (end - start)) : null;
    }

    /// <summary>Round values along the scale with their labels, about as many as wanted.</summary>
    public IReadOnlyList<(double Position, string Label)> Ticks(int wanted) => IsLogarithmic ? Decades(wanted) : Linear(wanted);

    private static bool IsUsable(double value, bool isLogarithmic) => double.IsFinite(value) && (!isLogarithmic || value > 0);

    private List<(double Position, string Label)> Linear(int wanted)
    {
        var raw = (to - from) / wanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = new[] { 1.0, 2, 5, 10 }.Select(m => m * power).First(s => s >= raw * 0.999);
        var ticks = new List<(double, string)>();
        for (var i = Math.Ceiling(from / step); i * step <= to && ticks.Count < 50; i++)
        {
            ticks.Add((start + (((i * step) - from) / (to - from) * (end - start)), NumberText.Short(i * step)));
        }

        return ticks;
    }

    private List<(double Position, string Label)> Decades(int wanted)
    {
        var ticks = new List<(double, string)>();
        var every = Math.Max(1, (int)Math.Ceiling((to - from) / wanted));
        for (var exponent = (int)Math.Ceiling(from); exponent <= to && ticks.Count < 50; exponent++)
        {
            if (exponent % every == 0)
            {
                Add(exponent, NumberText.PowerOfTen(exponent));
            }
        }

        // Fewer than two powers of ten on the scale: 2 and 5 help.
        if (to - from < 2)
        {
            for (var exponent = (int)Math.Floor(from); exponent <= to; exponent++)
            {
                foreach (var mantissa in to - from < 0.7 ? new[] { 2.0, 3, 4, 5, 6, 7, 8 } : [2.0, 5])
                {
                    var log = exponent + Math.Log10(mantissa);
                    if (log >= from && log <= to)
                    {
                        Add(log, NumberText.Short(mantissa * Math.Pow(10, exponent)));
                    }
                }
            }
        }

        return ticks;

        void Add(double log, string label) => ticks.Add((start + ((log - from) / (to - from) * (end - start)), label));
    }
}
