using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>Smooth features of samples, and h(t) = Σᵢ qᵢ φ(⟨t, xᵢ⟩) on the sphere, in doubles.</summary>
/// <param name="problem">The samples and φ.</param>
internal sealed class SmoothRidgeSum(SmoothProblem problem)
{
    private const int MaximalSteps = 100;
    private const int Ring = 256;
    private const int MostStarts = 24;

    /// <summary>The samples.</summary>
    internal double[][] Inputs { get; } = [.. problem.Inputs.Select(static x => x.Select(static v => v.ToDouble()).ToArray())];

    /// <summary>The length d of the samples.</summary>
    internal int Dimension => problem.Dimension;

    /// <summary>φ, φ' and φ'' at the products of a point with the samples.</summary>
    internal (double Product, double Value, double Slope, double Curvature)[] At(double[] point) => Array.ConvertAll(Inputs, x =>
    {
        var product = RidgeSum.Dot(x, point);
        var (value, slope, curvature, _, _) = problem.Feature.Model.At(product);
        return (product, value, slope, curvature);
    });

    /// <summary>Orthonormal vectors orthogonal to a unit vector, from a reflection that takes a unit coordinate vector to it.</summary>
    internal static double[][] Tangents(double[] point)
    {
        var axis = Enumerable.Range(0, point.Length).MaxBy(k => Math.Abs(point[k]));
        var normal = (double[])point.Clone();
        normal[axis] += Math.Sign(point[axis]);
        var scale = 2 / RidgeSum.Dot(normal, normal);
        return [.. Enumerable.Range(0, point.Length).Where(k => k != axis).Select(k => Array.ConvertAll(normal, v => -scale * normal[k] * v)
            .Select((v, j) => j == k ? v + 1 : v).ToArray())];
    }

    /// <summary>A point moved along tangents and back to the sphere.</summary>
    internal static double[] Moved(double[] point, double[][] tangents, ReadOnlySpan<double> steps)
    {
        var moved = (double[])point.Clone();
        for (var a = 0; a < tangents.Length; a++)
        {
            for (var k = 0; k < moved.Length; k++)
            {
                moved[k] += steps[a] * tangents[a][k];
            }
        }

        var norm = RidgeSum.Norm(moved);
        return Array.ConvertAll(moved, v => v / norm);
    }

    /// <summary>Local maxima of |h|, or of h, above a floor, the highest first: by ascents from points spread over the sphere and from given ones.</summary>
    internal List<(double[] Point, int Sign, double Value)> Peaks(double[] dual, double floor, bool isNonnegative, IEnumerable<double[]> near)
    {
        var values = Spread().ConvertAll(p => (Point: p, Value: Value(dual, p)));
        var starts = values.OrderByDescending(p => isNonnegative ? p.Value : Math.Abs(p.Value)).Take(MostStarts).Select(p => p.Point).Concat(near);
        var peaks = new List<(double[] Point, int Sign, double Value)>();
        foreach (var start in starts)
        {
            foreach (var sign in isNonnegative ? [1] : new[] { 1, -1 })
            {
                var (point, value) = Ascent(dual, start, sign);
                if (value > floor && !peaks.Exists(p => p.Sign == sign && RidgeSum.Dot(p.Point, point) > 1 - 1e-10))
                {
                    peaks.Add((point, sign, value));
                }
            }
        }

        return [.. peaks.OrderByDescending(static p => p.Value)];
    }

    /// <summary>h at a point.</summary>
    internal double Value(double[] dual, double[] point)
    {
        var sum = 0.0;
        for (var i = 0; i < Inputs.Length; i++)
        {
            sum += dual[i] * problem.Feature.Model.At(RidgeSum.Dot(Inputs[i], point)).Value;
        }

        return sum;
    }

    private List<double[]> Spread() => Dimension switch
    {
        1 => [[1], [-1]],
        2 => [.. Enumerable.Range(0, Ring).Select(a => new[] { Math.Cos(2 * Math.PI * a / Ring), Math.Sin(2 * Math.PI * a / Ring) })],
        _ => SpreadDirections.Of(Dimension, Ring * Dimension),
    };

    // Damped Newton steps on sign·h.
    private (double[] Point, double Value) Ascent(double[] dual, double[] point, int sign)
    {
        var value = sign * Value(dual, point);
        for (var step = 0; step < MaximalSteps && Dimension > 1; step++)
        {
            var (tangents, gradient, hessian) = Local(dual, point, sign);
            var before = value;
            for (var damping = 1e-12; damping < 1e6 && value <= before; damping *= 30)
            {
                var factor = (double[])hessian.Clone();
                var size = Math.Max(1e-300, hessian.Max(Math.Abs));
                for (var a = 0; a < gradient.Length; a++)
                {
                    factor[a * gradient.Length + a] += damping * size;
                }

                var move = (double[])gradient.Clone();
                if (!DenseCholesky.TryFactor(factor, gradient.Length))
                {
                    continue;
                }

                DenseCholesky.Substitute(factor, move, gradient.Length);
                var next = Moved(point, tangents, move);
                if (sign * Value(dual, next) is var better && better > before)
                {
                    (point, value) = (next, better);
                }
            }

            if (!(value > before))
            {
                break;
            }
        }

        return (point, value);
    }

    // Gradient and minus the Hessian of sign·h in tangents.
    private (double[][] Tangents, double[] Gradient, double[] Hessian) Local(double[] dual, double[] point, int sign)
    {
        var tangents = Tangents(point);
        var size = tangents.Length;
        var (gradient, hessian) = (new double[size], new double[size * size]);
        var at = At(point);
        for (var i = 0; i < Inputs.Length; i++)
        {
            var weight = sign * dual[i];
            var products = Array.ConvertAll(tangents, v => RidgeSum.Dot(v, Inputs[i]));
            for (var a = 0; a < size; a++)
            {
                gradient[a] += weight * at[i].Slope * products[a];
                hessian[a * size + a] += weight * at[i].Slope * at[i].Product;
                for (var b = 0; b < size; b++)
                {
                    hessian[a * size + b] -= weight * at[i].Curvature * products[a] * products[b];
                }
            }
        }

        return (tangents, gradient, hessian);
    }
}
