using TheoryCheck.Optimization.LinearPrograms;

namespace TheoryCheck.Tests.Optimization.LinearPrograms;

/// <summary>Small programs with known answers, and random ones.</summary>
internal static class SamplePrograms
{
    public const double None = double.PositiveInfinity;

    /// <summary>max 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: 36 at (2, 6), multipliers (0, 3/2, 1) (Hillier and Lieberman, Wyndor Glass).</summary>
    public static LinearProgram Wyndor { get; } = new(
        "wyndor",
        ObjectiveSense.Maximise,
        [new("plant1", -None, 4), new("plant2", -None, 12), new("plant3", -None, 18)],
        [new("x", 3, 0, None, [new(0, 1), new(2, 3)]), new("y", 5, 0, None, [new(1, 2), new(2, 2)])]);

    /// <summary>Beale's program, on which the simplex method with Dantzig's rule cycles: the optimum is -1/20 (Beale 1955).</summary>
    public static LinearProgram Beale { get; } = new(
        "beale",
        ObjectiveSense.Minimise,
        [new("r1", -None, 0), new("r2", -None, 0), new("r3", -None, 1)],
        [
            LinearColumn.Dense("x4", -0.75, 0, None, [0.25, 0.5, 0]),
            LinearColumn.Dense("x5", 150, 0, None, [-60, -90, 0]),
            LinearColumn.Dense("x6", -0.02, 0, None, [-0.04, -0.02, 1]),
            LinearColumn.Dense("x7", 6, 0, None, [9, 3, 0]),
        ]);

    /// <summary>The Klee-Minty cube, optimum 100^(d-1) at the last corner (Klee and Minty 1972).</summary>
    public static LinearProgram KleeMinty(int d) => new(
        "klee-minty",
        ObjectiveSense.Maximise,
        [.. Enumerable.Range(0, d).Select(i => new LinearRow($"r{i}", -None, Math.Pow(100, i)))],
        [.. Enumerable.Range(0, d).Select(j => LinearColumn.Dense(
            $"x{j}", Math.Pow(10, d - 1 - j), 0, None, [.. Enumerable.Range(0, d).Select(i => i < j ? 0 : i == j ? 1 : 2 * Math.Pow(10, i - j))]))]);

    /// <summary>Least Σ|w| with yᵢ Σ wₚ max(0, ⟨θₚ, xᵢ⟩) ≥ 1, for random directions of the plane and labels of both signs.</summary>
    public static LinearProgram Margins(int seed, int rows, int directions)
    {
        var random = new Random(seed);
        double[] Angles(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * Math.PI * random.NextDouble())];
        var (inputs, thetas) = (Angles(rows), Angles(directions));
        var labels = inputs.Select(_ => random.Next(2) == 0 ? -1.0 : 1).ToArray();
        return new(
            $"margins{seed}",
            ObjectiveSense.Minimise,
            [.. inputs.Select((_, i) => new LinearRow($"r{i}", 1, None))],
            [.. thetas.SelectMany((theta, p) => new[] { 1, -1 }.Select(sign => LinearColumn.Dense(
                $"w{p}{(sign > 0 ? "plus" : "minus")}", 1, 0, None, [.. inputs.Select((x, i) => sign * labels[i] * Math.Max(0, Math.Cos(theta - x)))])))]);
    }

    /// <summary>A feasible and bounded program: rows hold at a known point, costs come from known multipliers.</summary>
    public static LinearProgram Random(int seed, int rows, int columns)
    {
        var random = new Random(seed);
        double Whole(int most) => random.Next(-most, most + 1);
        var matrix = new double[columns][];
        var point = new double[columns];
        for (var j = 0; j < columns; j++)
        {
            matrix[j] = [.. Enumerable.Range(0, rows).Select(_ => random.Next(3) == 0 ? 0 : Whole(9))];
            point[j] = random.Next(2) == 0 ? 0 : random.Next(1, 6);
        }

        var multipliers = Enumerable.Range(0, rows).Select(_ => (double)random.Next(0, 4)).ToArray();
        var values = Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, columns).Sum(j => matrix[j][i] * point[j])).ToArray();
        return new(
            $"random{seed}",
            ObjectiveSense.Minimise,
            [.. values.Select((v, i) => (i % 3) switch
            {
                0 => new LinearRow($"r{i}", v, v),
                1 => new LinearRow($"r{i}", v, None),
                _ => new LinearRow($"r{i}", v, v + 5),
            })],
            [.. matrix.Select((column, j) => LinearColumn.Dense(
                $"x{j}",
                column.Zip(multipliers, (a, y) => a * y).Sum() + (point[j] == 0 ? random.Next(0, 3) : 0),
                0,
                random.Next(3) == 0 ? 10 : None,
                column))]);
    }

    /// <summary>min ‖c‖₁, Φc = y with y made of three columns of Φ: nearly every basic variable of an optimum is 0.</summary>
    public static LinearProgram SparseTeacher(int seed, int n, int count)
    {
        var random = new Random(seed);
        var features = new double[count][];
        for (var p = 0; p < count; p++)
        {
            features[p] = [.. Enumerable.Range(0, n).Select(_ => Math.Max(0, random.NextDouble() - 0.4))];
        }

        var y = Enumerable.Range(0, n).Select(i => features[1][i] - 0.5 * features[5][i] + 2 * features[7][i]).ToArray();
        return new(
            "teacher",
            ObjectiveSense.Minimise,
            [.. y.Select((v, i) => new LinearRow($"r{i}", v, v))],
            [.. features.SelectMany((f, p) => new[]
            {
                LinearColumn.Dense($"u{p}", 1, 0, None, f),
                LinearColumn.Dense($"v{p}", 1, 0, None, [.. f.Select(v => -v)]),
            })]);
    }
}
