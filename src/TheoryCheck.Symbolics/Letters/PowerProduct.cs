using System.Collections.Immutable;

namespace TheoryCheck.Symbolics.Letters;

/// <summary>A product of powers of letters, by their order; the empty product is 1.</summary>
public readonly struct PowerProduct : IEquatable<PowerProduct>, IComparable<PowerProduct>
{
    private readonly ImmutableArray<(Letter Letter, int Exponent)> powers;

    internal PowerProduct(IEnumerable<(Letter Letter, int Exponent)> powers) =>
        this.powers = [.. powers.Where(static p => p.Exponent != 0).OrderBy(static p => p.Letter.Order)];

    /// <summary>The powers, by the order of the letters; no exponent is 0.</summary>
    public ImmutableArray<(Letter Letter, int Exponent)> Powers => powers.IsDefault ? [] : powers;

    /// <summary>The exponent of a letter.</summary>
    public int this[Letter letter] => Powers.FirstOrDefault(p => p.Letter == letter).Exponent;

    /// <summary>The product of two.</summary>
    public PowerProduct Times(PowerProduct other)
    {
        var all = Powers.ToDictionary(static p => p.Letter, static p => p.Exponent);
        foreach (var (letter, exponent) in other.Powers)
        {
            all[letter] = all.GetValueOrDefault(letter) + exponent;
        }

        return new(all.Select(static p => (p.Key, p.Value)));
    }

    /// <summary>The same without a letter.</summary>
    public PowerProduct Without(Letter letter) => new(Powers.Where(p => p.Letter != letter));

    /// <inheritdoc/>
    public int CompareTo(PowerProduct other)
    {
        var (mine, its) = (Powers, other.Powers);
        for (var i = 0; i < Math.Min(mine.Length, its.Length); i++)
        {
            var order = (mine[i].Letter.Order, -mine[i].Exponent).CompareTo((its[i].Letter.Order, -its[i].Exponent));
            if (order != 0)
            {
                return order;
            }
        }

        return mine.Length.CompareTo(its.Length);
    }

    /// <inheritdoc/>
    public bool Equals(PowerProduct other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PowerProduct other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Powers.Aggregate(0, static (hash, p) => HashCode.Combine(hash, p.Letter.Order, p.Exponent));

    /// <summary>Whether both are one product.</summary>
    public static bool operator ==(PowerProduct left, PowerProduct right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(PowerProduct left, PowerProduct right) => !left.Equals(right);

    /// <summary>Whether the first comes before the second.</summary>
    public static bool operator <(PowerProduct left, PowerProduct right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first does not come after the second.</summary>
    public static bool operator <=(PowerProduct left, PowerProduct right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first comes after the second.</summary>
    public static bool operator >(PowerProduct left, PowerProduct right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first does not come before the second.</summary>
    public static bool operator >=(PowerProduct left, PowerProduct right) => left.CompareTo(right) >= 0;
}
