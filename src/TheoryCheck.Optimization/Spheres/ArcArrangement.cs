namespace TheoryCheck.Optimization.Spheres;

/// <summary>
/// All arcs of the circle between the 2n directions orthogonal to the inputs, in order. On an arc the function is ⟨g, θ⟩ with a
/// running sum g, so its peak is g/|g| if that lies on the arc, and otherwise an end. O(n log n) once, O(n) for each function.
/// </summary>
internal sealed class ArcArrangement : SphereMaximiser
{
    private readonly int[] inputs;
    private readonly bool[] enters;
    private readonly double[] first;
    private readonly double[] second;
    private readonly int[] early;

    internal ArcArrangement(double[] coordinates)
    {
        var events = new List<(double Key, int Input, bool Enters, double First, double Second)>();
        for (var i = 0; i < coordinates.Length / 2; i++)
        {
            var (x, y) = (coordinates[2 * i], coordinates[2 * i + 1]);
            var norm = Math.Sqrt(x * x + y * y);
            if (norm > 0)
            {
                events.Add((Turn(y, -x), i, true, y / norm, -x / norm));
                events.Add((Turn(-y, x), i, false, -y / norm, x / norm));
            }
        }

        events.Sort((left, right) => left.Key.CompareTo(right.Key));
        inputs = [.. events.Select(e => e.Input)];
        enters = [.. events.Select(e => e.Enters)];
        first = [.. events.Select(e => e.First)];
        second = [.. events.Select(e => e.Second)];
        early = Early(events.Select(e => (e.Input, e.Enters)));
    }

    /// <summary>A number in [0, 4) that grows with the angle of (x, y), without trigonometry.</summary>
    internal static double Turn(double x, double y)
    {
        var share = y / (Math.Abs(x) + Math.Abs(y));
        return x < 0 ? 2 - share : y < 0 ? 4 + share : share;
    }

    /// <summary>The inputs that are active before the first event: those that leave before they enter, whatever rounding did to ties.</summary>
    internal static int[] Early(IEnumerable<(int Input, bool Enters)> events)
    {
        var (entered, early) = (new HashSet<int>(), new List<int>());
        foreach (var (input, enters) in events)
        {
            if (enters)
            {
                entered.Add(input);
            }
            else if (!entered.Contains(input))
            {
                early.Add(input);
            }
        }

        return [.. early];
    }

    /// <inheritdoc/>
    protected override void Collect(RidgeSum function, double cutoff, bool onlyPositive, IReadOnlyList<double[]> starts, List<Peak> found)
    {
        var (gx, gy) = (function.Linear[0], function.Linear[1]);
        var count = inputs.Length;
        if (count == 0)
        {
            Offer(function, [gx, gy], 1, cutoff, found);
            if (!onlyPositive)
            {
                Offer(function, [-gx, -gy], -1, cutoff, found);
            }

            return;
        }

        var factors = function.Factors;
        foreach (var i in early)
        {
            gx += factors[i] * function.Input(i)[0];
            gy += factors[i] * function.Input(i)[1];
        }

        var square = cutoff * cutoff;
        for (var e = 0; e < count; e++)
        {
            var next = e + 1 == count ? 0 : e + 1;
            var (px, py) = (first[e], second[e]);
            var before = gy * px - gx * py;
            var input = function.Input(inputs[e]);
            var factor = enters[e] ? factors[inputs[e]] : -factors[inputs[e]];
            var above = gx * gx + gy * gy > square;
            gx += factor * input[0];
            gy += factor * input[1];
            if (gx * gx + gy * gy > square || above)
            {
                var after = gy * px - gx * py;
                var until = gx * second[next] - gy * first[next];
                if (after >= 0 && until >= 0)
                {
                    Offer(function, [gx, gy], 1, cutoff, found);
                }
                else if (after <= 0 && until <= 0 && !onlyPositive)
                {
                    Offer(function, [-gx, -gy], -1, cutoff, found);
                }

                if (before >= 0 && after <= 0)
                {
                    Offer(function, [px, py], 1, cutoff, found);
                }

                if (before <= 0 && after >= 0 && !onlyPositive)
                {
                    Offer(function, [px, py], -1, cutoff, found);
                }
            }
        }
    }
}
