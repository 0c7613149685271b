using TheoryCheck.Core;

namespace TheoryCheck.Optimization.Measures;

/// <summary>
/// The method of multipliers for losses that are not smooth: each is replaced by its Moreau envelope about the dual variables at hand, which is one more smooth problem, and the dual variables of its
/// solution are the next ones.
/// </summary>
[Cites("rockafellar1976", "section 4")]
internal static class MultiplierMethod
{
    private const int MaximalSteps = 150;
    private const int StepsBetween = 4;
    private const double Stiffest = 100;

    /// <summary>Runs it.</summary>
    /// <param name="stiffness">How stiff the envelopes are to begin with, one for each dual variable; they become stiffer.</param>
    /// <param name="solve">Solves the problem of the envelopes about dual variables, with their stiffness, and says the dual variables of its solution.</param>
    /// <param name="isEnough">Told Σ |dual·residual| and Σ |residual|; whether that is near enough to 0.</param>
    /// <param name="cancellation">Stops early.</param>
    internal static void Run(double[] stiffness, Func<double[], double[], double[]> solve, Func<double, double, bool> isEnough, CancellationToken cancellation)
    {
        var most = Array.ConvertAll(stiffness, static s => Stiffest * s);
        var multipliers = new double[stiffness.Length];
        for (var step = 0; step < MaximalSteps && !cancellation.IsCancellationRequested; step++)
        {
            var dual = solve(multipliers, stiffness);
            var (infeasibility, change) = (0.0, 0.0);
            for (var i = 0; i < dual.Length; i++)
            {
                var shift = (dual[i] - multipliers[i]) / stiffness[i];
                infeasibility += Math.Abs(dual[i] * shift);
                change += Math.Abs(shift);
            }

            multipliers = (double[])dual.Clone();
            if (isEnough(infeasibility, change))
            {
                return;
            }

            if (step % StepsBetween == StepsBetween - 1)
            {
                stiffness = [.. stiffness.Select((s, i) => Math.Min(most[i], 2 * s))];
            }
        }
    }
}
