using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Verification.Search.Strategies;

/// <summary>Steps along the axes, halved when none of them helps: needs no slope, so kinks and jumps do not stop it.</summary>
[Cites("kolda2003", "Section 1.1")]
internal sealed class PatternSearch : SearchStrategy
{
    private const double LeastStep = 1e-8;

    /// <inheritdoc/>
    public override string Name => "pattern search";

    /// <inheritdoc/>
    public override int Turn => 2;

    /// <inheritdoc/>
    public override void Climb(Landscape landscape, double[] start, UniformSource source)
    {
        var point = (double[])start.Clone();
        var height = landscape.Height(point);
        for (var step = 0.5 * Math.Max(1, point.Max(Math.Abs)); landscape.IsOpen && step > LeastStep;)
        {
            var moved = false;
            for (var i = 0; i < 2 * point.Length && landscape.IsOpen; i++)
            {
                var next = (double[])point.Clone();
                next[i / 2] += i % 2 == 0 ? step : -step;
                landscape.Project(next);
                var reached = landscape.Height(next);
                if (reached > height)
                {
                    (point, height, moved) = (next, reached, true);
                }
            }

            step *= moved ? 1 : 0.5;
        }
    }
}
