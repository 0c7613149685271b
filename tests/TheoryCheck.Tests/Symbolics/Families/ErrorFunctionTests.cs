using System.Globalization;
using System.Numerics;
using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;

namespace TheoryCheck.Tests.Symbolics.Families;

/// <summary>The enclosures of the error function and of its complement, against mpmath 1.2.1 at 60 digits.</summary>
internal sealed class ErrorFunctionTests
{
    private static readonly Rational Digits = Rational.Power(10, 55);

    // t, 10^55 erf(t) and 10^55 erfc(t), both cut off.
    private static IEnumerable<object[]> Values =>
    [
        ["1/16", "704319777223870780505900559232967439190042883858305954", "9295680222776129219494099440767032560809957116141694045"],
        ["1/2", "5204998778130465376827466538919645287364515757579637000", "4795001221869534623172533461080354712635484242420362999"],
        ["1", "8427007929497148693412206350826092592960669979663029084", "1572992070502851306587793649173907407039330020336970915"],
        ["2", "9953222650189527341620692563672529286108917970400600767", "46777349810472658379307436327470713891082029599399232"],
        ["7/2", "9999992569016276585872544763162439043642793399078272025", "7430983723414127455236837560956357206600921727974"],
        ["6", "9999999999999999784802632875010868834066496008126153695", "215197367124989131165933503991873846304"],
        ["15/2", "9999999999999999999999999722335061396943089933603379067", "277664938603056910066396620932"],
    ];

    [TestCaseSource(nameof(Values))]
    public void Enclosures_OfEveryPrecision_HoldTheValueAndAreNarrow(string at, string value, string complement)
    {
        var (low, rest) = (Number(value), Number(complement));
        foreach (var bits in new[] { 64, 128, 160 })
        {
            var t = Interval.FromBounds(Exactly(at), Exactly(at), bits);
            Holds(ErrorFunction.Of(t), low, bits);
            Holds(ErrorFunction.Of(-t), -low - (Rational.One / Digits), bits);
            Holds(ErrorFunction.Complement(t), rest, bits);
        }
    }

    [TestCaseSource(nameof(Values))]
    public void DoubleIntervals_HoldTheValueAndAreNarrow(string at, string value, string complement)
    {
        var t = DoubleInterval.FromRational(Exactly(at));
        var (low, rest) = (Number(value), Number(complement));
        var (direct, other) = (ErrorFunction.Of(t), ErrorFunction.Complement(t));
        Assert.That(direct.LowerDouble, Is.LessThanOrEqualTo((low + (Rational.One / Digits)).ToDouble()));
        Assert.That(direct.UpperDouble, Is.GreaterThanOrEqualTo(low.ToDouble()));
        Assert.That(direct.Width, Is.LessThan(1e-13));
        Assert.That(other.LowerDouble, Is.LessThanOrEqualTo((rest + (Rational.One / Digits)).ToDouble()));
        Assert.That(other.UpperDouble, Is.GreaterThanOrEqualTo(rest.ToDouble()));
        Assert.That(other.Width, Is.LessThan(Exactly(at) >= 2 ? 1e-12 * other.UpperDouble : 1e-13));
    }

    [TestCase("12")]
    [TestCase("1000000")]
    public void FarArguments_AreBetweenTheTailAndOne(string at)
    {
        var t = Interval.FromBounds(Exactly(at), Exactly(at), 64);
        var value = ErrorFunction.Of(t);
        Assert.That(value.Upper, Is.EqualTo(Rational.One));
        Assert.That(value.Lower, Is.LessThan(Rational.One).And.GreaterThan(1 - Rational.Power(2, -60)));
        Assert.That(ErrorFunction.Of(-t).Lower, Is.EqualTo(-Rational.One));
    }

    [Test]
    public void WideArguments_AreEnclosed()
    {
        var value = ErrorFunction.Of(Interval.FromBounds(-Rational.One, 2, 64));
        Assert.That(value.Lower, Is.LessThanOrEqualTo(new Rational(-84270079, 100000000)));
        Assert.That(value.Upper, Is.GreaterThanOrEqualTo(new Rational(99532226, 100000000)));
        var whole = ErrorFunction.Of(Interval.FromBounds(-1000, 1000, 64));
        Assert.That((whole.Lower, whole.Upper), Is.EqualTo((-Rational.One, Rational.One)));
    }

    private static Rational Exactly(string text)
    {
        var parts = text.Split('/');
        return new(BigInteger.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? BigInteger.Parse(parts[1], CultureInfo.InvariantCulture) : BigInteger.One);
    }

    private static Rational Number(string digits) => Exactly(digits) / Digits;

    private static void Holds(Interval enclosure, Rational low, int bits)
    {
        Assert.That(enclosure.Lower, Is.LessThanOrEqualTo(low + (Rational.One / Digits)));
        Assert.That(enclosure.Upper, Is.GreaterThanOrEqualTo(low));
        Assert.That(enclosure.Upper - enclosure.Lower, Is.LessThan(Rational.Power(2, 12 - bits)));
    }
}
