using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivatives;

/// <summary>Compares a derivative with its twin: the slope that dual numbers give, in interval arithmetic, at random points of the domain.</summary>
public static class DerivativeTwin
{
    private const int Precision = 128;
    private const int Points = 12;

    /// <summary>
    /// True when the derivative's enclosure meets the dual slope's at every point that has both; false when they are apart at
    /// one; unknown when no point has both.
    /// </summary>
    /// <param name="scalar">A scalar in index form.</param>
    /// <param name="variable">What was differentiated in.</param>
    /// <param name="derivative">The derivative to check.</param>
    /// <param name="facts">Index ranges and assumptions; a kink is stayed away from.</param>
    /// <param name="seed">Decides the points.</param>
    public static Certainty Check(Term scalar, Variable variable, Term derivative, Facts facts, ulong seed)
    {
        if (variable.Leaf is not Reference { Symbol: var symbol })
        {
            return Certainty.Unknown;
        }

        var result = Certainty.Unknown;
        for (var i = 0; i < Points; i++)
        {
            var point = new SamplePoint(unchecked(seed + ((ulong)i * 0x9E3779B97F4A7C15UL)), 1 + (i % 5), facts);
            try
            {
                var one = Interval.FromRational(1, Precision);
                var plain = new Evaluation<Interval>(point, one);
                if (!facts.Formulas.All(plain.Holds))
                {
                    continue;
                }

                var at = variable.Indices.Select(plain.IndexOf).ToArray();
                var dual = new Evaluation<Dual<Interval>>(point, Dual<Interval>.Variable(one, 0, 1).Literal(1), (s, indices, value) =>
                    s == symbol && indices.AsSpan().SequenceEqual(at) ? Dual<Interval>.Variable(Interval.FromRational(value, Precision), 0, 1) : null);
                var slope = dual.Scalar(scalar).Slope(0);
                var value = plain.Scalar(derivative);
                if (slope.IsUndecided || value.IsUndecided || !slope.IsBounded || !value.IsBounded)
                {
                    continue;
                }

                if (!slope.Overlaps(value))
                {
                    return Certainty.False;
                }

                result = Certainty.True;
            }
            catch (Exception e) when (e is UndefinedException or NotRepresentableException or OverflowException)
            {
                // No value here; another point decides.
            }
        }

        return result;
    }
}
