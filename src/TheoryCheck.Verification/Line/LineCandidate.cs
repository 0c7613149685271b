using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Line;

/// <summary>A value that the supremum of a function of one number may be: one that it has, one that it comes close to, or bounds of what it has near a place.</summary>
/// <param name="Low">A number not above the value.</param>
/// <param name="High">A number not below it.</param>
/// <param name="IsSure">Whether the supremum is certainly at least <paramref name="Low"/>; where it is not decided whether a place belongs to the domain, it may not be.</param>
/// <param name="Point">The place at which the function has the value; null where there is none or none is known.</param>
/// <param name="IsAttained">Whether the place belongs to the domain.</param>
internal sealed record LineCandidate(Rational Low, Rational High, bool IsSure, RealRoot? Point, bool IsAttained)
{
    /// <summary>Whether the value is a rational number.</summary>
    public bool IsExact => Low == High;

    /// <summary>A rational value at a point of the domain.</summary>
    public static LineCandidate At(Rational value, Rational point, bool isSure = true) => new(value, value, isSure, RealRoot.Of(point), true);

    /// <summary>A rational value that the function comes close to.</summary>
    public static LineCandidate Limit(Rational value) => new(value, value, true, null, false);
}
