namespace TheoryCheck.Optimization.Measures;

/// <summary>How far the solver goes.</summary>
/// <param name="RelativeGap">The distance of the bounds at which to stop, relative to the upper bound.</param>
/// <param name="MaximalIterations">The budget of outer iterations.</param>
/// <param name="MaximalCones">The budget of cones of the rigorous maximisation of the certificate.</param>
public sealed record MeasureSolverOptions(double RelativeGap = 1e-9, int MaximalIterations = 1000, int MaximalCones = 20_000_000)
{
    /// <summary>1e-9 up to dimension 3 and 1e-6 above.</summary>
    public static MeasureSolverOptions For(MeasureProblem problem) => For(problem.Dimension);

    /// <summary>The same by the dimension.</summary>
    internal static MeasureSolverOptions For(int dimension) => new(dimension <= 3 ? 1e-9 : 1e-6);
}
