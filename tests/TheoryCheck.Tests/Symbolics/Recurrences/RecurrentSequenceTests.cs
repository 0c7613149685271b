using NUnit.Framework;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Recurrences;

namespace TheoryCheck.Tests.Symbolics.Recurrences;

/// <summary>Limits of sequences with a linear recurrence, and polynomials with all roots inside of the unit disk.</summary>
[TestFixture]
public sealed class RecurrentSequenceTests
{
    [Test]
    public void Limit_OfAGeometricSequencePlusAConstant_IsTheConstant() =>
        Assert.That(RecurrentSequence.Limit([.. Enumerable.Range(0, 8).Select(k => 3 + Rational.Power(new(-1, 2), k) + (k * Rational.Power(new(1, 3), k)))]), Is.EqualTo((Rational?)3));

    [Test]
    public void Limit_OfAFiniteSequence_IsZero() => Assert.That(RecurrentSequence.Limit([5, 7, 0, 0, 0, 0, 0, 0]), Is.EqualTo((Rational?)0));

    [TestCase(1, 1, 2, 3, 5, 8, TestName = "Limit_OfTheFibonacciNumbers_IsNone")]
    [TestCase(1, -1, 1, -1, 1, -1, TestName = "Limit_OfAnAlternation_IsNone")]
    [TestCase(0, 1, 2, 3, 4, 5, TestName = "Limit_OfALinearSequence_IsNone")]
    [TestCase(1, 0, -1, 0, 1, 0, TestName = "Limit_OfARotation_IsNone")]
    public void Limit_OfWhatDoesNotConverge_IsNone(params int[] values) => Assert.That(RecurrentSequence.Limit([.. values.Select(v => (Rational)v)]), Is.Null);

    // Two independent ways: Schur's reduction of the exact characteristic polynomial, and eigenvalues in doubles.
    [Test]
    public void Stability_AgreesWithTheSpectralRadius([Range(2, 5)] int size)
    {
        var random = new Random(size);
        var stable = 0;
        for (var k = 0; k < 200; k++)
        {
            var entries = Enumerable.Range(0, size * size).Select(_ => new Rational(random.Next(-9, 10), 10)).ToArray();
            var radius = SpectralRadius.Of([.. entries.Select(e => e.ToDouble())], size);
            var isStable = StablePolynomial.Is(StablePolynomial.Characteristic(size, entries));
            stable += isStable ? 1 : 0;
            if (Math.Abs(radius - 1) > 1e-6)
            {
                Assert.That(isStable, Is.EqualTo(radius < 1), string.Join(", ", entries));
            }
        }

        Assert.That(stable, Is.InRange(1, 199));
    }

    [TestCase(false, -1, 1, TestName = "Stability_OfARootAtOne_IsDenied")]
    [TestCase(false, 1, 0, 1, TestName = "Stability_OfRootsOnTheCircle_IsDenied")]
    [TestCase(true, 0, 0, 1, TestName = "Stability_OfRootsAtZero_IsSeen")]
    [TestCase(true, 1, 3, TestName = "Stability_OfARootInside_IsSeen")]
    [TestCase(false, 3, 1, TestName = "Stability_OfARootOutside_IsDenied")]
    [TestCase(false, 0, -1, 0, 1, TestName = "Stability_OfARootAtOneBesideOthers_IsDenied")]
    public void Stability_OfAPolynomial_IsDecided(bool expected, params int[] coefficients) => Assert.That(StablePolynomial.Is([.. coefficients.Select(c => (Rational)c)]), Is.EqualTo(expected));
}
