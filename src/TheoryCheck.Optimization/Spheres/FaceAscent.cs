namespace TheoryCheck.Optimization.Spheres;

/// <summary>
/// Ascents from many points in any dimension: each step goes along a great circle toward the gradient of the cell, projected on
/// the kinks it stands on, through kinks that bend upward and up to the first one past which the function falls.
/// </summary>
internal sealed class FaceAscent : SphereMaximiser
{
    private const int MaximalSteps = 500;

    /// <inheritdoc/>
    protected override void Collect(RidgeSum function, double cutoff, bool onlyPositive, IReadOnlyList<double[]> starts, List<Peak> found)
    {
        var negated = onlyPositive ? null : function.Negated();
        foreach (var start in Starts(function, starts))
        {
            Offer(function, Climb(function, start), 1, cutoff, found);
            if (negated is not null)
            {
                Offer(function, Climb(negated, start), -1, cutoff, found);
            }
        }
    }

    /// <summary>The end of the ascent from a unit vector; at least as high as the start.</summary>
    internal static double[] Climb(RidgeSum function, double[] start)
    {
        var (n, d) = (function.Count, function.Dimension);
        var point = (double[])start.Clone();
        var products = new double[n];
        var change = new double[n];
        var isKink = new bool[n];
        var isActive = new bool[n];
        for (var i = 0; i < n; i++)
        {
            products[i] = RidgeSum.Dot(function.Input(i), point);
            isActive[i] = products[i] > 0;
        }

        var kinks = new List<int>();
        for (var step = 0; step < MaximalSteps; step++)
        {
            var gradient = Gradient(function, isActive);
            var multipliers = new double[kinks.Count];
            var target = Projected(function, gradient, kinks, multipliers);
            var length = RidgeSum.Norm(target);
            if (length == 0)
            {
                return point;
            }

            var tangent = new double[d];
            var alignment = RidgeSum.Dot(target, point);
            for (var k = 0; k < d; k++)
            {
                tangent[k] = target[k] - alignment * point[k];
            }

            var slope = RidgeSum.Norm(tangent);
            if (slope <= 1e-13 * Math.Max(length, 1e-300))
            {
                // At the best point of the face: leave a kink whose multiplier is outside [0, 1], or stop.
                if (!Release(function, kinks, multipliers, isKink, isActive))
                {
                    return point;
                }

                continue;
            }

            // θ(a) = cos a·θ + sin a·t: the products change sign at tan a = −z/⟨x, t⟩.
            for (var k = 0; k < d; k++)
            {
                tangent[k] /= slope;
            }

            for (var i = 0; i < n; i++)
            {
                change[i] = isKink[i] ? 0 : RidgeSum.Dot(function.Input(i), tangent);
            }

            var (angle, stopped) = Walk(function, products, change, isKink, isActive, alignment, slope);
            var (cosine, sine) = (1 / Math.Sqrt(1 + angle * angle), angle / Math.Sqrt(1 + angle * angle));
            for (var k = 0; k < d; k++)
            {
                point[k] = cosine * point[k] + sine * tangent[k];
            }

            var norm = RidgeSum.Norm(point);
            for (var k = 0; k < d; k++)
            {
                point[k] /= norm;
            }

            for (var i = 0; i < n; i++)
            {
                products[i] = isKink[i] ? 0 : RidgeSum.Dot(function.Input(i), point);
            }

            if (stopped >= 0)
            {
                if (kinks.Count == d - 1)
                {
                    return point;
                }

                kinks.Add(stopped);
                isKink[stopped] = true;
                isActive[stopped] = false;
                products[stopped] = 0;
            }
        }

        return point;
    }

    /// <summary>The tangent of the angle of the first peak along the great circle, and the kink that makes it, or -1.</summary>
    private static (double Angle, int Kink) Walk(
        RidgeSum function, double[] products, double[] change, bool[] isKink, bool[] isActive, double alignment, double slope)
    {
        var events = new List<(double Tangent, int Input)>();
        for (var i = 0; i < products.Length; i++)
        {
            if (isKink[i])
            {
                continue;
            }

            if (isActive[i] ? change[i] < 0 : change[i] > 0)
            {
                events.Add((Math.Max(0, -products[i] / change[i]), i));
            }
        }

        events.Sort((left, right) => left.Tangent.CompareTo(right.Tangent));

        // Along the circle f = A cos a + B sin a on each piece; it rises while tan a < B/A (or A ≤ 0).
        var (a, b) = (alignment, slope);
        foreach (var (at, i) in events)
        {
            if (a > 0 && b / a <= at)
            {
                return (Math.Max(0, b / a), -1);
            }

            var c = isActive[i] ? -function.Factors[i] : function.Factors[i];
            var (nextA, nextB) = (a + c * products[i], b + c * change[i]);
            var rises = nextB - nextA * at > 0;
            if (!rises)
            {
                return (at, i);
            }

            isActive[i] = !isActive[i];
            (a, b) = (nextA, nextB);
        }

        return (a > 0 ? b / a : 1e3, -1);
    }

    private static double[] Gradient(RidgeSum function, bool[] isActive)
    {
        var gradient = function.Linear.ToArray();
        for (var i = 0; i < isActive.Length; i++)
        {
            if (isActive[i])
            {
                var x = function.Input(i);
                for (var k = 0; k < gradient.Length; k++)
                {
                    gradient[k] += function.Factors[i] * x[k];
                }
            }
        }

        return gradient;
    }

    /// <summary>The gradient minus its part in the span of the kinks' inputs, by Gram-Schmidt; coefficients by back substitution.</summary>
    private static double[] Projected(RidgeSum function, double[] gradient, List<int> kinks, double[] multipliers)
    {
        var result = (double[])gradient.Clone();
        var size = kinks.Count;
        var basis = new double[size][];
        var triangle = new double[size, size];
        for (var j = 0; j < size; j++)
        {
            basis[j] = function.Input(kinks[j]).ToArray();
            for (var l = 0; l < j; l++)
            {
                triangle[l, j] = RidgeSum.Dot(basis[l], basis[j]);
                for (var k = 0; k < result.Length; k++)
                {
                    basis[j][k] -= triangle[l, j] * basis[l][k];
                }
            }

            triangle[j, j] = RidgeSum.Norm(basis[j]);
            for (var k = 0; k < result.Length; k++)
            {
                basis[j][k] = triangle[j, j] > 1e-14 ? basis[j][k] / triangle[j, j] : 0;
            }
        }

        for (var j = 0; j < size; j++)
        {
            multipliers[j] = RidgeSum.Dot(basis[j], result);
            for (var k = 0; k < result.Length; k++)
            {
                result[k] -= multipliers[j] * basis[j][k];
            }
        }

        for (var j = size - 1; j >= 0; j--)
        {
            for (var l = j + 1; l < size; l++)
            {
                multipliers[j] -= triangle[j, l] * multipliers[l];
            }

            multipliers[j] = triangle[j, j] > 1e-14 ? multipliers[j] / triangle[j, j] : 0;
        }

        return result;
    }

    private static bool Release(RidgeSum function, List<int> kinks, double[] multipliers, bool[] isKink, bool[] isActive)
    {
        // The gradient is Σ multiplier·x beyond its projection; with share t of the kink it would be multiplier + t·c.
        var (worst, excess) = (-1, 1e-9);
        for (var j = 0; j < kinks.Count; j++)
        {
            var c = function.Factors[kinks[j]];
            var share = c == 0 ? 0 : -multipliers[j] / c;
            var outside = Math.Max(-share, share - 1);
            if (outside > excess)
            {
                (worst, excess) = (j, outside);
            }
        }

        if (worst < 0)
        {
            return false;
        }

        var input = kinks[worst];
        isActive[input] = -multipliers[worst] / function.Factors[input] > 1;
        isKink[input] = false;
        kinks.RemoveAt(worst);
        return true;
    }

    private static IEnumerable<double[]> Starts(RidgeSum function, IReadOnlyList<double[]> given)
    {
        foreach (var start in given)
        {
            yield return start;
        }

        for (var i = 0; i < function.Count; i++)
        {
            var norm = RidgeSum.Norm(function.Input(i));
            if (norm > 0)
            {
                yield return Array.ConvertAll(function.Input(i).ToArray(), x => x / norm);
                yield return Array.ConvertAll(function.Input(i).ToArray(), x => -x / norm);
            }
        }
    }
}
