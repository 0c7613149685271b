using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Letters;

/// <summary>A real number that polynomials are written in: a symbol, an inner product of two vectors, a root, a step, or a value of which only the sign is known.</summary>
public sealed class Letter
{
    internal Letter(int order, Term term, Signs signs) => (Order, Term, Signs) = (order, term, signs);

    /// <summary>Its place in the order of the letters of one reading.</summary>
    public int Order { get; }

    /// <summary>The number.</summary>
    public Term Term { get; }

    /// <summary>The signs it may have.</summary>
    public Signs Signs { get; }

    /// <summary>The two vectors whose inner product it is; null for any other number.</summary>
    public (SummedVector First, SummedVector Second)? Vectors { get; internal init; }

    /// <summary>What its square is, where it is the root of a polynomial; null for any other number.</summary>
    public LetterPolynomial? Square { get; internal init; }

    /// <summary>A number that is at least 0 where the letter is 1 and below 0 where it is 0; null for a number that is no step.</summary>
    public LetterPolynomial? Stepped { get; internal init; }

    /// <summary>Whether it is certainly not negative.</summary>
    public bool IsNonnegative => (Signs & Signs.Negative) == Signs.None;

    /// <summary>Whether it is certainly positive.</summary>
    public bool IsPositive => Signs == Signs.Positive;
}

/// <summary>A vector as it stands in a sum over its elements.</summary>
/// <param name="Element">The element at <see cref="LetterReading.Place"/>; 1 for the vector of ones.</param>
/// <param name="Lower">The first index.</param>
/// <param name="Upper">The last index.</param>
/// <param name="Form">A semidefinite matrix A, where inner products are ⟨u, v⟩ = Σ A[k, l] u[k] v[l]; null where they are Σ u[k] v[k].</param>
public sealed record SummedVector(Term Element, Term Lower, Term Upper, Term? Form = null);
