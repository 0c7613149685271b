using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>
/// Rational numbers in the place of irrational factors of a total variation, and of bounds on it: a least value rises with the factor and falls with the bound, so that the ends of enclosures
/// bound it from both sides.
/// </summary>
/// <param name="isAbove">Whether the least value is to be bounded from above.</param>
internal sealed class PenaltyRounding(bool isAbove)
{
    private const int Precision = 128;

    /// <summary>Whether the least value is to be bounded from above.</summary>
    public bool IsAbove => isAbove;

    /// <summary>Whether a number was irrational.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>A positive factor, or an end of an enclosure of it.</summary>
    public Rational Factor(Term factor, Interpreter<Rational> at) => End(factor, at, isAbove);

    /// <summary>The same of what the total variation is divided by.</summary>
    public Rational Divisor(Term divisor, Interpreter<Rational> at) => End(divisor, at, !isAbove);

    /// <summary>A bound, or an end of an enclosure of it.</summary>
    public Rational Bound(Term bound, Interpreter<Rational> at) => End(bound, at, !isAbove);

    private Rational End(Term number, Interpreter<Rational> at, bool isUpper)
    {
        try
        {
            return at.EvaluateScalar(number);
        }
        catch (NotRepresentableException)
        {
            var enclosed = at.Over(static q => Interval.FromRational(q, Precision)).EvaluateScalar(number);
            if (enclosed.CertainSign != 1 || !enclosed.IsBounded)
            {
                throw;
            }

            IsUsed = true;
            return isUpper ? enclosed.Upper : enclosed.Lower;
        }
    }
}
