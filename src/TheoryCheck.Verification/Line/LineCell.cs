using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Line;

/// <summary>An open interval of the line on which a formula is one quotient of polynomials.</summary>
/// <param name="low">The lower end; null for none.</param>
/// <param name="high">The upper end; null for none.</param>
internal sealed class LineCell(Rational? low, Rational? high)
{
    /// <summary>The lower end; null for none.</summary>
    public Rational? Low => low;

    /// <summary>The upper end; null for none.</summary>
    public Rational? High => high;

    /// <summary>A number inside.</summary>
    public Rational Inside => (low, high) switch
    {
        ({ } a, { } b) => (a + b) / 2,
        ({ } a, null) => a + Rational.One,
        (null, { } b) => b - Rational.One,
        _ => Rational.Zero,
    };

    /// <summary>Where a polynomial, whose sign was asked for, has roots inside: there the cell has to be split; empty where none was met.</summary>
    public IReadOnlyList<RealRoot> Splits { get; private set; } = [];

    /// <summary>The sign of a polynomial on the cell.</summary>
    /// <exception cref="NotRepresentableException">It has roots inside, which <see cref="Splits"/> then lists.</exception>
    public int SignOf(RationalPolynomial polynomial)
    {
        if (polynomial.Degree >= 1 && polynomial.Roots(low, high) is { Count: > 0 } roots)
        {
            Splits = roots;
            throw new NotRepresentableException("a sign that changes");
        }

        return polynomial.At(Inside).Sign;
    }
}
