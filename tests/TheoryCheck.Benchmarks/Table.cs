using System.Globalization;

namespace TheoryCheck.Benchmarks;

/// <summary>Prints one comparison and says whether the results agree.</summary>
internal static class Table
{
    public static bool Print(string title, double seconds, double value, IReadOnlyList<PeerResult> peers, double tolerance)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: TheoryCheck {seconds * 1e6:F1} us, value {value:R}"));
        var agrees = peers.Count > 0;
        foreach (var peer in peers)
        {
            var distance = Math.Abs(peer.Value - value) / Math.Max(1e-300, Math.Abs(value));
            agrees &= distance <= tolerance;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {peer.Name,-28} {peer.Seconds * 1e6,10:F1} us   ratio {peer.Seconds / seconds:F2}   relative difference {distance:E1}"));
        }

        if (peers.Count == 0)
        {
            Console.WriteLine("  no peer answered: are python3-numpy and python3-torch installed?");
        }
        else
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio to the best peer: {peers.Min(p => p.Seconds) / seconds:F2}"));
        }

        return agrees;
    }
}
