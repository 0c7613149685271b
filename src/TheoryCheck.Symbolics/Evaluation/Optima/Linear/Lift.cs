using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear;

/// <summary>What a further unknown stands for: a function of the others, convex or concave, so that formulas stay affine in all unknowns together. A closed set.</summary>
public abstract record Lift
{
    private Lift()
    {
    }

    /// <summary>At least each of two forms, as conditions say; wanted small, it is the greater of both.</summary>
    /// <param name="IsNonnegative">Whether that is at least 0 everywhere.</param>
    public sealed record Greater(bool IsNonnegative) : Lift;

    /// <summary>A product of two forms. Several together are one quadratic form, convex where that is positive semidefinite.</summary>
    /// <param name="Left">A form in numbers, or one of at least 0 in greater-of terms of at least 0.</param>
    /// <param name="Right">Another of the same kind.</param>
    public sealed record Product(AffineForm Left, AffineForm Right) : Lift;

    /// <summary>The root of a square: a Euclidean norm, convex where that is a quadratic which is nowhere negative.</summary>
    /// <param name="Square">The square.</param>
    public sealed record Root(AffineForm Square) : Lift;

    /// <summary>A function of one number, at a form: convex or concave on the whole line, by the sign of its second derivative there.</summary>
    /// <param name="At">Where it is taken.</param>
    /// <param name="Argument">The number.</param>
    /// <param name="Value">The function's value as a term in the number alone.</param>
    /// <param name="IsConvex">Whether it is convex; otherwise it is concave.</param>
    public sealed record Curve(AffineForm At, Symbol Argument, Term Value, bool IsConvex) : Lift;
}
