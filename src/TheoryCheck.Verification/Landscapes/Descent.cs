using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tapes;

namespace TheoryCheck.Verification.Landscapes;

/// <summary>Where a descent ended, in doubles: a proposal and nothing more.</summary>
/// <param name="Point">The entries.</param>
/// <param name="Value">The value there.</param>
/// <param name="Slope">The norm of the gradient there.</param>
internal sealed record CriticalPoint(double[] Point, double Value, double Slope);

/// <summary>Runs down a function in doubles: limited-memory quasi-Newton steps (Liu and Nocedal 1989), then Newton steps.</summary>
[Cites("liu-nocedal-1989", "Algorithm 2.1")]
internal sealed class Descent(PointObjective objective)
{
    private const int Memory = 10;
    private const int MostSteps = 600;
    private const int MostIdle = 4;
    private const double Flat = 1e-11;
    private const double Progress = 1e-15;

    private TapeReading<DoubleReal>? tape;

    /// <summary>Where a start leads, or null when the function has no value on the way.</summary>
    public CriticalPoint? From(double[] start)
    {
        var x = (double[])start.Clone();
        if (Look(x) is not var (value, gradient))
        {
            return null;
        }

        var changes = new List<(double[] Move, double[] Turn, double Curvature)>();
        var idle = 0;
        for (var step = 0; step < MostSteps && Norm(gradient) > Flat * (1 + Math.Abs(value)); step++)
        {
            var direction = Direction(gradient, changes);
            var slope = Dot(direction, gradient);
            if (slope >= 0)
            {
                changes.Clear();
                direction = [.. gradient.Select(g => -g)];
                slope = -Dot(gradient, gradient);
            }

            var length = changes.Count == 0 ? Math.Min(1, 1 / Norm(gradient)) : 1;
            if (Step(x, value, direction, slope, length) is not var (next, nextValue, nextGradient))
            {
                if (changes.Count == 0)
                {
                    break;
                }

                changes.Clear();
                continue;
            }

            var move = Minus(next, x);
            var turn = Minus(nextGradient, gradient);
            var curvature = Dot(move, turn);
            if (curvature > 1e-14 * Norm(move) * Norm(turn))
            {
                changes.Add((move, turn, curvature));
                if (changes.Count > Memory)
                {
                    changes.RemoveAt(0);
                }
            }

            idle = value - nextValue <= Progress * (1 + Math.Abs(value)) ? idle + 1 : 0;
            (x, value, gradient) = (next, nextValue, nextGradient);
            if (idle == MostIdle)
            {
                break;
            }
        }

        return Polished(new CriticalPoint(x, value, Norm(gradient)));
    }

    /// <summary>A proof that a local minimum lies near a critical point; null where there is none.</summary>
    public LocalMinimum? Proof(CriticalPoint critical) => Hessian(critical.Point) is { } hessian && hessian.All(double.IsFinite)
        ? BallTest.TryProve(objective, critical, Symmetrised(hessian, objective.Size), DoubleInterval.FromRational(Rational.One))
        : null;

    /// <summary>The Hessian at a point, or null.</summary>
    public double[]? Hessian(double[] x) => Run(x)?.Hessian().Select(h => h.Value).ToArray();

    // A few Newton steps where the Hessian allows them; quasi-Newton steps stall at the square root of the accuracy of values.
    private CriticalPoint Polished(CriticalPoint found)
    {
        var best = found;
        for (var step = 0; step < 4 && best.Slope > 0 && objective.Size <= 512; step++)
        {
            if (Hessian(best.Point) is not { } hessian || Look(best.Point) is not var (_, gradient) || !hessian.All(double.IsFinite))
            {
                break;
            }

            var move = new double[gradient.Length];
            LuFactorisation.Solve(hessian, gradient.Length, gradient, 1, move);
            var next = Minus(best.Point, move);
            if (!next.All(double.IsFinite) || Norm(move) > 1e-2 * (1 + Norm(best.Point)) || Look(next) is not var (value, slope) || Norm(slope) >= best.Slope)
            {
                break;
            }

            best = new CriticalPoint(next, value, Norm(slope));
        }

        return best;
    }

    private (double[] Point, double Value, double[] Gradient)? Step(double[] x, double value, double[] direction, double slope, double length)
    {
        for (var halvings = 0; halvings < 40; halvings++, length /= 2)
        {
            var next = new double[x.Length];
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = x[i] + (length * direction[i]);
            }

            if (Look(next) is var (found, gradient) && found <= value + (1e-4 * length * slope))
            {
                return (next, found, gradient);
            }
        }

        return null;
    }

    private static double[] Direction(double[] gradient, List<(double[] Move, double[] Turn, double Curvature)> changes)
    {
        var q = (double[])gradient.Clone();
        var weights = new double[changes.Count];
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            weights[i] = Dot(changes[i].Move, q) / changes[i].Curvature;
            AddTo(q, -weights[i], changes[i].Turn);
        }

        if (changes.Count > 0)
        {
            var (_, turn, curvature) = changes[^1];
            var scale = curvature / Dot(turn, turn);
            for (var i = 0; i < q.Length; i++)
            {
                q[i] *= scale;
            }
        }

        for (var i = 0; i < changes.Count; i++)
        {
            AddTo(q, weights[i] - (Dot(changes[i].Turn, q) / changes[i].Curvature), changes[i].Move);
        }

        return [.. q.Select(v => -v)];
    }

    /// <summary>The value at a point, or null when there is none.</summary>
    public double? Value(double[] x) => Run(x) is { } run && double.IsFinite(run.Value.Value) ? run.Value.Value : null;

    private (double Value, double[] Gradient)? Look(double[] x)
    {
        if (Run(x) is not { } run || !double.IsFinite(run.Value.Value))
        {
            return null;
        }

        var gradient = run.Gradient().Select(g => g.Value).ToArray();
        return gradient.All(double.IsFinite) ? (run.Value.Value, gradient) : null;
    }

    // A tape holds as long as its case distinctions come out the same.
    private TapeRun<DoubleReal>? Run(double[] x)
    {
        var inputs = x.Select(v => new DoubleReal(v)).ToArray();
        try
        {
            if (tape?.Run(inputs) is { } run)
            {
                return run;
            }

            tape = objective.Record<DoubleReal>(inputs, new DoubleReal(1)).In(new DoubleReal(1));
            return tape.Run(inputs);
        }
        catch (Exception e) when (e is UndefinedException or NotRepresentableException)
        {
            return null;
        }
    }

    private static double Norm(double[] x) => Math.Sqrt(Dot(x, x));

    private static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    private static double[] Minus(double[] x, double[] y)
    {
        var difference = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            difference[i] = x[i] - y[i];
        }

        return difference;
    }

    private static void AddTo(double[] x, double factor, double[] y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] += factor * y[i];
        }
    }

    private static double[] Symmetrised(double[] matrix, int n)
    {
        var symmetric = new double[matrix.Length];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                symmetric[(i * n) + j] = (matrix[(i * n) + j] / 2) + (matrix[(j * n) + i] / 2);
            }
        }

        return symmetric;
    }
}
