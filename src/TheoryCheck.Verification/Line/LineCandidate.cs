using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Line;

/// <summary>A value that the supremum of a function of one number may be: one that it has, one that it comes close to, or bounds of what it has near a place.</summary>
/// <param name="Low">A number not above the value.</param>
/// <param name="High">A number not below it.</param>
/// <param name="IsSure">Whether the supremum is certainly at least <paramref name="Low"/>; where it is not decided whether a place belongs to the domain, it may not be.</param>
/// <param name="Point">Where the value is attained; null where it is not, or not known.</param>
/// <param name="Function">The function about the point; null where only the bounds are known.</param>
internal sealed record LineCandidate(Rational Low, Rational High, bool IsSure, RealRoot? Point, LineFunction? Function)
{
    /// <summary>Whether the value is a rational number.</summary>
    public bool IsExact => Low == High;

    /// <summary>The value in a reading.</summary>
    public T In<T>(T reading)
        where T : IReal<T> => IsExact ? reading.Literal(Low)
        : Function is { } known && Point is { } point ? known.At(point, reading)
        : reading.Literal(Low) is DoubleReal ? reading.Literal((Low + High) / 2)
        : T.Either(reading.Literal(Low), reading.Literal(High));
}
