using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Line;

/// <summary>An interval of the line.</summary>
/// <param name="Low">The lower end; null for none.</param>
/// <param name="High">The upper end; null for none.</param>
/// <param name="IsLowOpen">Whether the lower end does not belong to it.</param>
/// <param name="IsHighOpen">Whether the upper end does not.</param>
internal sealed record LineDomain(Rational? Low, Rational? High, bool IsLowOpen, bool IsHighOpen)
{
    /// <summary>Whether it has no points.</summary>
    public bool IsEmpty => Low > High || (Low is not null && Low == High && (IsLowOpen || IsHighOpen));

    /// <summary>The points that lie in another interval too.</summary>
    public LineDomain Within(LineDomain other)
    {
        var isLow = other.Low is { } low && !(Low > low || (Low == low && IsLowOpen));
        var isHigh = other.High is { } high && !(High < high || (High == high && IsHighOpen));
        return new(isLow ? other.Low : Low, isHigh ? other.High : High, isLow ? other.IsLowOpen : IsLowOpen, isHigh ? other.IsHighOpen : IsHighOpen);
    }

    /// <summary>The interval from the least of its integers to the greatest.</summary>
    public LineDomain Integers() => new(
        Low is { } low ? IsLowOpen ? Rational.Floor(low) + Rational.One : -Rational.Floor(-low) : null,
        High is { } high ? IsHighOpen ? -Rational.Floor(-high) - Rational.One : Rational.Floor(high) : null,
        Low is null,
        High is null);

    /// <summary>What a binder's number runs through; null where that is no interval with rational ends.</summary>
    public static LineDomain? Of(Interpreter<Rational> exact, Binder binder)
    {
        switch (binder.RangesOver is { } named ? Unfold.Definitions(named, static s => s.Parameters.IsEmpty && s.Indices.IsEmpty) : null)
        {
            case RealInterval interval when exact.Evaluate(interval) is Value<Rational>.IntervalSet { Lower: not Value<Rational>.Infinite { Sign: > 0 }, Upper: not Value<Rational>.Infinite { Sign: < 0 } } set:
                return new(End(set.Lower), End(set.Upper), set.LowerOpen, set.UpperOpen);
            case Call { Operation.Name: "reals" }:
                return new(null, null, true, true);
            case Call { Operation.Name: "positive" }:
                return new(Rational.Zero, null, true, true);
            default:
                return null;
        }
    }

    private static Rational? End(Value<Rational> end) => end switch
    {
        Value<Rational>.Exact exact => exact.Number,
        Value<Rational>.Real real => real.Number,
        _ => null,
    };
}
