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

    /// <summary>A quotient of two forms of which at least the second has unknowns: neither convex nor concave, but its logarithm may be.</summary>
    /// <param name="Numerator">What is divided.</param>
    /// <param name="Denominator">By what.</param>
    public sealed record Quotient(AffineForm Numerator, AffineForm Denominator) : Lift;

    /// <summary>Part of a number at which a function made of pieces is taken: the length of one piece on the way there, as conditions say.</summary>
    public sealed record Stretch : Lift;

    /// <summary>A convex function of one number made of affine and quadratic pieces: a form in stretches, and what it is where no stretch is wanted longer than it has to be.</summary>
    /// <param name="Form">Products and multiples of stretches.</param>
    public sealed record Pieces(AffineForm Form) : Lift;

    /// <summary>A smooth function, convex or concave.</summary>
    /// <param name="IsConvex">Whether it is convex; otherwise it is concave.</param>
    public abstract record Smooth(bool IsConvex) : Lift
    {
        /// <summary>Whether all its data are rational.</summary>
        public abstract bool IsExact { get; }
    }

    /// <summary>A function of one number, at a form: convex or concave on the whole line, or the half line on which it has values, by the sign of its second derivative there.</summary>
    /// <param name="At">Where it is taken.</param>
    /// <param name="Argument">The number.</param>
    /// <param name="Value">The function's value as a term in the number alone.</param>
    /// <param name="IsConvex">Whether it is convex; otherwise it is concave.</param>
    /// <param name="IsOfPositive">Whether it has values at positive numbers only; at 0 it counts with its limit.</param>
    public sealed record Curve(AffineForm At, Symbol Argument, Term Value, bool IsConvex, bool IsOfPositive) : Smooth(IsConvex)
    {
        /// <inheritdoc/>
        public override bool IsExact => At.IsExact;
    }

    /// <summary>The logarithm of a sum of positive multiples of exponentials of forms, which is convex.</summary>
    /// <param name="Terms">Factors above 0, and where the exponentials are taken.</param>
    public sealed record LogSum(IReadOnlyList<(Rigor.Enclosed Factor, AffineForm At)> Terms) : Smooth(true)
    {
        /// <inheritdoc/>
        public override bool IsExact => Terms.All(static t => t.Factor.IsExact && t.At.IsExact);
    }
}
