namespace TheoryCheck.Rigor.Tails;

/// <summary>A term c·sᵃ·(log s)ᵇ of an exponent or of a rate of growth.</summary>
/// <param name="Coefficient">The number c, not 0.</param>
/// <param name="Power">The exponent a.</param>
/// <param name="LogPower">The exponent b.</param>
public sealed record TailPart(Rational Coefficient, Rational Power, Rational LogPower)
{
    /// <summary>1 where sᵃ(log s)ᵇ outgrows the other one, -1 where it is outgrown, 0 where they are the same.</summary>
    internal int Outgrows(TailPart other) => Power.CompareTo(other.Power) is var order and not 0 ? order : LogPower.CompareTo(other.LogPower);

    /// <summary>Sums with one part for each pair of exponents, the fastest growing first.</summary>
    internal static IEnumerable<TailPart> Collected(IEnumerable<TailPart> parts) => parts
        .GroupBy(static p => (p.Power, p.LogPower), static (key, same) => new TailPart(same.Aggregate(Rational.Zero, static (sum, p) => sum + p.Coefficient), key.Power, key.LogPower))
        .Where(static p => !p.Coefficient.IsZero)
        .OrderDescending(Comparer<TailPart>.Create(static (one, other) => one.Outgrows(other)));
}
