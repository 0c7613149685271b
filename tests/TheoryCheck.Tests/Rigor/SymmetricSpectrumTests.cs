using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Rigor;

/// <summary>All eigenvalues in order, against closed forms and against the extreme ones that are enclosed another way.</summary>
[TestFixture]
internal sealed class SymmetricSpectrumTests
{
    [Test]
    public void SecondDifferenceMatrix_Eigenvalues_AreThoseOfTheClosedForm()
    {
        // 2 - 2·cos(kπ/(n + 1)), k = n, .., 1.
        const int N = 9;
        var found = SymmetricSpectrum.Of<Interval>(Of(N, static (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0), N);
        var step = Interval.Pi(128) / Interval.FromRational(N + 1, 128);
        for (var k = 0; k < N; k++)
        {
            var exact = Interval.FromRational(2, 128) - (Interval.FromRational(2, 128) * Interval.Cos(step * Interval.FromRational(N - k, 128)));
            Assert.That(found[k].Encloses(exact), Is.True, $"{k}: {found[k]} {exact}");
            Assert.That(found[k].Width, Is.LessThan(1e-13));
        }
    }

    [Test]
    public void Multiplicities_AreKept()
    {
        // All ones: n once, 0 otherwise.
        var found = SymmetricSpectrum.Of<Interval>(Of(4, static (_, _) => 1), 4);
        Assert.That(found[0].Contains(4), Is.True);
        Assert.That(found[1..], Has.All.Matches<Interval>(static x => x.Contains(0) && x.Width < 1e-13));
    }

    [Test]
    public void ExtremeEigenvalues_OverlapThoseOfTheFactorisation()
    {
        var samples = new Samples(11);
        for (var round = 0; round < 60; round++)
        {
            var n = 1 + (round % 6);
            var entries = Enumerable.Range(0, n * n).Select(_ => samples.Integer(2001) - 1000).ToArray();
            var matrix = Of(n, (i, j) => new Rational(entries[(Math.Min(i, j) * n) + Math.Max(i, j)], 64));
            var found = SymmetricSpectrum.Of<Interval>(matrix, n);
            Assert.That(found[^1].Overlaps(SymmetricEigenvalueEnclosure.Least<Interval>(matrix, n)), Is.True);
            Assert.That(found[0].Overlaps(SymmetricEigenvalueEnclosure.Greatest<Interval>(matrix, n)), Is.True);
            var trace = Enumerable.Range(0, n).Aggregate(Interval.FromRational(0, 128), (sum, i) => sum + matrix[i * (n + 1)]);
            Assert.That(found.Aggregate(Interval.FromRational(0, 128), static (sum, x) => sum + x).Encloses(trace), Is.True);
        }
    }

    [Test]
    public void WideElements_CoverTheEigenvaluesOfTheMembers()
    {
        var wide = Of(2, static (_, _) => 1).Select(static x => Interval.Hull(x, x.Literal(2))).ToArray();
        var found = SymmetricSpectrum.Of<Interval>(wide, 2);
        Assert.That(found[0].Contains(2) && found[0].Contains(4) && found[0].Contains(3), Is.True);
        Assert.That(found[1].Contains(0) && found[1].Contains(1) && found[1].Contains(-1), Is.True);
    }

    [Test]
    public void ExactReading_KnowsDiagonalMatricesOnly()
    {
        Assert.That(SymmetricSpectrum.Of<Rational>([1, 0, 0, 3], 2), Is.EqualTo(new Rational[] { 3, 1 }));
        Assert.That(() => SymmetricSpectrum.Of<Rational>([1, 1, 1, 3], 2), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => SymmetricSpectrum.Of<Rational>([1, 1, 0, 3], 2), Throws.TypeOf<UndefinedException>());
        Assert.That(() => SymmetricSpectrum.Of(Array.ConvertAll([1.0, 1, 0, 3], DoubleInterval.FromExact), 2), Throws.TypeOf<UndefinedException>());
    }

    private static Interval[] Of(int n, Func<int, int, Rational> element) =>
        [.. Enumerable.Range(0, n * n).Select(k => Interval.FromRational(element(k / n, k % n), 128))];
}
