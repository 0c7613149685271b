using System.Collections.Immutable;

namespace TheoryCheck.Symbolics.Letters;

/// <summary>A product of powers of letters, by their order; the empty product is 1.</summary>
public readonly struct PowerProduct : IEquatable<PowerProduct>, IComparable<PowerProduct>
{
    private readonly ImmutableArray<(Letter Letter, int Exponent)> powers;
    private readonly int hash;

    internal PowerProduct(IEnumerable<(Letter Letter, int Exponent)> powers)
        : this([.. powers.Where(static p => p.Exponent != 0).OrderBy(static p => p.Letter.Order)])
    {
    }

    private PowerProduct(ImmutableArray<(Letter Letter, int Exponent)> ordered)
    {
        powers = ordered;
        foreach (var (letter, exponent) in ordered)
        {
            hash = HashCode.Combine(hash, letter.Order, exponent);
        }
    }

    /// <summary>The powers, by the order of the letters; no exponent is 0.</summary>
    public ImmutableArray<(Letter Letter, int Exponent)> Powers => powers.IsDefault ? [] : powers;

    /// <summary>The exponent of a letter.</summary>
    public int this[Letter letter]
    {
        get
        {
            foreach (var (own, exponent) in Powers)
            {
                if (own == letter)
                {
                    return exponent;
                }
            }

            return 0;
        }
    }

    /// <summary>The product of two.</summary>
    public PowerProduct Times(PowerProduct other)
    {
        var (mine, its) = (Powers, other.Powers);
        var all = ImmutableArray.CreateBuilder<(Letter Letter, int Exponent)>(mine.Length + its.Length);
        for (var (i, j) = (0, 0); i < mine.Length || j < its.Length;)
        {
            var order = i == mine.Length ? 1 : j == its.Length ? -1 : mine[i].Letter.Order.CompareTo(its[j].Letter.Order);
            all.Add(order < 0 ? mine[i] : order > 0 ? its[j] : (mine[i].Letter, mine[i].Exponent + its[j].Exponent));
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return new(all.DrainToImmutable());
    }

    /// <summary>The same without a letter.</summary>
    public PowerProduct Without(Letter letter) => this[letter] == 0 ? this : new(Powers.RemoveAll(p => p.Letter == letter));

    /// <inheritdoc/>
    public int CompareTo(PowerProduct other)
    {
        var (mine, its) = (Powers, other.Powers);
        for (var i = 0; i < Math.Min(mine.Length, its.Length); i++)
        {
            var order = mine[i].Letter.Order != its[i].Letter.Order ? mine[i].Letter.Order.CompareTo(its[i].Letter.Order) : its[i].Exponent.CompareTo(mine[i].Exponent);
            if (order != 0)
            {
                return order;
            }
        }

        return mine.Length.CompareTo(its.Length);
    }

    /// <inheritdoc/>
    public bool Equals(PowerProduct other) => hash == other.hash && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PowerProduct other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => hash;

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
