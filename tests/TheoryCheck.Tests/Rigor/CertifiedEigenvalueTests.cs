using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Doubles;

namespace TheoryCheck.Tests.Rigor;

public sealed class CertifiedEigenvalueTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(17)]
    [TestCase(100)]
    public void SecondDifferenceMatrix_LeastEigenvalue_IsThatOfTheClosedForm(int n)
    {
        // Eigenvalues 2 - 2·cos(kπ/(n + 1)).
        var least = CertifiedEigenvalue.Least(Of(n, static (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0), n);
        var angle = Interval.Pi(128) / Interval.FromRational(n + 1, 128);
        var exact = Interval.FromRational(2, 128) - Interval.FromRational(2, 128) * Interval.Cos(angle);
        Assert.That(least.ToInterval(128).Overlaps(exact), Is.True, least.ToString());
        Assert.That(least.Width, Is.LessThan(1e-15 * (n + 20) * n));
    }

    [Test]
    public void BothWays_OnRandomMatrices_Overlap()
    {
        var samples = new Samples(97);
        for (var i = 0; i < 10; i++)
        {
            const int N = 6;
            var entries = new Rational[N * N];
            for (var at = 0; at < entries.Length; at++)
            {
                entries[at] = samples.Next(2);
            }

            Rational Entry(int k) => entries[Math.Min(k / N, k % N) * N + Math.Max(k / N, k % N)];
            var fast = CertifiedEigenvalue.Least([.. Enumerable.Range(0, N * N).Select(k => DoubleInterval.FromRational(Entry(k)))], N);
            var wide = SymmetricEigenvalueEnclosure.Least<Interval>(Enumerable.Range(0, N * N).Select(k => Interval.FromRational(Entry(k), 128)).ToArray(), N);
            Assert.That(fast.ToInterval(128).Overlaps(wide), Is.True, $"{fast} and {wide}");
            Assert.That(fast.Width, Is.LessThan(1e-11));
        }
    }

    [Test]
    public void SingularMatrix_IsNeverCertifiedPositive()
    {
        foreach (var n in new[] { 2, 5, 40 })
        {
            var least = CertifiedEigenvalue.Least(Of(n, static (_, _) => 1), n);
            Assert.That(least.LowerDouble <= 0 && least.UpperDouble >= 0, Is.True, least.ToString());
            Assert.That(least.LowerDouble, Is.GreaterThan(-1e-10));
        }
    }

    [Test]
    public void WideElements_LeaveRoomForEveryMember()
    {
        var matrix = new[] { DoubleInterval.FromBounds(1, 3), DoubleInterval.FromBounds(-1, 1), DoubleInterval.FromBounds(-1, 1), DoubleInterval.FromBounds(2, 4) };
        var least = CertifiedEigenvalue.Least(matrix, 2);
        foreach (var (a, b, d) in new[] { (1.0, 1.0, 2.0), (3.0, 0.0, 4.0), (1.0, -1.0, 4.0), (3.0, 1.0, 2.0) })
        {
            // The least eigenvalue of one member, from the quadratic.
            var exact = ((a + d) / 2) - Math.Sqrt(Math.Pow((a - d) / 2, 2) + (b * b));
            Assert.That(least.LowerDouble, Is.LessThan(exact));
            Assert.That(least.UpperDouble, Is.GreaterThanOrEqualTo(1.2));
        }
    }

    [Test]
    public void UnboundedUndecidedOrAsymmetricElements_AreNeverEvidence()
    {
        var one = DoubleInterval.FromExact(1);
        Assert.That(CertifiedEigenvalue.Least([one, DoubleInterval.Line, DoubleInterval.Line, one], 2), Is.EqualTo(DoubleInterval.Line));
        Assert.That(CertifiedEigenvalue.Least([DoubleInterval.Sqrt(DoubleInterval.FromBounds(-1, 1))], 1).IsUndecided, Is.True);
        Assert.That(() => CertifiedEigenvalue.Least([one, one, -one, one], 2), Throws.TypeOf<UndefinedException>());
        Assert.That(() => CertifiedEigenvalue.Least([one, one], 2), Throws.TypeOf<UndefinedException>());
        Assert.That(CertifiedEigenvalue.Least(Of(3, static (i, j) => i == j ? 1e308 : -1e308), 3).LowerDouble, Is.LessThan(-1e308));
        Assert.That(CertifiedEigenvalue.Least(Of(2, static (i, j) => i == j ? 4e-320 : 0), 2).LowerDouble, Is.LessThanOrEqualTo(4e-320));
    }

    [Test]
    public void Factorisation_OfAnIndefiniteOrBrokenMatrix_StopsAtAPivot()
    {
        Assert.That(FloatCholesky.Of([1, 2, 2, 1], 2), Is.Null);
        Assert.That(FloatCholesky.Of([1, double.NaN, double.NaN, 1], 2), Is.Null);
        Assert.That(FloatCholesky.Of([1e-300, 1e200, 1e200, 1e300], 2), Is.Null);
        Assert.That(FloatCholesky.Of([4, 2, 2, 5], 2), Is.Not.Null);
    }

    private static DoubleInterval[] Of(int n, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, n * n).Select(k => DoubleInterval.FromExact(element(k / n, k % n)))];
}
