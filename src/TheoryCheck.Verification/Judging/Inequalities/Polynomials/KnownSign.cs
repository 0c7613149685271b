using System.Collections.Immutable;
using TheoryCheck.Symbolics.Letters;

namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>A polynomial that is known not to be negative, or to be positive.</summary>
/// <param name="Polynomial">The polynomial.</param>
/// <param name="IsStrict">Whether it is positive.</param>
internal readonly record struct KnownSign(LetterPolynomial Polynomial, bool IsStrict);

/// <summary>A question of a proof: whether a polynomial is not negative, or positive, wherever what is known holds.</summary>
/// <param name="Polynomial">The polynomial.</param>
/// <param name="IsStrict">Whether it is to be positive.</param>
/// <param name="Known">What is known.</param>
internal sealed record SignQuestion(LetterPolynomial Polynomial, bool IsStrict, ImmutableArray<KnownSign> Known)
{
    /// <summary>The same of another polynomial.</summary>
    public SignQuestion Of(LetterPolynomial polynomial, bool isStrict) => new(polynomial, isStrict, Known);

    /// <summary>The same of another polynomial, that it is not negative.</summary>
    public SignQuestion Of(LetterPolynomial polynomial) => Of(polynomial, false);
}
