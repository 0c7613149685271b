using TheoryCheck.Numerics.LinearAlgebra;

namespace TheoryCheck.Optimization.LinearPrograms.MinimumNorm;

/// <summary>The restricted dictionary: the columns that were violated lately, stored, so that they are priced in microseconds.</summary>
/// <param name="dictionary">The whole dictionary.</param>
/// <param name="capacity">The most columns held.</param>
internal sealed class MasterColumns(FeatureDictionary dictionary, int capacity)
{
    private readonly int n = dictionary.RowCount;
    private readonly double[] numbers = new double[capacity * dictionary.RowCount];
    private readonly int[] ids = new int[capacity];
    private readonly double[] lengths = new double[capacity];
    private readonly double[] prices = new double[capacity];
    private readonly Dictionary<int, int> slots = [];
    private readonly double[] scores = new double[capacity];
    private readonly int[] order = new int[capacity];

    /// <summary>The columns held.</summary>
    public int Count { get; private set; }

    /// <summary>The numbers of a column that is held.</summary>
    public ReadOnlySpan<double> Column(int id) => numbers.AsSpan(slots[id] * n, n);

    /// <summary>Adds columns; when there is no room the least violated by the multipliers last priced go. Returns how many were not held before.</summary>
    public int Add(ReadOnlySpan<int> added, Func<int, bool> isBasic)
    {
        var fresh = added.ToArray().Where(id => !slots.ContainsKey(id)).Take(capacity / 2).ToList();
        if (Count + fresh.Count > capacity)
        {
            Drop(capacity / 2, isBasic);
        }

        foreach (var id in fresh.Take(capacity - Count))
        {
            var slot = Count++;
            (ids[slot], slots[id], prices[slot]) = (id, slot, double.PositiveInfinity);
            var column = numbers.AsSpan(slot * n, n);
            dictionary.Column(id, column);
            lengths[slot] = 1 + Lanes.Dot(column, column);
        }

        return fresh.Count;
    }

    /// <summary>The columns most violated, best first, at most <paramref name="target"/>.Length; returns how many.</summary>
    public int MostViolated(ReadOnlySpan<double> multipliers, double weight, double tolerance, Span<int> target, Func<int, bool> isBasic)
    {
        var found = 0;
        FourProducts.Rows(numbers, multipliers, prices.AsSpan(0, Count));
        for (var slot = 0; slot < Count; slot++)
        {
            var excess = Math.Abs(prices[slot]) - weight;
            if (excess > tolerance && !isBasic(ids[slot]))
            {
                (scores[found], order[found]) = (-excess * excess / lengths[slot], ids[slot]);
                found++;
            }
        }

        Array.Sort(scores, order, 0, found);
        var count = Math.Min(found, target.Length);
        order.AsSpan(0, count).CopyTo(target);
        return count;
    }

    private void Drop(int kept, Func<int, bool> isBasic)
    {
        var survivors = Enumerable.Range(0, Count)
            .OrderByDescending(slot => isBasic(ids[slot]) ? double.PositiveInfinity : Math.Abs(prices[slot]))
            .ThenBy(slot => ids[slot])
            .Take(kept)
            .Order()
            .ToArray();
        slots.Clear();
        Count = 0;
        foreach (var slot in survivors)
        {
            numbers.AsSpan(slot * n, n).CopyTo(numbers.AsSpan(Count * n, n));
            (ids[Count], lengths[Count], prices[Count]) = (ids[slot], lengths[slot], prices[slot]);
            slots[ids[Count]] = Count++;
        }
    }
}
