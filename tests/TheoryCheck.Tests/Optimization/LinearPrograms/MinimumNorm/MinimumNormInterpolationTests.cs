using NUnit.Framework;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Optimization.LinearPrograms.MinimumNorm;

namespace TheoryCheck.Tests.Optimization.LinearPrograms.MinimumNorm;

public sealed class MinimumNormInterpolationTests
{
    [Test]
    public void Solve_RandomLabels_AgreesWithTheEmbeddedSimplex([Values(1, 2, 3, 4)] int seed)
    {
        var (dictionary, random) = Relu(seed, 12, 150, 3);
        var y = Enumerable.Range(0, 12).Select(_ => random.Next(2) == 0 ? -1.0 : 1).ToArray();
        var fast = MinimumNormInterpolation.Solve(dictionary, y, MinimumNormRequest.Default);
        var program = dictionary.ToProgram(y);
        var slow = new EmbeddedSimplex().Solve(program, LinearProgramRequest.Default);
        OptimalityAssert.Optimal(program, slow);
        Assert.That(fast.Status, Is.EqualTo(LinearProgramStatus.Optimal));
        Assert.That(fast.Objective, Is.EqualTo(slow.Objective).Within(1e-9 * slow.Objective));
        Satisfies(dictionary, y, fast);
    }

    [Test]
    public void Solve_GenericTeacher_ClosesTheGap([Values(1, 2, 3)] int seed)
    {
        var (dictionary, random) = Relu(seed, 40, 1500, 5);
        var y = Enumerable.Range(0, 40).Select(_ => random.NextDouble()).ToArray();
        Satisfies(dictionary, y, MinimumNormInterpolation.Solve(dictionary, y, MinimumNormRequest.Default));
    }

    [Test]
    public void Solve_SparseTeacherInTheDictionary_FindsItWithoutStalling([Range(1, 6)] int seed)
    {
        var (dictionary, _) = Relu(seed, 50, 1000, 5);
        var y = Combined(dictionary, (5, 1), (77, -0.5), (900, 2));
        var answer = MinimumNormInterpolation.Solve(dictionary, y, MinimumNormRequest.Default);
        Satisfies(dictionary, y, answer);
        Assert.That(answer.Objective, Is.EqualTo(3.5).Within(1e-9));
        Assert.That(answer.Atoms.Where(a => Math.Abs(a.Weight) > 1e-9).Select(a => a.Column), Is.EqualTo(new[] { 5, 77, 900 }));
        Assert.That(answer.Iterations, Is.LessThan(20_000));
    }

    [Test]
    public void Solve_ColumnsThatDifferByRounding_EndsWhenNothingIsGained()
    {
        var (dictionary, random) = Relu(11, 30, 200, 2);
        var columns = new double[2 * 200 * 30];
        for (var j = 0; j < 200; j++)
        {
            dictionary.Column(j, columns.AsSpan(60 * j, 30));
            for (var i = 0; i < 30; i++)
            {
                columns[60 * j + 30 + i] = columns[60 * j + i] * (1 + 1e-9 * (random.NextDouble() - 0.5));
            }
        }

        var y = Enumerable.Range(0, 30).Select(_ => random.NextDouble()).ToArray();
        var answer = MinimumNormInterpolation.Solve(new ExplicitDictionary(columns, 30), y, MinimumNormRequest.Default with { Tolerance = 1e-13 });
        Assert.That(answer.Status, Is.EqualTo(LinearProgramStatus.Optimal));
        Assert.That(answer.Iterations, Is.LessThan(10_000));
        Assert.That(answer.Bound, Is.EqualTo(answer.Objective).Within(1e-6 * answer.Objective));
    }

    [Test]
    public void Start_SolutionOfTheSameProblem_NeedsFewPivots()
    {
        var (dictionary, random) = Relu(9, 40, 1500, 5);
        var y = Enumerable.Range(0, 40).Select(_ => random.NextDouble()).ToArray();
        var cold = MinimumNormInterpolation.Solve(dictionary, y, MinimumNormRequest.Default);
        var warm = MinimumNormInterpolation.Solve(dictionary, y, MinimumNormRequest.Default with { Start = cold.Basis });
        Satisfies(dictionary, y, warm);
        Assert.That(warm.Iterations, Is.LessThan(cold.Iterations / 4));
    }

    [Test]
    public void Solve_OutOfReach_GivesAProof()
    {
        // Two equal inputs with different labels: no measure interpolates.
        double[] x = [1, 0, 1, 0, 0, 1];
        var theta = Enumerable.Range(0, 40).SelectMany(k => new[] { Math.Cos(k), Math.Sin(k) }).ToArray();
        var dictionary = new ReluDictionary(x, theta, 2);
        double[] y = [1, -1, 2];
        var answer = MinimumNormInterpolation.Solve(dictionary, y, MinimumNormRequest.Default);
        Assert.That(answer.Status, Is.EqualTo(LinearProgramStatus.Infeasible));
        var prices = new double[dictionary.Count];
        dictionary.Price(answer.Multipliers.AsSpan(), prices);
        Assert.That(prices.Max(Math.Abs), Is.LessThan(1e-8));
        Assert.That(answer.Multipliers.Zip(y, (p, v) => p * v).Sum(), Is.GreaterThan(1e-3));
    }

    [Test]
    public void Solve_EqualInputsEqualLabels_IsSolved()
    {
        double[] x = [1, 0, 1, 0, 0, 1];
        var theta = Enumerable.Range(0, 40).SelectMany(k => new[] { Math.Cos(k), Math.Sin(k) }).ToArray();
        var dictionary = new ReluDictionary(x, theta, 2);
        double[] y = [1, 1, 2];
        Satisfies(dictionary, y, MinimumNormInterpolation.Solve(dictionary, y, MinimumNormRequest.Default));
    }

    [Test]
    public void Solve_ZeroTarget_IsTheZeroMeasure()
    {
        var (dictionary, _) = Relu(1, 10, 100, 3);
        var answer = MinimumNormInterpolation.Solve(dictionary, new double[10], MinimumNormRequest.Default);
        Assert.That((answer.Status, answer.Objective, answer.Atoms.Length), Is.EqualTo((LinearProgramStatus.Optimal, 0.0, 0)));
    }

    [Test]
    public void Solve_BadTarget_IsRefused()
    {
        var (dictionary, _) = Relu(1, 3, 10, 2);
        Assert.That(() => MinimumNormInterpolation.Solve(dictionary, [1, double.NaN, 0], MinimumNormRequest.Default), Throws.ArgumentException);
        Assert.That(() => MinimumNormInterpolation.Solve(dictionary, [1], MinimumNormRequest.Default), Throws.ArgumentException);
    }

    [Test]
    public void Dictionaries_SameColumns_PriceAlike([Values(1, 7, 31, 32, 33, 100)] int count)
    {
        var (relu, random) = Relu(count, 13, count, 4);
        var columns = new double[count * 13];
        for (var j = 0; j < count; j++)
        {
            relu.Column(j, columns.AsSpan(j * 13, 13));
        }

        var p = Enumerable.Range(0, 13).Select(_ => random.NextDouble() - 0.5).ToArray();
        var (first, second) = (new double[count], new double[count]);
        relu.Price(p, first);
        new ExplicitDictionary(columns, 13).Price(p, second);
        Assert.That(first, Is.EqualTo(second).Within(1e-14));
    }

    [Test]
    public void ToProgramBasis_RandomLabels_IsSettledExactly([Values(1, 2)] int seed)
    {
        var (dictionary, random) = Relu(seed, 12, 150, 3);
        var y = Enumerable.Range(0, 12).Select(_ => random.Next(2) == 0 ? -1.0 : 1).ToArray();
        var answer = MinimumNormInterpolation.Solve(dictionary, y, MinimumNormRequest.Default);
        var outcome = ExactLinearProgram.Settle(dictionary.ToProgram(y), answer.ToProgramBasis(dictionary));
        Assert.That(outcome.Certificate?.Value.ToDouble(), Is.EqualTo(answer.Objective).Within(1e-9 * answer.Objective), outcome.Reason);
        Assert.That((outcome.Pivots, outcome.Uniqueness), Is.EqualTo((0, OptimumUniqueness.Unique)));
    }

    [Test]
    public void Solve_SmallTeacher_IsCertifiedExactly()
    {
        // Whole numbers, so that y is exactly in reach of three columns.
        var random = new Random(4);
        var columns = Enumerable.Range(0, 8 * 40).Select(_ => (double)Math.Max(0, random.Next(-8, 9))).ToArray();
        var dictionary = new ExplicitDictionary(columns, 8);
        var y = Combined(dictionary, (3, 1), (9, -1), (20, 2));
        var exact = ExactLinearProgram.Solve(dictionary.ToProgram(y));
        Assert.That(exact.Certificate, Is.Not.Null, exact.Reason);
        var answer = MinimumNormInterpolation.Solve(dictionary, y, MinimumNormRequest.Default);
        Assert.That(answer.Objective, Is.EqualTo(exact.Certificate!.Value.ToDouble()).Within(1e-9));
    }

    private static (ReluDictionary Dictionary, Random Random) Relu(int seed, int n, int count, int d)
    {
        var random = new Random(seed);
        double[] Sphere(int size) =>
            [.. Enumerable.Range(0, size).SelectMany(_ =>
            {
                var v = Enumerable.Range(0, d).Select(_ => random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5).ToArray();
                var norm = Math.Sqrt(v.Sum(c => c * c));
                return v.Select(c => c / norm);
            })];
        return (new(Sphere(n), Sphere(count), d), random);
    }

    private static double[] Combined(FeatureDictionary dictionary, params (int Column, double Weight)[] atoms)
    {
        var (sum, column) = (new double[dictionary.RowCount], new double[dictionary.RowCount]);
        foreach (var (j, weight) in atoms)
        {
            dictionary.Column(j, column);
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += weight * column[i];
            }
        }

        return sum;
    }

    private static void Satisfies(FeatureDictionary dictionary, double[] y, MinimumNormSolution answer)
    {
        Assert.That(answer.Status, Is.EqualTo(LinearProgramStatus.Optimal));
        Assert.That(Combined(dictionary, [.. answer.Atoms.Select(a => (a.Column, a.Weight))]), Is.EqualTo(y).Within(1e-8));
        var prices = new double[dictionary.Count];
        dictionary.Price(answer.Multipliers.AsSpan(), prices);
        Assert.That(prices.Max(Math.Abs), Is.LessThanOrEqualTo(1 + 1e-8));
        Assert.That(answer.Bound, Is.EqualTo(answer.Objective).Within(1e-8 * answer.Objective));
    }
}
