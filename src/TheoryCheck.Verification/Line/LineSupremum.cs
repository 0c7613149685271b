using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Line;

/// <summary>What is proved of the supremum of a function of one number.</summary>
/// <param name="Infinite">1 where there is no upper bound, -1 where the domain is empty, else 0.</param>
/// <param name="Low">A number not above it.</param>
/// <param name="High">A number not below it.</param>
/// <param name="Best">What it may be: every place at which the function reaches or comes close to it is among these.</param>
/// <param name="IsFlat">Whether the function may be at its supremum throughout an interval.</param>
internal sealed record LineSupremum(int Infinite, Rational Low, Rational High, IReadOnlyList<LineCandidate> Best, bool IsFlat)
{
    /// <summary>No upper bound, or no point.</summary>
    public static LineSupremum Without(int infinite) => new(infinite, Rational.Zero, Rational.Zero, [], false);

    /// <summary>The greatest of candidates; null where none is sure.</summary>
    /// <param name="candidates">All places where the supremum may be.</param>
    /// <param name="flat">Those that the function is throughout an interval.</param>
    public static LineSupremum? Of(IReadOnlyList<LineCandidate> candidates, IReadOnlyList<LineCandidate> flat)
    {
        if (!candidates.Any(static c => c.IsSure))
        {
            return null;
        }

        var low = candidates.Where(static c => c.IsSure).Select(static c => c.Low).Max();
        return new(0, low, candidates.Select(static c => c.High).Max(), [.. candidates.Where(c => c.High >= low)], flat.Any(c => c.High >= low));
    }
}
