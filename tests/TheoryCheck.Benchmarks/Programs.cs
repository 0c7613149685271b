using System.Runtime.InteropServices;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.MinimumNorm;

namespace TheoryCheck.Benchmarks;

/// <summary>min ‖c‖₁ with Σ_p c_p relu(θ_p · x_i) = y_i for a fixed dictionary of directions, for three kinds of labels.</summary>
internal static class Programs
{
    private const int Dimension = 5;

    public static bool Compare(int n, int count)
    {
        var (inputs, directions) = (new Instance(new(n, Dimension, count)), new double[count * Dimension]);
        inputs.W.CopyTo(directions, 0);
        for (var p = 0; p < count; p++)
        {
            Normalise(directions.AsSpan(p * Dimension, Dimension));
        }

        var dictionary = new ReluDictionary(inputs.X, directions, Dimension);
        var agrees = true;
        foreach (var kind in new[] { "generic teacher", "teacher in the dictionary", "random labels" })
        {
            var y = Labels(kind, inputs, dictionary);
            var answer = MinimumNormInterpolation.Solve(dictionary, y, MinimumNormRequest.Default);
            var seconds = Timing.Best(() => MinimumNormInterpolation.Solve(dictionary, y, MinimumNormRequest.Default), 3, 0.2);
            agrees &= answer.Status == LinearProgramStatus.Optimal
                & Table.Print($"least norm, {kind}, {n} x {count} ({answer.Iterations} pivots)", seconds, answer.Objective, Peers(inputs, directions, dictionary, y), 1e-9);
        }

        return agrees;
    }

    private static double[] Labels(string kind, Instance inputs, ReluDictionary dictionary)
    {
        if (kind == "random labels")
        {
            return inputs.Y;
        }

        // The generic teacher's neurons are inputs of another draw: on the sphere, not in the dictionary.
        var teacher = kind == "generic teacher" ? new ReluDictionary(inputs.X, inputs.X.AsSpan(0, 4 * Dimension), Dimension) : dictionary;
        (int Neuron, double Weight)[] neurons = kind == "generic teacher" ? [(0, 1), (1, 1), (2, -1), (3, 0.5)] : [(5, 1), (77, -0.5), (900, 2)];
        var (y, column) = (new double[inputs.Size.N], new double[inputs.Size.N]);
        foreach (var (neuron, weight) in neurons)
        {
            teacher.Column(neuron, column);
            for (var i = 0; i < y.Length; i++)
            {
                y[i] += weight * column[i];
            }
        }

        return y;
    }

    private static List<PeerResult> Peers(Instance inputs, double[] directions, ReluDictionary dictionary, double[] y)
    {
        var folder = Directory.CreateTempSubdirectory("theorycheck-peers").FullName;
        try
        {
            foreach (var (name, values) in new[] { ("X", inputs.X), ("T", directions), ("y", y) })
            {
                File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
            }

            File.WriteAllText(Path.Combine(folder, "program.mps"), MpsWriter.Write(dictionary.ToProgram(y)));
            return PeerResult.Run("programs.py", folder, "SkylakeX", inputs.Size, []);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Normalise(Span<double> vector)
    {
        var norm = 0.0;
        foreach (var value in vector)
        {
            norm += value * value;
        }

        foreach (ref var value in vector)
        {
            value /= Math.Sqrt(norm);
        }
    }
}

/// <summary>Minimum-norm interpolation by linear programs, at two sizes.</summary>
internal sealed class ProgramsComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "programs";

    /// <inheritdoc/>
    public override bool Run() => Programs.Compare(100, 4000) & Programs.Compare(200, 20000);
}
