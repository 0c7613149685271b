using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>One expense.</summary>
/// <param name="Obligation">What it was spent on.</param>
/// <param name="Alpha">How much; the two sides of a test share it.</param>
public sealed record AlphaEntry(string Obligation, Alpha Alpha);

/// <summary>
/// The error budget of a run: one α for all statistical statements together, spent before the trials are looked at. By the union bound the
/// probability that any statement of the run is wrong is at most the sum of the entries, under any dependence.
/// </summary>
public sealed class AlphaLedger
{
    private AlphaLedger(Alpha total, Sequence<AlphaEntry> entries)
    {
        Total = total;
        Entries = entries;
        Spent = entries.Aggregate(Rational.Zero, (sum, entry) => sum + entry.Alpha.Value);
    }

    /// <summary>The level of a run unless said otherwise: 1/1000.</summary>
    public static Alpha Default => Alpha.Of(1, 1000);

    /// <summary>The budget.</summary>
    public Alpha Total { get; }

    /// <summary>The expenses in order.</summary>
    public Sequence<AlphaEntry> Entries { get; }

    /// <summary>The sum of the expenses, never above the budget.</summary>
    public Rational Spent { get; }

    /// <summary>What is left.</summary>
    public Rational Remaining => Total.Value - Spent;

    /// <summary>A budget of which nothing is spent.</summary>
    public static AlphaLedger Open(Alpha total) => new(total, []);

    /// <summary>A budget spent in equal parts on the obligations known before the run (Bonferroni).</summary>
    public static AlphaLedger EqualSplit(Alpha total, Sequence<string> obligations)
    {
        var ledger = Open(total);
        foreach (var obligation in obligations)
        {
            ledger = ledger.Spend(obligation, total.Share(obligations.Count));
        }

        return ledger;
    }

    /// <summary>The ledger with one more expense.</summary>
    /// <exception cref="ArgumentException">The budget would be exceeded, or the obligation has been paid for.</exception>
    public AlphaLedger Spend(string obligation, Alpha alpha)
    {
        if (alpha.Value.Sign <= 0 || alpha.Value > Remaining)
        {
            throw new ArgumentException($"'{obligation}' asks for {alpha}, but {Remaining} of {Total} is left", nameof(alpha));
        }

        return Entries.Any(entry => entry.Obligation == obligation)
            ? throw new ArgumentException($"'{obligation}' has been paid for; a second test of it must continue the first one's trials", nameof(obligation))
            : new AlphaLedger(Total, Entries.Append(new AlphaEntry(obligation, alpha)));
    }

    /// <summary>The level of an obligation.</summary>
    /// <exception cref="ArgumentException">Nothing was spent on it.</exception>
    public Alpha For(string obligation) =>
        Entries.FirstOrDefault(entry => entry.Obligation == obligation)?.Alpha
        ?? throw new ArgumentException($"nothing was spent on '{obligation}'", nameof(obligation));

    /// <summary>The entries, one a line, and the balance.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var entry in Entries)
        {
            text.Append($"{entry.Alpha}  {entry.Obligation}\n");
        }

        return text.Append($"{Spent} of {Total} spent\n").ToString();
    }
}
