using NUnit.Framework;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Numerics.Random;

namespace TheoryCheck.Tests.Numerics.LinearAlgebra;

[TestFixture]
internal sealed class SymmetricEigenTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(7)]
    [TestCase(8)]
    [TestCase(9)]
    [TestCase(31)]
    [TestCase(64)]
    public void Decomposition_OfARandomMatrix_SatisfiesItsEquations(int n)
    {
        var a = RandomSymmetric(n, 1);
        var values = new double[n];
        var vectors = new double[n * n];
        Assert.That(SymmetricEigen.TryDecompose(a, n, values, vectors), Is.True);
        var norm = Math.Sqrt(Lanes.Dot(a, a));
        Assert.That(values, Is.Ordered.Descending);
        Assert.That(values.Sum(), Is.EqualTo(Enumerable.Range(0, n).Sum(i => a[i * n + i])).Within(1e-14 * n * norm));
        Assert.That(Lanes.Dot(values, values), Is.EqualTo(norm * norm).Within(1e-14 * n * norm * norm));
        for (var k = 0; k < n; k++)
        {
            var v = vectors.AsSpan(k * n, n);
            for (var i = 0; i < n; i++)
            {
                Assert.That(Lanes.Dot(a.AsSpan(i * n, n), v), Is.EqualTo(values[k] * v[i]).Within(1e-14 * n * norm));
                Assert.That(Lanes.Dot(vectors.AsSpan(i * n, n), v), Is.EqualTo(i == k ? 1 : 0).Within(1e-14 * n));
            }
        }

        // Two ways: counting against rotations.
        for (var k = 0; k < n; k++)
        {
            Assert.That(SymmetricEigen.At(a, n, k), Is.EqualTo(values[n - 1 - k]).Within(1e-14 * n * norm));
        }
    }

    [TestCase(10)]
    [TestCase(100)]
    public void Eigenvalues_OfTheSecondDifference_AreTheCosines(int n)
    {
        var a = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            a[i * n + i] = 2;
            if (i > 0)
            {
                a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
            }
        }

        for (var k = 0; k < n; k++)
        {
            var sine = Math.Sin((k + 1) * Math.PI / (2 * (n + 1)));
            Assert.That(SymmetricEigen.At(a, n, k), Is.EqualTo(4 * sine * sine).Within(1e-14));
        }
    }

    [Test]
    public void Eigenvalues_OfRepeatedAndZeroSpectra_AreExact()
    {
        foreach (var n in new[] { 1, 2, 5, 8, 16, 17 })
        {
            Assert.That(SymmetricEigen.Least(new double[n * n], n), Is.Zero.Within(1e-300));
            var ones = Enumerable.Repeat(1.0, n * n).ToArray();
            Assert.That(SymmetricEigen.Greatest(ones, n), Is.EqualTo(n).Within(1e-14 * n));
            Assert.That(SymmetricEigen.Least(ones, n), Is.EqualTo(n == 1 ? 1 : 0).Within(1e-14 * n));
        }

        Assert.That(SymmetricEigen.Least([1e-200, 0, 0, 1e200], 2), Is.EqualTo(1e-200).Within(1e184));
        Assert.That(SymmetricEigen.Greatest([1e300, 1e300, 1e300, 1e300], 2), Is.EqualTo(2e300).Within(4).Ulps);
        Assert.That(SymmetricEigen.Least([3e-310, 0, 0, 5e-310], 2), Is.EqualTo(3e-310).Within(1e-323));
    }

    [Test]
    public void Eigenvalues_OfWhatHasNone_AreNaN()
    {
        Assert.That(SymmetricEigen.Least([1, 2, 3, 4], 2), Is.NaN);
        Assert.That(SymmetricEigen.Least([1, double.NaN, double.NaN, 4], 2), Is.NaN);
        Assert.That(SymmetricEigen.Greatest([double.PositiveInfinity], 1), Is.NaN);
        Assert.That(SymmetricEigen.TryValues([1, 2, 3, 4], 2, new double[2]), Is.False);
        Assert.That(SymmetricEigen.Least([1, 2, 2 + 1e-15, 4], 2), Is.Not.NaN);
    }

    [Test]
    public void Least_AfterTheFirstCall_AllocatesNothing()
    {
        var a = RandomSymmetric(20, 3);
        SymmetricEigen.Least(a, 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SymmetricEigen.Least(a, 20);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Cholesky_OfAGramMatrix_MultipliesBack()
    {
        foreach (var (n, rank) in new[] { (1, 1), (5, 5), (12, 4), (20, 20) })
        {
            var g = new double[n * rank];
            IndexedDraws.FillNormal(new DrawKey(5, (ulong)n, 0), 0, g);
            var a = new double[n * n];
            for (var i = 0; i < n * n; i++)
            {
                a[i] = Lanes.Dot(g.AsSpan(i / n * rank, rank), g.AsSpan(i % n * rank, rank));
            }

            var l = (double[])a.Clone();
            Assert.That(Cholesky.TryFactorSemidefinite(l, n), Is.True);
            for (var i = 0; i < n * n; i++)
            {
                Assert.That(Lanes.Dot(l.AsSpan(i / n * n, n), l.AsSpan(i % n * n, n)), Is.EqualTo(a[i]).Within(1e-6));
                Assert.That(i % n > i / n && l[i] != 0, Is.False);
            }
        }

        Assert.That(Cholesky.TryFactorSemidefinite(new double[] { 1, 2, 2, 1 }, 2), Is.False);
        Assert.That(Cholesky.TryFactorSemidefinite(new double[] { 0, 1, 1, 1 }, 2), Is.False);
        Assert.That(Cholesky.TryFactorSemidefinite(new double[] { 1, 0, 1, 1 }, 2), Is.False);
    }

    [Test]
    public void SingularValues_OfAProduct_AgreeWithTheGramMatrix()
    {
        foreach (var (rows, columns) in new[] { (1, 4), (4, 1), (6, 6), (9, 20), (20, 9) })
        {
            var a = new double[rows * columns];
            IndexedDraws.FillNormal(new DrawKey(6, (ulong)rows, 0), 0, a);
            var values = new double[Math.Min(rows, columns)];
            Assert.That(SingularValues.TryCompute(a, rows, columns, values), Is.True);
            Assert.That(values, Is.Ordered.Descending);
            Assert.That(Lanes.Dot(values, values), Is.EqualTo(Lanes.Dot(a, a)).Within(1e-12));
            Assert.That(OperatorNorm.Of(a, rows, columns), Is.EqualTo(values[0]).Within(1e-13));
        }
    }

    [Test]
    public void SpectralRadius_OfARotation_IsOne()
    {
        Assert.That(SpectralRadius.Of([0.6, -0.8, 0.8, 0.6], 2), Is.EqualTo(1).Within(1e-15));
        Assert.That(SpectralRadius.Of([0, 1, 0, 0], 2), Is.Zero.Within(1e-15));
        Assert.That(SpectralRadius.Of([2, 5, 0, -3], 2), Is.EqualTo(3).Within(1e-14));
        Assert.That(SpectralRadius.Of([2, 0, 0, -3], 2), Is.EqualTo(3).Within(1e-14));
        Assert.That(SpectralRadius.Of([2, double.NaN, 0, -3], 2), Is.NaN);
    }

    [Test]
    public void Solve_OfARandomSystem_LeavesNoResidual()
    {
        const int N = 17;
        var a = new double[N * N];
        var b = new double[N];
        IndexedDraws.FillNormal(new DrawKey(7, 0, 0), 0, a);
        IndexedDraws.FillNormal(new DrawKey(7, 0, 1), 0, b);
        var x = new double[N];
        LuFactorisation.Solve(a, N, b, 1, x);
        for (var i = 0; i < N; i++)
        {
            Assert.That(Lanes.Dot(a.AsSpan(i * N, N), x), Is.EqualTo(b[i]).Within(1e-12));
        }

        LuFactorisation.Solve([1, 2, 2, 4], 2, [1, 1], 1, x.AsSpan(0, 2));
        Assert.That(x[0], Is.NaN);
        Assert.That(LuFactorisation.Determinant([1, 2, 2, 4], 2), Is.Zero);
        Assert.That(LuFactorisation.Determinant([0, 1, 1, 0], 2), Is.EqualTo(-1));
        Assert.That(LuFactorisation.Determinant([double.NaN], 1), Is.NaN);
    }

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(8)]
    [TestCase(100)]
    public void Dot_OfIntegers_IsExact(int n)
    {
        var a = Enumerable.Range(1, n).Select(i => (double)i).ToArray();
        Assert.That(Lanes.Dot(a, a), Is.EqualTo(n * (n + 1.0) * (2 * n + 1) / 6));
    }

    private static double[] RandomSymmetric(int n, ulong seed)
    {
        var g = new double[n * n];
        IndexedDraws.FillNormal(new DrawKey(seed, (ulong)n, 0), 0, g);
        var a = new double[n * n];
        for (var i = 0; i < n * n; i++)
        {
            a[i] = g[i] + g[i % n * n + i / n];
        }

        return a;
    }
}
