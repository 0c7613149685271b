using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Verification.Search.Strategies;

/// <summary>Projected gradient ascent with a step that grows while it helps and shrinks while it does not.</summary>
[Cites("bertsekas1976", "Section I")]
internal sealed class GradientAscent : SearchStrategy
{
    private const double FirstStep = 0.25;
    private const double LeastStep = 1e-10;

    /// <inheritdoc/>
    public override string Name => "gradient ascent";

    /// <inheritdoc/>
    public override int Turn => 1;

    /// <inheritdoc/>
    public override void Climb(Landscape landscape, double[] start, UniformSource source)
    {
        var point = (double[])start.Clone();
        var height = landscape.Height(point);
        var step = FirstStep * Math.Max(1, Math.Sqrt(point.Sum(x => x * x)));
        while (landscape.IsOpen && step > LeastStep && landscape.Gradient(point) is { } gradient)
        {
            var length = Math.Sqrt(gradient.Sum(g => g * g));
            var moved = false;
            while (!moved && landscape.IsOpen && step > LeastStep)
            {
                var next = (double[])point.Clone();
                for (var i = 0; i < next.Length; i++)
                {
                    next[i] += step * gradient[i] / length;
                }

                landscape.Project(next);
                var reached = landscape.Height(next);
                moved = reached > height;
                step *= moved ? 1.6 : 0.4;
                if (moved)
                {
                    (point, height) = (next, reached);
                }
            }
        }
    }
}
