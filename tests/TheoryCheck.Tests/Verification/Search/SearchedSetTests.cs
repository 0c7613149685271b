using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Search.Sets;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Laws of the sets that a search moves through.</summary>
[TestFixture]
public sealed class SearchedSetTests
{
    [TestCase("reals", 1)]
    [TestCase("positive", 1)]
    [TestCase("[-1, 2]", 1)]
    [TestCase("(0, 1/1000)", 1)]
    [TestCase("vector(4)", 4)]
    [TestCase("ball(3)", 3)]
    [TestCase("sphere(3)", 3)]
    [TestCase("simplex(5)", 5)]
    [TestCase("symmetric(3)", 9)]
    public void Projection_Rounded_IsAMemberAndProjectsToItself(string domain, int length)
    {
        var set = Points(domain);
        var source = new RandomStream(new DrawKey(3, 0, 0));
        for (var trial = 0; trial < 40; trial++)
        {
            var point = new double[length];
            source.FillNormal(point);
            set.Project(point);
            double[] again = [.. point];
            set.Project(again);
            foreach (var denominator in new long[] { 1, 16, 1L << 32 })
            {
                Assert.That(set.Contains(set.Round(point, denominator), set.IsNormalised), Is.True, $"{domain}, {denominator}");
            }

            Assert.That(again, Is.EqualTo(point).Within(1e-12));
        }
    }

    [TestCase("positive", "0")]
    [TestCase("[-1, 2]", "3")]
    [TestCase("(0, 1)", "1")]
    public void NumberOutside_Asked_IsNoMember(string domain, string number)
    {
        Assert.That(Rational.TryParse(number, out var value), Is.True);
        Assert.That(Points(domain).Contains([value], isUnit: false), Is.False);
    }

    [Test]
    public void VectorOutside_Asked_IsNoMember() => Assert.Multiple(() =>
    {
        Assert.That(Points("sphere(2)").Contains([new Rational(3, 5), new Rational(3, 5)], isUnit: false), Is.False);
        Assert.That(Points("sphere(2)").Contains([Rational.Zero, Rational.Zero], isUnit: true), Is.False);
        Assert.That(Points("ball(2)").Contains([Rational.One, new Rational(1, 1000)], isUnit: false), Is.False);
        Assert.That(Points("simplex(2)").Contains([new Rational(3, 2), new Rational(-1, 2)], isUnit: false), Is.False);
        Assert.That(Points("simplex(2)").Contains([new Rational(1, 2), new Rational(1, 3)], isUnit: false), Is.False);
        Assert.That(Points("symmetric(2)").Contains([Rational.One, Rational.Zero, Rational.One, Rational.One], isUnit: false), Is.False);
        Assert.That(Points("symmetric(2)").Contains([Rational.One, Rational.Zero], isUnit: false), Is.False);
    });

    // The nearest point is no further than any of many others.
    [Test]
    public void Simplex_Projection_IsNearest()
    {
        var set = Points("simplex(3)");
        var source = new RandomStream(new DrawKey(5, 0, 0));
        double[] from = [0.9, -0.4, 0.7];
        double[] nearest = [.. from];
        set.Project(nearest);
        for (var trial = 0; trial < 200; trial++)
        {
            var (a, b) = (source.NextUniform(), source.NextUniform());
            double[] other = [Math.Min(a, b), Math.Abs(a - b), 1 - Math.Max(a, b)];
            Assert.That(Distance(from, nearest), Is.LessThanOrEqualTo(Distance(from, other) + 1e-12));
        }
    }

    private static double Distance(double[] left, double[] right) => left.Zip(right).Sum(p => (p.First - p.Second) * (p.First - p.Second));

    private static SearchedPoints Points(string domain)
    {
        var spec = SpecRun.Read($"given v in {domain}\nclaim c: 1 <= 2").Spec!;
        return Catalogue<SearchedSet>.Members.Select(s => s.At(spec.Symbols[0].Domain!, Instance.Empty, new ClosedEvaluation().TryRational)).Single(p => p is not null)!;
    }
}
