namespace TheoryCheck.Verification.Instances;

/// <summary>
/// Structured ways to place several vectors: where lemmas about configurations break. Found by the catalogue; one file
/// could hold each, but each is one line of geometry.
/// </summary>
internal static class ConfigurationShape
{
    /// <summary>A way to fill <c>count</c> vectors of a dimension, row-major, from standard normals already there.</summary>
    public delegate void Shape(Span<double> vectors, int dimension);

    /// <summary>The shapes in the order a search tries them; the first leaves the random start as it is.</summary>
    public static IReadOnlyList<(string Name, Shape Place)> All { get; } =
    [
        ("random", (_, _) => { }),
        ("orthogonal", Orthogonal),
        ("antipodal", Antipodal),
        ("nearly parallel", NearlyParallel),
        ("repeated", Repeated),
        ("equispaced on a circle", Equispaced),
        ("random", (_, _) => { }),
        ("small", (vectors, _) => Scale(vectors, 1.0 / 64)),
        ("large", (vectors, _) => Scale(vectors, 64)),
        ("one vanishes", (vectors, dimension) => vectors[..Math.Min(dimension, vectors.Length)].Clear()),
        ("signs", Signs),
        ("scales apart", ScalesApart),
        ("all vanish", (vectors, _) => vectors.Clear()),
        ("corners of a regular simplex", Simplex),
    ];

    private static void Orthogonal(Span<double> vectors, int dimension)
    {
        for (var i = 0; i < vectors.Length / dimension; i++)
        {
            var row = vectors.Slice(i * dimension, dimension);
            row.Clear();
            row[i % dimension] = (i / dimension) % 2 == 0 ? 1 : -1;
        }
    }

    private static void Antipodal(Span<double> vectors, int dimension)
    {
        for (var i = 1; i < vectors.Length / dimension; i += 2)
        {
            for (var c = 0; c < dimension; c++)
            {
                vectors[(i * dimension) + c] = -vectors[((i - 1) * dimension) + c];
            }
        }
    }

    private static void NearlyParallel(Span<double> vectors, int dimension)
    {
        for (var i = 1; i < vectors.Length / dimension; i++)
        {
            for (var c = 0; c < dimension; c++)
            {
                vectors[(i * dimension) + c] = vectors[c] + (vectors[(i * dimension) + c] / 64);
            }
        }
    }

    private static void Repeated(Span<double> vectors, int dimension)
    {
        for (var i = 1; i < vectors.Length / dimension; i++)
        {
            vectors[..dimension].CopyTo(vectors.Slice(i * dimension, dimension));
        }
    }

    // Points of the rational circle from the half-angle parametrisation, near 2πi/n; other coordinates vanish.
    private static void Equispaced(Span<double> vectors, int dimension)
    {
        var count = vectors.Length / dimension;
        for (var i = 0; i < count; i++)
        {
            var row = vectors.Slice(i * dimension, dimension);
            row.Clear();
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / count);
            row[0] = cos;
            if (dimension > 1)
            {
                row[1] = sin;
            }
        }
    }

    // n eᵢ - (1, .., 1) on the first n axes: of one length, with sum 0 where there are at least n axes.
    private static void Simplex(Span<double> vectors, int dimension)
    {
        var count = vectors.Length / dimension;
        vectors.Clear();
        for (var i = 0; i < count; i++)
        {
            for (var c = 0; c < Math.Min(count, dimension); c++)
            {
                vectors[(i * dimension) + c] = c == i ? count - 1 : -1;
            }
        }
    }

    private static void Signs(Span<double> vectors, int dimension)
    {
        foreach (ref var value in vectors)
        {
            value = value < 0 ? -1 : 1;
        }
    }

    private static void ScalesApart(Span<double> vectors, int dimension)
    {
        for (var i = 0; i < vectors.Length / dimension; i++)
        {
            Scale(vectors.Slice(i * dimension, dimension), i % 2 == 0 ? 16 : 1.0 / 16);
        }
    }

    private static void Scale(Span<double> vectors, double factor)
    {
        foreach (ref var value in vectors)
        {
            value *= factor;
        }
    }
}
