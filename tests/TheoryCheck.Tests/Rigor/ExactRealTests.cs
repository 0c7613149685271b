using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Rigor;

public sealed class ExactRealTests
{
    private static ExactReal Root(Rational value) => ExactReal.Sqrt(ExactReal.FromRational(value));

    [Test]
    public void Equalities_ThatNoEnclosureSettles_AreDecided()
    {
        var two = ExactReal.FromRational(2);
        foreach (var (left, right) in new[]
        {
            (Root(2) * Root(3), Root(6)),
            ((Root(3) + Root(2)) * (Root(3) - Root(2)), ExactReal.FromRational(1)),
            (two / (Root(5) + Root(3)), Root(5) - Root(3)),
            (ExactReal.Pi * ExactReal.Pi / (ExactReal.Pi * Root(2)), ExactReal.Pi / Root(2)),
            (two / (ExactReal.Pi + Root(7)) * (ExactReal.Pi + Root(7)), two),
            (Root(new Rational(12, 25)), ExactReal.FromRational(new Rational(2, 5)) * Root(3)),
        })
        {
            Assert.That(ExactReal.Compare(Relation.Equal, left, right), Is.EqualTo(Certainty.True), $"{left} and {right}");
            Assert.That(ExactReal.Compare(Relation.Less, left, right), Is.EqualTo(Certainty.False));
            var near = right + ExactReal.FromRational(Rational.Power(10, -60));
            Assert.That(ExactReal.Compare(Relation.Equal, left, near), Is.EqualTo(Certainty.False));
            Assert.That(ExactReal.Compare(Relation.Less, left, near), Is.EqualTo(Certainty.True));
        }
    }

    [Test]
    public void FieldLaws_OfRandomNumbers_HoldAndAgreeWithEnclosures()
    {
        var samples = new Samples(89);
        for (var i = 0; i < 40; i++)
        {
            var (x, y, z) = (Next(samples), Next(samples), Next(samples));
            Assert.That((x * (y + z) - x * y - x * z).IsZero, Is.True);
            Assert.That(y.IsZero || (x / y * y - x).IsZero, Is.True, $"{x} / {y}");
            Assert.That((x * y).Enclose(200).Overlaps(x.Enclose(200) * y.Enclose(200)), Is.True);
            Assert.That((x + y).Enclose(200).Overlaps(x.Enclose(200) + y.Enclose(200)), Is.True);
            Assert.That(ExactReal.Compare(Relation.Less, x, y), Is.EqualTo(Interval.Compare(Relation.Less, x.Enclose(300), y.Enclose(300))));
        }
    }

    [Test]
    public void Angles_OfTwelfths_AreMultiplesOfPiAndTurnBack()
    {
        for (var n = -11; n <= 12; n++)
        {
            var angle = ExactReal.Pi * ExactReal.FromRational(new Rational(n, 12));
            var (sine, cosine) = (ExactReal.Sin(angle), ExactReal.Cos(angle));
            Assert.That((sine * sine + cosine * cosine - ExactReal.FromRational(1)).IsZero, Is.True);
            Assert.That(Interval.Sin(angle.Enclose(128)).Overlaps(sine.Enclose(128)) && Interval.Cos(angle.Enclose(128)).Overlaps(cosine.Enclose(128)), Is.True);
            if (n % 2 == 0 || n % 3 == 0)
            {
                Assert.That((ExactReal.Atan2(sine, cosine) - angle).IsZero, Is.True, $"{n}/12 of pi");
            }
        }

        Assert.That((InheritedOperations.Acos(ExactReal.FromRational(new Rational(-1, 2))) - ExactReal.Pi * ExactReal.FromRational(new Rational(2, 3))).IsZero, Is.True);
    }

    [Test]
    public void WhatIsOutsideTheField_IsRefusedAndNeverApproximated()
    {
        var third = ExactReal.FromRational(new Rational(1, 3));
        Assert.That(() => InheritedOperations.Acos(third), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => ExactReal.Exp(third), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => ExactReal.Sin(third), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => ExactReal.Sqrt(ExactReal.Pi), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => Root(Rational.Power(2, 200) + 1), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => Root(-1), Throws.TypeOf<UndefinedException>());
        Assert.That(() => third / (Root(2) - Root(2)), Throws.TypeOf<UndefinedException>());
        Assert.That(ExactReal.TryExact(ExactReal.Pi / ExactReal.Pi, out var one) && one.IsOne, Is.True);
        Assert.That(ExactReal.TryExact(Root(2), out _), Is.False);
        Assert.That(ExactReal.TryExact(ExactReal.Floor(ExactReal.FromRational(1_000_000) * ExactReal.Pi), out var floor) && floor == 3_141_592, Is.True);
    }

    [Test]
    public void KernelMatrix_OfPointsSixtyDegreesApart_HasItsExactLeastEigenvalue()
    {
        // Entries u(π - θ)/(2π): 1/2 on the diagonal, (1/2)(π - π/3)/(2π) = 1/6 beside it; and a repeated antipodal pair is singular: u = -1 at θ = π gives 0.
        var entry = Entry(new Rational(1, 2));
        var half = Entry(1);
        var least = SymmetricEigenvalueEnclosure.Least<ExactReal>([half, entry, entry, half], 2);
        Assert.That(ExactReal.TryExact(least, out var exact) && exact == new Rational(1, 3), Is.True);
        var singular = SymmetricEigenvalueEnclosure.Least<ExactReal>([half, half, entry, half, half, entry, entry, entry, half], 3);
        Assert.That(singular.IsZero, Is.True);

        static ExactReal Entry(Rational cosine)
        {
            var u = ExactReal.FromRational(cosine);
            return u * (ExactReal.Pi - InheritedOperations.Acos(u)) / (ExactReal.FromRational(2) * ExactReal.Pi);
        }
    }

    [Test]
    public void LeastEigenvalue_OfRationals_IsFoundWhereRationalAndRefusedElsewhere()
    {
        Assert.That(SymmetricEigenvalueEnclosure.Least<Rational>([2, 1, 1, 2], 2), Is.EqualTo((Rational)1));
        Assert.That(SymmetricEigenvalueEnclosure.Greatest<Rational>([2, 1, 1, 2], 2), Is.EqualTo((Rational)3));
        Assert.That(SymmetricEigenvalueEnclosure.Least<Rational>([new(1, 7), 0, 0, new(3, 7)], 2), Is.EqualTo(new Rational(1, 7)));
        Assert.That(() => SymmetricEigenvalueEnclosure.Least<Rational>([1, 1, 1, 2], 2), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => SymmetricEigenvalueEnclosure.Least<Rational>([1, 1, 0, 2], 2), Throws.TypeOf<UndefinedException>());
        Assert.That(() => SymmetricEigenvalueEnclosure.Least<Rational>([1, Rational.Power(10, -30), Rational.Power(10, -30), 1], 2), Throws.TypeOf<NotRepresentableException>());
    }

    private static ExactReal Next(Samples samples)
    {
        var sum = ExactReal.FromRational(samples.Integer(9) - 4);
        sum += Root(samples.Integer(12)) * ExactReal.FromRational(new Rational(samples.Integer(9) - 4, 3));
        sum += ExactReal.Pi * ExactReal.FromRational(samples.Integer(3) - 1);
        return sum;
    }
}
