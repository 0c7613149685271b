using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <summary>A bound of a number.</summary>
/// <param name="Value">The bound.</param>
/// <param name="IsOpen">Whether it is not met.</param>
internal sealed record DeclaredEnd(Rational Value, bool IsOpen)
{
    /// <summary>A bound that may be met.</summary>
    public static DeclaredEnd Of(Rational value) => new(value, IsOpen: false);

    /// <summary>The bound of a sum with a multiple of something bounded; null where that has no bound.</summary>
    public DeclaredEnd? Plus(DeclaredEnd? other, Rational factor) => other is null ? null : new(Value + (factor * other.Value), IsOpen || other.IsOpen);
}
