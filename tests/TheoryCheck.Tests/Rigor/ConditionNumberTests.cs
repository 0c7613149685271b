using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Rigor;

/// <summary>Condition numbers of rectangular matrices, exact and enclosed.</summary>
[TestFixture]
internal sealed class ConditionNumberTests
{
    // Singular values 5 and 3 (Strang, Introduction to Linear Algebra, section 7.2, scaled).
    private static readonly Rational[] Wide = [3, 2, 2, 2, 3, -2];

    [Test]
    public void ConditionNumber_OfAWideMatrix_IsThatOfItsTranspose()
    {
        Rational[] tall = [3, 2, 2, 3, 2, -2];
        Assert.That(SymmetricEigenvalueEnclosure.ConditionNumber<Rational>(Wide, 2, 3), Is.EqualTo(new Rational(5, 3)));
        Assert.That(SymmetricEigenvalueEnclosure.ConditionNumber<Rational>(tall, 3, 2), Is.EqualTo(new Rational(5, 3)));
    }

    [Test]
    public void ConditionNumber_InEnclosures_HoldsTheExactOne()
    {
        var enclosed = SymmetricEigenvalueEnclosure.ConditionNumber<Interval>([.. Wide.Select(x => Interval.FromRational(x, 64))], 2, 3);
        Assert.That(enclosed.Contains(new Rational(5, 3)) && enclosed.Upper - enclosed.Lower < new Rational(1, 1_000_000));
    }

    [Test]
    public void ConditionNumber_WithoutFullRank_HasNoNumber() =>
        Assert.That(() => SymmetricEigenvalueEnclosure.ConditionNumber<Rational>((Rational[])[1, 2, 2, 4], 2, 2), Throws.TypeOf<NotRepresentableException>());
}
