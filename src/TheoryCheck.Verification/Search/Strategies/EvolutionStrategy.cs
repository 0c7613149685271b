using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Verification.Search.Strategies;

/// <summary>
/// An evolution strategy with a diagonal covariance matrix that learns the scales of the coordinates (sep-CMA-ES): for
/// landscapes with kinks, ridges and many tops.
/// </summary>
[Cites("ros2008", "Section 3")]
internal sealed class EvolutionStrategy : SearchStrategy
{
    /// <inheritdoc/>
    public override string Name => "evolution strategy";

    /// <inheritdoc/>
    public override int Turn => 3;

    /// <inheritdoc/>
    public override void Climb(Landscape landscape, double[] start, UniformSource source)
    {
        var n = start.Length;
        var offspring = 4 + (int)(3 * Math.Log(n));
        var weights = Enumerable.Range(1, offspring / 2).Select(i => Math.Log((offspring / 2) + 0.5) - Math.Log(i)).ToArray();
        var total = weights.Sum();
        weights = [.. weights.Select(w => w / total)];
        var effective = 1 / weights.Sum(w => w * w);
        var (pathRate, spanRate) = ((4 + (effective / n)) / (n + 4 + (2 * effective / n)), (effective + 2) / (n + effective + 5));
        var damping = 1 + (2 * Math.Max(0, Math.Sqrt((effective - 1) / (n + 1)) - 1)) + spanRate;
        var rankOne = 2 / (((n + 1.3) * (n + 1.3)) + effective);
        var rankMany = Math.Min(1 - rankOne, 2 * (effective - 2 + (1 / effective)) / (((n + 2) * (n + 2)) + effective));
        // Diagonal matrices may learn faster by (n + 2)/3.
        (rankOne, rankMany) = (Math.Min(0.5, rankOne * (n + 2) / 3), Math.Min(0.5, rankMany * (n + 2) / 3));
        var expected = Math.Sqrt(n) * (1 - (1 / (4.0 * n)) + (1 / (21.0 * n * n)));

        var mean = (double[])start.Clone();
        var (variance, path, span) = (Enumerable.Repeat(1.0, n).ToArray(), new double[n], new double[n]);
        var sigma = 0.3 * Math.Max(1, mean.Max(Math.Abs));
        while (landscape.IsOpen && sigma is > 1e-10 and < 1e10)
        {
            var children = new (double Height, double[] Step)[offspring];
            for (var k = 0; k < offspring; k++)
            {
                var child = new double[n];
                source.FillNormal(child);
                for (var i = 0; i < n; i++)
                {
                    child[i] = mean[i] + (sigma * Math.Sqrt(variance[i]) * child[i]);
                }

                // The step that counts is the one after projection.
                landscape.Project(child);
                var height = landscape.Height(child);
                children[k] = (height, [.. child.Select((c, i) => (c - mean[i]) / sigma)]);
            }

            Array.Sort(children, (a, b) => b.Height.CompareTo(a.Height));
            var step = new double[n];
            for (var i = 0; i < n; i++)
            {
                for (var k = 0; k < weights.Length; k++)
                {
                    step[i] += weights[k] * children[k].Step[i];
                }

                mean[i] += sigma * step[i];
                span[i] = ((1 - spanRate) * span[i]) + (Math.Sqrt(spanRate * (2 - spanRate) * effective) * step[i] / Math.Sqrt(variance[i]));
            }

            landscape.Project(mean);
            var length = Math.Sqrt(span.Sum(s => s * s));
            var goesOn = length < (1.4 + (2.0 / (n + 1))) * expected;
            for (var i = 0; i < n; i++)
            {
                path[i] = ((1 - pathRate) * path[i]) + (goesOn ? Math.Sqrt(pathRate * (2 - pathRate) * effective) * step[i] : 0);
                var spread = 0.0;
                for (var k = 0; k < weights.Length; k++)
                {
                    spread += weights[k] * children[k].Step[i] * children[k].Step[i];
                }

                variance[i] = Math.Max(1e-20, ((1 - rankOne - rankMany) * variance[i]) + (rankOne * path[i] * path[i]) + (rankMany * spread));
            }

            sigma *= Math.Exp(Math.Clamp(spanRate / damping * ((length / expected) - 1), -1, 1));
        }
    }
}
