using TheoryCheck.Core;

namespace TheoryCheck.Rigor;

/// <summary>
/// Tells readings that round silently from those that are exact or enclose, by asking whether √2·√2 differs from 2: only
/// a rounding reading says that it does. An approximation with a truncated series is as good as the former's own
/// arithmetic, and would be a lie in the latter.
/// </summary>
public static class RoundingReading
{
    /// <summary>Refuses a reading that does not round to about double precision.</summary>
    /// <exception cref="NotRepresentableException">The reading is exact, or encloses, or cannot tell.</exception>
    public static void Require<T>(T sample, string name)
        where T : IReal<T>
    {
        var root = T.Sqrt(sample.Literal(2));
        if (T.Compare(Relation.NotEqual, root * root, sample.Literal(2)) != Certainty.True)
        {
            throw new NotRepresentableException($"'{name}' is known here to double precision only");
        }
    }
}
