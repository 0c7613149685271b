namespace TheoryCheck.Numerics.Plans;

/// <summary>A stretch of a workspace's memory, placed once when the plan is made.</summary>
/// <param name="length">How many doubles.</param>
internal sealed class ArrayBuffer(long length)
{
    /// <summary>Doubles behind the end that may be read, never used: one panel.</summary>
    private const long Slack = PanelProduct.Width;

    /// <summary>How many doubles.</summary>
    public long Length { get; } = length;

    /// <summary>How many doubles it takes in memory: a whole number of cache lines, with slack.</summary>
    public long Extent { get; } = checked((length + Slack + Lanes.Count - 1) / Lanes.Count * Lanes.Count);

    /// <summary>Where it starts.</summary>
    public long Offset { get; private set; }

    /// <summary>The step that first writes it; -1 for inputs.</summary>
    public int First { get; private set; } = -1;

    /// <summary>The last step that uses it; <see cref="int.MaxValue"/> when it must survive.</summary>
    public int Last { get; private set; } = -1;

    /// <summary>Records that a step uses it.</summary>
    public void Use(int step)
    {
        First = First < 0 ? step : Math.Min(First, step);
        Last = Math.Max(Last, step);
    }

    /// <summary>Keeps it for the life of the workspace.</summary>
    public void Keep() => Last = int.MaxValue;

    /// <summary>Places buffers so that two in use at one time never overlap, the larger first, each as low as it goes.</summary>
    /// <returns>How many doubles all of them need.</returns>
    public static long Place(IEnumerable<ArrayBuffer> buffers)
    {
        var placed = new List<ArrayBuffer>();
        var total = 0L;
        foreach (var buffer in buffers.OrderByDescending(b => b.Extent))
        {
            var at = 0L;
            foreach (var other in placed.Where(o => o.First <= buffer.Last && buffer.First <= o.Last).OrderBy(o => o.Offset))
            {
                if (at + buffer.Extent <= other.Offset)
                {
                    break;
                }

                at = Math.Max(at, other.Offset + other.Extent);
            }

            buffer.Offset = at;
            placed.Add(buffer);
            total = Math.Max(total, checked(at + buffer.Extent));
        }

        return total;
    }
}
