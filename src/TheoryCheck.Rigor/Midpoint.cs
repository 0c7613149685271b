namespace TheoryCheck.Rigor;

/// <summary>A double near a number in any reading, for guesses that something rigorous checks.</summary>
public static class Midpoint
{
    /// <summary>A double near the number; for enclosures about their middle. NaN where the reading has none.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    public static double Of<T>(T number)
        where T : IReal<T> => number switch
        {
            DoubleReal real => real.Value,
            Rational exact => exact.ToDouble(),
            DoubleInterval enclosure => (enclosure.LowerDouble + enclosure.UpperDouble) / 2,
            Interval enclosure => (enclosure.LowerDouble + enclosure.UpperDouble) / 2,
            INear other => other.Near,
            _ => T.TryExact(number, out var known) ? known.ToDouble() : double.NaN,
        };
}

/// <summary>A number of a reading of its own that knows a double near it.</summary>
public interface INear
{
    /// <summary>The double; NaN for none.</summary>
    double Near { get; }
}
