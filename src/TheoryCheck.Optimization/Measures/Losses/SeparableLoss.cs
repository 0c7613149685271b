using System.Runtime.InteropServices;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>A sum Σᵢ ℓᵢ(fᵢ) of convex functions, described by values, conjugates and Moreau envelopes.</summary>
/// <remarks>
/// The dual variable of output i is qᵢ = −ℓᵢ'(fᵢ), and −ℓᵢ*(−q) = inf_f ℓᵢ(f) + q f is the dual value. Its domain is star-shaped
/// about 0: with q, all t·q for 0 ≤ t ≤ 1 are admissible.
/// </remarks>
public abstract record SeparableLoss : Loss
{
    private const int Precision = 128;

    /// <summary>Whether every ℓᵢ is twice continuously differentiable with ℓᵢ'' &gt; 0 and finite everywhere.</summary>
    public abstract bool IsSmooth { get; }

    /// <summary>Whether inf ℓᵢ is approached at infinity only, so that without a penalty a minimiser may be missing.</summary>
    public virtual bool DecaysAtInfinity => false;

    /// <summary>The loss times a positive factor; a condition stays as it is.</summary>
    public abstract SeparableLoss Times(Rational factor);

    /// <summary>An enclosure of ℓᵢ at an exact output; null when it is +∞.</summary>
    public abstract Interval? Value(int sample, Rational output, int precision);

    /// <summary>The point of the domain of q ↦ −ℓᵢ*(−q) nearest to a number, exactly.</summary>
    public abstract Rational Admissible(int sample, Rational dual);

    /// <summary>An enclosure of −ℓᵢ*(−q) at an admissible q.</summary>
    public abstract Interval DualValue(int sample, Rational dual, int precision);

    /// <summary>Whether every ℓᵢ is finite everywhere.</summary>
    public bool IsFinite => Enumerable.Range(0, Count).All(i => OutputRange(i) is (null, null));

    /// <summary>A lower bound of the loss of the zero measure; null when it is +∞.</summary>
    public Rational? AtZero()
    {
        var sum = Interval.FromRational(0, Precision);
        for (var i = 0; i < Count; i++)
        {
            if (Value(i, 0, Precision) is not { } value)
            {
                return null;
            }

            sum += value;
        }

        return sum.Lower;
    }

    /// <summary>The outputs at which ℓᵢ is finite: an interval, null for an end that is infinite.</summary>
    public virtual (Rational? Lower, Rational? Upper) OutputRange(int sample) => (null, null);

    /// <summary>
    /// Dual variables q whose tangents f ↦ −ℓᵢ*(−q) − q f describe ℓᵢ from below, well where its dual variable is near a given one.
    /// For a loss with finitely many slopes these are all of them.
    /// </summary>
    /// <param name="sample">The output.</param>
    /// <param name="near">A dual variable; it is among those returned, as far as it is admissible.</param>
    public virtual IEnumerable<Rational> Tangents(int sample, Rational near) =>
        new[] { Rational.Zero, near / 2, near * new Rational(15, 16), near, near * new Rational(17, 16), near * 2 }.Select(q => Admissible(sample, q)).Distinct();

    /// <summary>
    /// Value, dual variable and curvature, in doubles, of ℓᵢ where it is smooth and otherwise of its Moreau envelope
    /// inf_z ℓᵢ(z) + m(z − f) + ρ/2·(z − f)², with m the multiplier and ρ the stiffness.
    /// </summary>
    public abstract LossPiece Piece(int sample, double output, double multiplier, double stiffness);

    /// <summary>An enclosure of −ℓᵢ'(f) over an interval of outputs; null where ℓᵢ is not smooth.</summary>
    public virtual Interval? Dual(int sample, Interval output) => null;

    /// <summary>An enclosure of ℓᵢ''(f) over an interval of outputs; null where ℓᵢ is not smooth.</summary>
    public virtual Interval? Curvature(int sample, Interval output) => null;

    /// <summary>Where ℓᵢ is made of lines: its corner; null for a smooth ℓᵢ.</summary>
    public virtual LossCorner? Corner(int sample) => null;

    /// <summary>
    /// A number that ℓᵢ'' does not exceed between the output with a dual variable and any output at which ℓᵢ is at most a value; null where ℓᵢ is not smooth.
    /// </summary>
    public virtual Rational? Steepness(int sample, Rational dual, Rational value) => null;

    /// <summary>An enclosure of the outputs f with −ℓᵢ'(f) in an interval; null where they are unbounded or ℓᵢ is not smooth.</summary>
    public virtual Interval? OutputAt(int sample, Interval dual) => null;

    /// <summary>An enclosure of ℓᵢ at these outputs; null where it is unbounded or ℓᵢ is not smooth.</summary>
    public virtual Interval? ValueAt(int sample, Interval dual) => null;
}

/// <summary>A convex function of one output near a point, in doubles.</summary>
/// <param name="Value">The value.</param>
/// <param name="Dual">Minus the slope.</param>
/// <param name="Curvature">The second derivative, at least 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LossPiece(double Value, double Dual, double Curvature);
