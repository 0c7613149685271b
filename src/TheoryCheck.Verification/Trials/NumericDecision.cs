using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// Comparisons of computed doubles. A comparison is decided only when the sides are further apart than rounding could have
/// moved them; otherwise it is unknown, and an unknown never counts in anybody's favour.
/// </summary>
internal static class NumericDecision
{
    /// <summary>The relative distance below which computed values are not told apart.</summary>
    public const double RelativeMargin = 1e-9;

    /// <summary>By how much the relative margin along a flow exceeds the estimated relative integration error.</summary>
    public const double FlowMarginFactor = 20;

    /// <summary>The largest estimated integration error, relative to the states, at which a flow's values are believed.</summary>
    public const double FlowTolerance = 5e-3;

    /// <summary>The integration error, relative to the states, for which the steps of a flow are refined.</summary>
    public const double FlowAim = 1e-4;

    /// <summary>The distance, relative to the largest value seen along a trajectory, below which values are not told apart.</summary>
    public const double CancellationMargin = 1e-14;

    /// <summary>Whether left relation right, for reals computed in doubles.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="left">The left side; NaN decides nothing.</param>
    /// <param name="right">The right side; NaN decides nothing.</param>
    /// <param name="scale">The magnitude of the values the sides were computed from; 0 if not known.</param>
    /// <param name="relative">The relative margin; larger where an integrator's error comes on top of rounding.</param>
    public static Certainty Reals(Relation relation, double left, double right, double scale, double relative = RelativeMargin)
    {
        if (double.IsNaN(left) || double.IsNaN(right))
        {
            return Certainty.Unknown;
        }

        var margin = double.IsInfinity(left) || double.IsInfinity(right)
            ? 0
            : (relative * Math.Max(Math.Abs(left), Math.Abs(right))) + (CancellationMargin * scale);
        var order = left.CompareTo(right);
        if (order == 0 || Math.Abs(left - right) <= margin)
        {
            return Certainty.Unknown;
        }

        return CertaintyLogic.Of(relation switch
        {
            Relation.Less or Relation.LessOrEqual => order < 0,
            Relation.Greater or Relation.GreaterOrEqual => order > 0,
            Relation.Equal => false,
            _ => true,
        });
    }

    /// <summary>Whether left relation right, for integers, which doubles below 2⁵³ hold exactly.</summary>
    public static Certainty Integers(Relation relation, double left, double right)
    {
        if (double.IsNaN(left) || double.IsNaN(right) || Math.Max(Math.Abs(left), Math.Abs(right)) > 9007199254740992)
        {
            return Certainty.Unknown;
        }

        return CertaintyLogic.Of(relation switch
        {
            Relation.Less => left < right,
            Relation.LessOrEqual => left <= right,
            Relation.Greater => left > right,
            Relation.GreaterOrEqual => left >= right,
            Relation.Equal => left.Equals(right),
            _ => !left.Equals(right),
        });
    }
}
