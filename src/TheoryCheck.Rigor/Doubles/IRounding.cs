namespace TheoryCheck.Rigor.Doubles;

/// <summary>A rule that turns a nearest double and the sign of its error into a bound.</summary>
internal interface IRounding
{
    /// <summary>A lower bound of an exact value with the sign of (exact value - nearest) given.</summary>
    static abstract double Down(RoundedOperation operation, double nearest, double error);

    /// <summary>An upper bound of an exact value with the sign of (exact value - nearest) given.</summary>
    static abstract double Up(RoundedOperation operation, double nearest, double error);
}

/// <summary>The rule of the product: one step outward exactly when the error points there, so bounds are the tightest.</summary>
internal readonly struct Outward : IRounding
{
    /// <inheritdoc/>
    public static double Down(RoundedOperation operation, double nearest, double error) =>
        error < 0 ? double.BitDecrement(nearest) : nearest;

    /// <inheritdoc/>
    public static double Up(RoundedOperation operation, double nearest, double error) =>
        error > 0 ? double.BitIncrement(nearest) : nearest;
}
