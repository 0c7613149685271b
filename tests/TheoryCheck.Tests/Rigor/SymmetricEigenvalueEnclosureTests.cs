using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Rigor;

public sealed class SymmetricEigenvalueEnclosureTests
{
    [Test]
    public void SecondDifferenceMatrix_ExtremeEigenvalues_AreThoseOfTheClosedForm()
    {
        // Eigenvalues 2 - 2·cos(kπ/(n + 1)).
        const int N = 8;
        var matrix = Of(N, (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0);
        var step = Interval.Pi(128) / Interval.FromRational(N + 1, 128);
        var two = Interval.FromRational(2, 128);
        var least = SymmetricEigenvalueEnclosure.Least<Interval>(matrix, N);
        var greatest = SymmetricEigenvalueEnclosure.Greatest<Interval>(matrix, N);
        Assert.That(least.Encloses(two - two * Interval.Cos(step)), Is.True, least.ToString());
        Assert.That(greatest.Encloses(two - two * Interval.Cos(step * two.Literal(N))), Is.True, greatest.ToString());
        Assert.That(Math.Max(least.Width, greatest.Width), Is.LessThan(1e-15));
    }

    [Test]
    public void SingularMatrix_LeastEigenvalue_IsNeverCertifiedPositive()
    {
        var matrix = Of(3, static (_, _) => 1);
        var least = SymmetricEigenvalueEnclosure.Least<Interval>(matrix, 3);
        Assert.That(least.Contains(0), Is.True);
        Assert.That(Interval.Compare(Relation.Greater, least, least.Literal(0)), Is.Not.EqualTo(Certainty.True));
        Assert.That(SymmetricEigenvalueEnclosure.Greatest<Interval>(matrix, 3).Contains(3), Is.True);
    }

    [Test]
    public void WideElements_Enclosure_CoversEveryMember()
    {
        var samples = new Samples(7);
        var wide = new Interval[9];
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var centre = samples.Next(1);
                wide[i * 3 + j] = wide[j * 3 + i] = Interval.FromBounds(centre - new Rational(1, 10), centre + new Rational(1, 10));
            }
        }

        var least = SymmetricEigenvalueEnclosure.Least<Interval>(wide, 3);
        for (var t = -1; t <= 1; t++)
        {
            var member = wide.Select(x => x.Literal(x.Midpoint + new Rational(t, 11))).ToArray();
            Assert.That(least.Overlaps(SymmetricEigenvalueEnclosure.Least<Interval>(member, 3)), Is.True);
        }
    }

    [Test]
    public void OperatorNorm_OfARectangle_EnclosesItsSingularValue()
    {
        // [[3, 0], [4, 5]] has singular values √45 and √5.
        Interval[] matrix = [Interval.FromRational(3), Interval.FromRational(0), Interval.FromRational(4), Interval.FromRational(5)];
        var norm = SymmetricEigenvalueEnclosure.OperatorNorm<Interval>(matrix, 2, 2);
        Assert.That(norm.Encloses(Interval.Sqrt(Interval.FromRational(45, 128))), Is.True);
        Assert.That(norm.Width, Is.LessThan(1e-15));
        Assert.That(() => SymmetricEigenvalueEnclosure.Least<DoubleReal>([1], 1), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => SymmetricEigenvalueEnclosure.Least<Interval>([matrix[0], matrix[1], matrix[2], matrix[3]], 2), Throws.TypeOf<UndefinedException>());
    }

    private static Interval[] Of(int n, Func<int, int, int> element) =>
        [.. Enumerable.Range(0, n * n).Select(k => Interval.FromRational(element(k / n, k % n)))];
}
