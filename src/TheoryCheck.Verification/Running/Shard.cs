using System.Globalization;

namespace TheoryCheck.Verification.Running;

/// <summary>A part of a run: every <paramref name="Count"/>-th claim in the order of the run, from the <paramref name="Number"/>-th on.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Count">How many parts there are.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>The part that is the whole.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Whether the claim at a position, from 0 on, is in this part.</summary>
    public bool Holds(int position) => position % Count == Number - 1;

    /// <summary>Reads <c>k/N</c> with 1 &lt;= k &lt;= N &lt;= 100000; null for anything else.</summary>
    public static Shard? TryParse(string text) =>
        text.Split('/') is [var number, var count]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var k)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && k >= 1 && k <= n && n <= 100_000
            ? new Shard(k, n)
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
