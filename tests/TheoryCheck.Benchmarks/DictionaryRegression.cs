using System.Globalization;
using TheoryCheck.Optimization.Measures;

namespace TheoryCheck.Benchmarks;

/// <summary>The LASSO over a dictionary of ReLU features at equal duality gap.</summary>
internal static class DictionaryRegression
{
    public static bool Compare(Size size)
    {
        var instance = new Instance(size);
        var columns = new double[size.M * size.N];
        for (var p = 0; p < size.M; p++)
        {
            for (var i = 0; i < size.N; i++)
            {
                var z = 0.0;
                for (var k = 0; k < size.D; k++)
                {
                    z += instance.W[p * size.D + k] * instance.X[i * size.D + k];
                }

                columns[p * size.N + i] = Math.Max(0, z);
            }
        }

        var scale = 1.0 / size.N;
        var result = DictionaryLasso.Solve(columns, instance.Y, 0.01, scale, 1e-8);
        var seconds = Timing.Best(() => DictionaryLasso.Solve(columns, instance.Y, 0.01, scale, 1e-8), 3, 0.2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dictionary LASSO, n, d, P = {size}: relative gap {result.Gap / result.Objective:E1}, {result.Rounds} rounds"));
        return Table.Print("  the same", seconds, result.Objective, PeerResult.Run("lasso.py", instance), 1e-6);
    }
}

/// <summary>The LASSO of a finite dictionary.</summary>
internal sealed class DictionaryRegressionComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "lasso";

    /// <inheritdoc/>
    public override bool Run() => DictionaryRegression.Compare(new(100, 5, 4000));
}
