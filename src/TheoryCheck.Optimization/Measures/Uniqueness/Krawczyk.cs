using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>A square system of equations near a point, for an existence and uniqueness test.</summary>
internal interface IEnclosedSystem
{
    /// <summary>The number of equations and unknowns.</summary>
    int Size { get; }

    /// <summary>Enclosures of the equations at a point of doubles.</summary>
    Interval[] Residual(double[] point);

    /// <summary>The Jacobian, row-major, over the box of given radii about a point: centres, and radii that cover rounding and the box; null if it may not exist there.</summary>
    (double[] Center, double[] Radius)? Jacobian(double[] point, double[] radii);
}

/// <summary>
/// Krawczyk's test: with C near the inverse Jacobian, a box about m of radii r holds exactly one zero if |C F(m)| + |I − C J(box)|·r &lt; r in
/// every component; then every matrix in J(box) is regular.
/// </summary>
[Cites("krawczyk1969", "section 3")]
[Cites("rump2010", "Theorem 13.3")]
internal static class Krawczyk
{
    /// <summary>Radii of a box about the point, which Newton steps move first, that holds exactly one zero; null when the test fails.</summary>
    internal static double[]? Radii(IEnclosedSystem system, double[] point)
    {
        var size = system.Size;
        for (var step = 0; step < 4; step++)
        {
            if (Inverse(system, point) is not { } newton)
            {
                return null;
            }

            var residual = Array.ConvertAll(system.Residual(point), Middle);
            for (var a = 0; a < size; a++)
            {
                point[a] -= Lanes.Dot(newton.AsSpan(a * size, size), residual);
            }
        }

        if (!Array.TrueForAll(point, double.IsFinite) || Inverse(system, point) is not { } inverse)
        {
            return null;
        }

        var values = system.Residual(point);
        var offset = new double[size];
        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b < size; b++)
            {
                offset[a] += Math.Abs(inverse[a * size + b]) * Math.Max(Math.Abs(values[b].LowerDouble), Math.Abs(values[b].UpperDouble));
            }

            offset[a] = offset[a] * (1 + 1e-9) + 1e-300;
        }

        var radii = Array.ConvertAll(offset, o => 2 * o);
        var largest = offset.Max();
        for (var a = 0; a < size; a++)
        {
            // Components that are exact at the centre need some width too, for the others to move.
            radii[a] = Math.Max(radii[a], 1e-3 * largest);
        }

        for (var attempt = 0; attempt < 8; attempt++)
        {
            if (system.Jacobian(point, radii) is not { } jacobian)
            {
                return null;
            }

            var image = Image(inverse, jacobian, radii, offset, size);
            if (Enumerable.Range(0, size).All(a => image[a] < radii[a]))
            {
                return radii;
            }

            radii = Array.ConvertAll(image, i => 2 * i);
            if (!Array.TrueForAll(radii, double.IsFinite))
            {
                return null;
            }
        }

        return null;
    }

    private static double[] Image(double[] inverse, (double[] Center, double[] Radius) jacobian, double[] radii, double[] offset, int size)
    {
        // |I − C J| ≤ |I − fl(C Jc)| + (size + 2)·2⁻⁵²·|C||Jc| + |C|·Jr.
        var unit = Math.ScaleB(size + 2, -52);
        var image = (double[])offset.Clone();
        var (row, weight) = (new double[size], new double[size]);
        for (var a = 0; a < size; a++)
        {
            Array.Clear(row);
            Array.Clear(weight);
            row[a] = 1;
            for (var k = 0; k < size; k++)
            {
                var factor = inverse[a * size + k];
                for (var b = 0; b < size && factor != 0; b++)
                {
                    var entry = jacobian.Center[k * size + b];
                    row[b] -= factor * entry;
                    weight[b] += Math.Abs(factor) * (unit * Math.Abs(entry) + jacobian.Radius[k * size + b]);
                }
            }

            var sum = 0.0;
            for (var b = 0; b < size; b++)
            {
                sum += (Math.Abs(row[b]) + weight[b] + unit) * radii[b];
            }

            image[a] = (image[a] + sum) * (1 + 1e-9);
        }

        return image;
    }

    private static double[]? Inverse(IEnclosedSystem system, double[] point)
    {
        var size = system.Size;
        if (system.Jacobian(point, new double[size]) is not { } jacobian)
        {
            return null;
        }

        var (identity, inverse) = (new double[size * size], new double[size * size]);
        for (var a = 0; a < size; a++)
        {
            identity[a * size + a] = 1;
        }

        LuFactorisation.Solve(jacobian.Center, size, identity, size, inverse);
        return Array.TrueForAll(inverse, double.IsFinite) ? inverse : null;
    }

    private static double Middle(Interval value) => value.LowerDouble / 2 + value.UpperDouble / 2;
}
