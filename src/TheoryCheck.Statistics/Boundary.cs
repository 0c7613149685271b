namespace TheoryCheck.Statistics;

/// <summary>The place where a monotone condition becomes true.</summary>
internal static class Boundary
{
    /// <summary>Where the search ends, 2⁴⁰; a condition that does not hold before it is taken to begin there.</summary>
    internal const long Farthest = 1L << 40;

    /// <summary>
    /// The least t ≥ <paramref name="start"/> below <see cref="Farthest"/> with <paramref name="holds"/>(t), which must stay true once true. A cheap guess with the same
    /// shape finds the place, and the condition itself is asked on both sides of it; where they disagree, it is bisected on the condition.
    /// </summary>
    internal static long FirstTrue(long start, Func<long, bool> holds, Func<long, bool> guess)
    {
        var guessed = Bisect(start, guess);
        return holds(guessed) && (guessed == start || !holds(guessed - 1)) ? guessed : Bisect(start, holds);
    }

    /// <summary>The least t ≥ <paramref name="start"/> below <see cref="Farthest"/> for which a monotone condition holds, by doubling and bisection.</summary>
    internal static long Bisect(long start, Func<long, bool> holds)
    {
        if (holds(start))
        {
            return start;
        }

        var below = start;
        var step = 1L;
        while (below + step < Farthest && !holds(below + step))
        {
            below += step;
            step *= 2;
        }

        var above = Math.Min(below + step, Farthest);
        while (above - below > 1)
        {
            var middle = below + (above - below) / 2;
            (below, above) = holds(middle) ? (below, middle) : (middle, above);
        }

        return above;
    }
}
