namespace TheoryCheck.Rigor.Flows;

/// <summary>The right-hand side of x' = f(x, t).</summary>
public interface IFlowRates
{
    /// <summary>A smooth piece of f that is f near the points of a box; null where there is none.</summary>
    /// <param name="states">The box.</param>
    /// <param name="time">The times.</param>
    VectorField? Piece(DoubleInterval[] states, DoubleInterval time);

    /// <summary>A box around all values of f over a box, those of all cases that are not decided there among them; null where f may have no value.</summary>
    /// <param name="states">The box.</param>
    /// <param name="time">The times.</param>
    DoubleInterval[]? Enclose(DoubleInterval[] states, DoubleInterval time);
}
